package cn.qingfeng.intake.page;

import cn.qingfeng.Refusal;
import cn.qingfeng.Refusal.Fault;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.form.FormSchema;
import cn.qingfeng.form.Forms;
import cn.qingfeng.intake.IdempotencyKeys;
import cn.qingfeng.intake.ReceiptSheet;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.intake.UsedKey;
import cn.qingfeng.intake.plaque.Plaques;
import cn.qingfeng.intake.plaque.Scan;
import cn.qingfeng.intake.ratelimit.ProofOfWork;
import cn.qingfeng.intake.ratelimit.RateLimit;
import cn.qingfeng.intake.ratelimit.Throttle;
import cn.qingfeng.web.Redraw;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;

/**
 * Where anybody reports, from a phone as a rule, without an account. The page is the form {@code report-clue} as its owner
 * last wrote it and works without script; with script, what is typed survives a lost connection and a closed browser (on
 * the server, sealed, without the part that tells who reports; the browser keeps the page's key alone), and the page solves
 * its puzzle while the reporter types. Like at the counter, the answer to the post is the receipt, shown once.
 */
@Controller
class ReportPage {

    /** Left empty by people, who do not see it. */
    private static final String TRAP = "_website";

    /** What the reporter says when told that the same words came a moment ago: it is the same, or it is another matter. */
    private static final String SAME = "_same";

    private static final String ANOTHER = "_another";

    /** The cookie against forged posts: every browser has one of its own until it is closed. */
    private static final String DEVICE = "QF-CSRF";

    private final Forms forms;
    private final Registration registration;
    private final Plaques plaques;
    private final Throttle throttle;
    private final ProofOfWork puzzle;
    private final Clock clock;
    private final ReceiptSheet sheet;
    private final UploadedFiles sent;
    private final PageDrafts drafts;
    private final SameWords sameWords;

    ReportPage(
            Forms forms,
            Registration registration,
            Plaques plaques,
            Throttle throttle,
            ProofOfWork puzzle,
            Clock clock,
            ReceiptSheet sheet,
            UploadedFiles sent,
            PageDrafts drafts,
            SameWords sameWords) {
        this.sameWords = sameWords;
        this.drafts = drafts;
        this.sent = sent;
        this.sheet = sheet;
        this.forms = forms;
        this.registration = registration;
        this.plaques = plaques;
        this.throttle = throttle;
        this.puzzle = puzzle;
        this.clock = clock;
    }

    @GetMapping("/report")
    String empty(
            @RequestParam(required = false) String point,
            @RequestParam(required = false) String window,
            @RequestParam(required = false) String enterprise,
            Locale reader,
            Model model) {
        var scan = plaques.scanned(point, window, enterprise);
        var form = forms.open(Registration.REPORT_FORM).in(reader);
        var answers = new LinkedHashMap<>(form.defaults());
        scan.map(plaques::prefill).ifPresent(answers::putAll);
        model.addAttribute("fresh", true);
        scan.ifPresent(seen -> model.addAttribute("again", "?" + seen.query() + "&"));
        return draw(form, answers, List.of(), UUID.randomUUID().toString(), scan, model);
    }

    @PostMapping("/report")
    String report(
            @RequestParam MultiValueMap<String, String> post,
            Locale reader,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var form = forms.open(Registration.REPORT_FORM).in(reader);
        var answers = form.fromPost(post);
        var scan = plaques.handedOn(post.getFirst("_plaque"));
        var once = post.getFirst(RegisterPage.ONCE) == null
                ? UUID.randomUUID().toString()
                : post.getFirst(RegisterPage.ONCE);
        // Only a page that we gave out has a place for files.
        var ours = puzzle.posed(once, post.getFirst("_puzzle"));
        if (ours && post.containsKey(RegisterPage.AGAIN)) {
            var receipt = drafts.ofPage(once).flatMap(kept -> registration.again(once));
            if (receipt.isPresent()) {
                return sheet.show(receipt.get(), true, LocaleContextHolder.getLocale(), model);
            }
            return "redirect:/report";
        }
        if (ours) {
            sent.drop(once, post.getFirst(UploadedFiles.DROP));
        }
        var faults = ours && request instanceof MultipartHttpServletRequest parts
                ? sent.take(once, parts)
                : List.<Fault>of();
        if (post.containsKey("_refresh") || post.containsKey(UploadedFiles.DROP) || !faults.isEmpty()) {
            if (!faults.isEmpty()) {
                Redraw.under(Refusal.invalid(faults));
            }
            return draw(form, answers, faults, once, scan, model);
        }
        try {
            if (!Optional.ofNullable(post.getFirst(TRAP)).orElse("").isEmpty()) {
                throw Refusal.invalid("report.trap");
            }
            form.check(answers, Map.of(), clock.instant());
            var worked = puzzle.solved(once, post.getFirst("_puzzle"), post.getFirst("_work"));
            throttle.pass(worked ? RateLimit.REPORT : RateLimit.UNPROVEN_REPORT, request.getRemoteAddr());
            var device = ours ? WebUtils.getCookie(request, DEVICE) : null;
            var before = device == null || registration.taken(once).isPresent()
                    ? Optional.<SameWords.Came>empty()
                    : sameWords.find(device.getValue(), answers);
            if (before.isPresent() && post.containsKey(SAME)) {
                var number = ClueNumber.of(before.get().clueNumber());
                return sheet.show(
                        IdempotencyKeys.once(() -> registration.reissue(number, answers, once)),
                        true,
                        LocaleContextHolder.getLocale(),
                        model);
            }
            if (before.isPresent() && !post.containsKey(ANOTHER)) {
                response.setStatus(Refusal.Kind.CONFLICT.status());
                model.addAttribute("same", Moments.minute(before.get().at()));
                return draw(form, answers, List.of(), once, scan, model);
            }
            var receipt = IdempotencyKeys.once(() -> registration.report(answers, scan.orElse(null), once));
            if (device != null) {
                sameWords.keep(device.getValue(), answers, receipt.clueNumber());
            }
            return sheet.show(receipt, true, LocaleContextHolder.getLocale(), model);
        } catch (UsedKey used) {
            // A page that was kept open: the first one was received, and this may be another matter.
            Redraw.under(used);
            model.addAttribute("used", Moments.minute(used.takenAt()));
            return draw(form, answers, List.of(), sent.underNewKey(once), scan, model);
        } catch (Refusal refusal) {
            return draw(form, answers, Redraw.faults(refusal), once, scan, model);
        }
    }

    private String draw(
            FormSchema form,
            Map<String, Object> answers,
            List<Fault> faults,
            String once,
            Optional<Scan> scan,
            Model model) {
        model.addAttribute("form", form.page(answers, faults, Map.of()));
        model.addAttribute("once", once);
        sent.show(once, LocaleContextHolder.getLocale(), model);
        model.addAttribute("puzzle", puzzle.pose(once));
        model.addAttribute("bits", puzzle.bits());
        model.addAttribute("plaque", scan.map(Scan::handOn).orElse(null));
        model.addAttribute("firm", scan.flatMap(plaques::firmOf).isPresent());
        model.addAttribute(
                "place",
                scan.flatMap(seen -> seen.place().map(code -> plaques.nameOf(seen.kind(), code)))
                        .orElse(null));
        return "intake/report";
    }
}
