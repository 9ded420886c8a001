package cn.qingfeng.intake.track;

import cn.qingfeng.Refusal;
import cn.qingfeng.Refusal.Fault;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.clue.CallBack;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.evidence.Download;
import cn.qingfeng.evidence.Evidence;
import cn.qingfeng.intake.Texts;
import cn.qingfeng.intake.conversation.Conversation;
import cn.qingfeng.intake.page.UploadedFiles;
import cn.qingfeng.intake.ratelimit.ProofOfWork;
import cn.qingfeng.intake.rating.SelfRating;
import cn.qingfeng.intake.rating.SelfRatings;
import cn.qingfeng.redaction.Redaction;
import cn.qingfeng.web.Redraw;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/**
 * Where whoever holds a receipt follows the case. The receipt travels in the body of each post and in nothing else: no
 * address, no session, no storage of the browser knows it. So each answer is a page, not a redirect.
 */
@Controller
class TrackPage {

    private final Tracking tracking;
    private final Conversation conversation;
    private final SelfRatings ratings;
    private final Evidence evidence;
    private final UploadedFiles sent;
    private final ProofOfWork puzzle;
    private final Redaction screening;
    private final TrackDrafts drafts;
    private final MessageSource messages;
    private final Clock clock;

    private final Redraw redraw;

    TrackPage(
            Tracking tracking,
            Conversation conversation,
            SelfRatings ratings,
            Evidence evidence,
            UploadedFiles sent,
            ProofOfWork puzzle,
            Redaction screening,
            TrackDrafts drafts,
            MessageSource messages,
            Clock clock,
            Redraw redraw) {
        this.redraw = redraw;
        this.tracking = tracking;
        this.conversation = conversation;
        this.ratings = ratings;
        this.evidence = evidence;
        this.sent = sent;
        this.puzzle = puzzle;
        this.screening = screening;
        this.drafts = drafts;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping("/track")
    String ask(Model model) {
        return "intake/track";
    }

    @PostMapping("/track")
    String look(
            @RequestParam(defaultValue = "") String receipt, Locale reader, Model model, HttpServletRequest request) {
        return opened(receipt, null, null, opened -> {}, reader, model, request);
    }

    @PostMapping("/track/answer")
    String answer(
            @RequestParam(defaultValue = "") String receipt,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(name = "_once", defaultValue = "") String page,
            @RequestParam(name = "_puzzle", defaultValue = "") String challenge,
            @RequestParam(name = UploadedFiles.DROP, defaultValue = "") String drop,
            Locale reader,
            Model model,
            HttpServletRequest request)
            throws IOException {
        model.addAttribute("typed", Map.of("text", text));
        var ours = puzzle.posed(page, challenge);
        // A key that is not ours still keeps a reload from writing twice; files and the next page get one of ours.
        var once = page.isBlank() ? UUID.randomUUID().toString() : page;
        if (ours) {
            model.addAttribute("once", once);
        }
        if (ours) {
            sent.drop(once, drop);
        }
        var faults = ours && request instanceof MultipartHttpServletRequest parts
                ? sent.take(once, parts)
                : List.<Fault>of();
        return opened(
                receipt,
                number,
                "track.written",
                clue -> {
                    if (!faults.isEmpty()) {
                        throw Refusal.invalid(faults);
                    }
                    if (!drop.isEmpty()) {
                        throw Refusal.invalid("track.file.dropped");
                    }
                    conversation.answer(clue, text, once, ours);
                    drafts.sent(clue.value(), TrackDrafts.ANSWER);
                },
                reader,
                model,
                request);
    }

    /** Hands out a file that the holder of the receipt sent. */
    @PostMapping("/track/file")
    void file(
            @RequestParam(defaultValue = "") String receipt,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var clue = tracking.among(tracking.open(receipt, request.getRemoteAddr()), number);
        var file = tracking.own(clue, id);
        try (var content = evidence.open(file)) {
            Download.send(file, content, false, response);
        }
    }

    @PostMapping("/track/rate")
    String rate(
            @RequestParam(defaultValue = "") String receipt,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String contacted,
            @RequestParam(defaultValue = "") String solved,
            @RequestParam(defaultValue = "") String rating,
            @RequestParam(defaultValue = "") List<String> reasons,
            @RequestParam(defaultValue = "") String remark,
            Locale reader,
            Model model,
            HttpServletRequest request) {
        var typed = new LinkedHashMap<String, Object>();
        typed.put("contacted", contacted);
        typed.put("solved", solved);
        typed.put("rating", rating);
        typed.put("reasons", reasons);
        typed.put("remark", remark);
        model.addAttribute("typed", typed);
        return opened(
                receipt,
                number,
                clue -> {
                    var led = tracking.rate(
                            clue,
                            new SelfRating(
                                    clock.instant(),
                                    choice(Yes.class, "contacted", contacted) == Yes.YES,
                                    choice(CallBack.Solved.class, "solved", solved),
                                    choice(CallBack.Rating.class, "rating", rating),
                                    reasons,
                                    remark),
                            reader);
                    drafts.sent(clue.value(), TrackDrafts.RATING);
                    return led;
                },
                reader,
                model,
                request);
    }

    @PostMapping("/track/consent")
    String withdrawConsent(
            @RequestParam(defaultValue = "") String receipt,
            @RequestParam(defaultValue = "") String number,
            Locale reader,
            Model model,
            HttpServletRequest request) {
        return opened(receipt, number, "track.consent.done", screening::withdrawConsent, reader, model, request);
    }

    @PostMapping("/track/withdraw")
    String withdraw(
            @RequestParam(defaultValue = "") String receipt,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String ground,
            @RequestParam(defaultValue = "") String sure,
            Locale reader,
            Model model,
            HttpServletRequest request) {
        return opened(
                receipt,
                number,
                "track.withdraw.done",
                clue -> {
                    if (!"true".equals(sure)) {
                        throw Texts.fault("sure", "track.withdraw.unsure");
                    }
                    tracking.withdraw(clue, ground);
                },
                reader,
                model,
                request);
    }

    private enum Yes {
        YES,
        NO
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String field, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Texts.fault(field, "track.choose." + field));
    }

    private String opened(
            String receipt,
            String number,
            String done,
            Consumer<ClueNumber> wish,
            Locale reader,
            Model model,
            HttpServletRequest request) {
        return opened(
                receipt,
                number,
                clue -> {
                    wish.accept(clue);
                    return messages.getMessage(done, null, reader);
                },
                reader,
                model,
                request);
    }

    /** Opens the receipt, does what its holder wishes in one of its cases, says what it did, and shows where they stand then. */
    private String opened(
            String receipt,
            String number,
            Function<ClueNumber, String> wish,
            Locale reader,
            Model model,
            HttpServletRequest request) {
        ClueNumber opened;
        try {
            opened = tracking.open(receipt, request.getRemoteAddr());
        } catch (Refusal refusal) {
            redraw.with(refusal, model);
            return "intake/track";
        }
        try {
            if (number != null) {
                model.addAttribute("done", wish.apply(tracking.among(opened, number)));
                model.addAttribute("typed", Map.of());
                model.addAttribute("once", UUID.randomUUID().toString());
            }
        } catch (Refusal refusal) {
            redraw.with(refusal, model);
            model.addAttribute("at", number);
        }
        if (!model.containsAttribute("typed")) {
            model.addAttribute("typed", Map.of());
        }
        model.addAttribute("receipt", receipt);
        if (!model.containsAttribute("once")) {
            model.addAttribute("once", UUID.randomUUID().toString());
        }
        var once = (String) model.getAttribute("once");
        model.addAttribute("puzzle", puzzle.pose(once));
        sent.show(once, reader, model);
        var cases = tracking.look(opened, reader);
        model.addAttribute("cases", cases);
        model.addAttribute("kept", kept(cases, model));
        model.addAttribute(
                "proofs",
                cases.stream()
                        .collect(Collectors.toMap(Tracked::clueNumber, one -> drafts.proof(once, one.clueNumber()))));
        model.addAttribute("words", this);
        model.addAttribute("grounds", Tracking.GROUNDS);
        model.addAttribute("reasons", SelfRating.REASONS);
        model.addAttribute("solvedChoices", CallBack.Solved.values());
        model.addAttribute("ratingChoices", CallBack.Rating.values());
        return "intake/tracked";
    }

    /** By case what was being written there: what this very post brought and was refused, else what was kept. */
    private Map<String, Map<String, Object>> kept(List<Tracked> cases, Model model) {
        var kept = new HashMap<String, Map<String, Object>>();
        for (var one : cases) {
            var draft = drafts.of(one.clueNumber());
            var answers = new LinkedHashMap<String, Object>();
            draft.ifPresent(found -> answers.putAll(found.answers()));
            if (one.clueNumber().equals(model.getAttribute("at"))) {
                ((Map<?, ?>) model.getAttribute("typed")).forEach((name, value) -> answers.put((String) name, value));
            } else {
                draft.ifPresent(found -> model.addAttribute("restored", time(found.savedAt())));
            }
            kept.put(one.clueNumber(), answers);
        }
        return kept;
    }

    /** By the county's clock, for the page. */
    public String time(Instant at) {
        return Moments.minute(at);
    }
}
