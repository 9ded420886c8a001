package cn.qingfeng.process.batch;

import cn.qingfeng.Refusal;
import cn.qingfeng.Refusal.Fault;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.form.Forms;
import cn.qingfeng.paper.PaperKind;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** 批量办理: the clues chosen in the ledger, what is filled in for all of them, and how far it is. */
@Controller
class BatchPage {

    /** One of the chosen. */
    record Line(String clueNumber, String title, String card) {}

    /** How far it is. */
    record Progress(long done, long failed, long all, boolean over) {}

    static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final int LONGEST_REASON = 200;
    private static final int LONGEST_TEXT = 2000;

    private final Batches batches;
    private final Forms forms;
    private final ClueLedger ledger;
    private final ClueAccess access;
    private final Redraw redraw;

    BatchPage(Batches batches, Forms forms, ClueLedger ledger, ClueAccess access, Redraw redraw) {
        this.batches = batches;
        this.forms = forms;
        this.ledger = ledger;
        this.access = access;
        this.redraw = redraw;
    }

    /** {@code clue}: the chosen numbers; {@code act}: what is to be done. */
    @PostMapping("/ledger/batch")
    String ask(
            Principal person,
            Locale locale,
            @RequestParam(required = false) List<String> clue,
            @RequestParam(defaultValue = "") String act,
            Model model) {
        var what = act(act);
        var form = what.form().map(forms::open);
        var answers = new HashMap<>(form.map(each -> each.defaults()).orElse(Map.of()));
        answers.putAll(what.settled());
        return draw(
                what,
                person.getName(),
                batches.seen(person.getName(), clue),
                answers,
                List.of(),
                UUID.randomUUID().toString(),
                model);
    }

    /** The fields of the act's form, beside {@code _clue}, {@code _act} and the page's key {@code _once}. */
    @PostMapping("/ledger/batches")
    String begin(Principal person, Locale locale, @RequestParam MultiValueMap<String, String> post, Model model) {
        var act = act(String.valueOf(post.getFirst("_act")));
        var once = String.valueOf(post.getFirst("_once"));
        if (!ID.matcher(once).matches()) {
            throw Refusal.invalid("batch.unknown");
        }
        var numbers = batches.seen(person.getName(), post.get("_clue"));
        var form = act.form().map(forms::open);
        var answers = batches.settled(act, form.map(each -> each.fromPost(post)).orElseGet(() -> own(act, post)));
        try {
            switch (act) {
                case DISPATCH -> requireDispatch(answers);
                case PAPERS -> requirePaper(answers, person.getName());
                default -> {}
            }
            batches.begin(once, act, person.getName(), numbers, answers, locale);
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.INVALID) {
                throw refused;
            }
            if (form.isEmpty()) {
                model.addAttribute("refused", redraw.text(refused));
            }
            return draw(act, person.getName(), numbers, answers, Redraw.faults(refused), once, model);
        }
        return "redirect:/ledger/batches/" + once;
    }

    private static Map<String, Object> own(BatchAct act, MultiValueMap<String, String> post) {
        var answers = new HashMap<String, Object>();
        if (act == BatchAct.PAPERS) {
            for (var field : List.of(Batches.KIND, Batches.REASON, Batches.TEXT)) {
                var told = post.getFirst(field);
                answers.put(field, told == null ? "" : told.strip());
            }
        }
        if (act != BatchAct.DISPATCH) {
            return answers;
        }
        var requirements = post.getFirst("requirements");
        answers.put("requirements", requirements == null ? "" : requirements.strip());
        answers.put("screened", post.containsKey("screened"));
        answers.put("signed", post.containsKey("signed"));
        return answers;
    }

    private static void requireDispatch(Map<String, Object> answers) {
        if ("".equals(answers.get("requirements"))
                || !Boolean.TRUE.equals(answers.get("screened"))
                || !Boolean.TRUE.equals(answers.get("signed"))) {
            throw Refusal.invalid("batch.dispatch.missing");
        }
    }

    private void requirePaper(Map<String, Object> answers, String by) {
        if (kinds(by).stream().noneMatch(kind -> kind.name().equals(answers.get(Batches.KIND)))) {
            throw Refusal.invalid("batch.paper.kind");
        }
        var reason = (String) answers.get(Batches.REASON);
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw Refusal.invalid("batch.paper.reason", LONGEST_REASON);
        }
        if (((String) answers.get(Batches.TEXT)).length() > LONGEST_TEXT) {
            throw Refusal.invalid("paper.typed.long", LONGEST_TEXT);
        }
    }

    /** Those of one clue that this person issues; whether of this clue, each is asked. */
    private List<PaperKind> kinds(String by) {
        var viewer = access.viewer(by);
        return Arrays.stream(PaperKind.values())
                .filter(kind -> kind.about() != PaperKind.About.PACK && viewer.has(kind.right()))
                .toList();
    }

    private static BatchAct act(String name) {
        return Arrays.stream(BatchAct.values())
                .filter(act -> act.name().equals(name) && !act.ofMatters())
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("batch.act.none"));
    }

    private String draw(
            BatchAct act,
            String by,
            List<ClueNumber> numbers,
            Map<String, Object> answers,
            List<Fault> faults,
            String once,
            Model model) {
        var viewer = access.viewer(by);
        var clues = ledger.all(numbers);
        model.addAttribute("act", act);
        model.addAttribute("once", once);
        model.addAttribute(
                "lines",
                numbers.stream()
                        .map(clues::get)
                        .map(clue -> new Line(
                                clue.number().value(),
                                access.contentFor(viewer, clue).title(),
                                clue.card().map(Enum::name).orElse(null)))
                        .toList());
        model.addAttribute(
                "form",
                act.form()
                        .map(forms::open)
                        .map(form -> form.page(answers, faults, Map.of()))
                        .orElse(null));
        model.addAttribute("answers", answers);
        model.addAttribute("kinds", act == BatchAct.PAPERS ? kinds(by) : List.of());
        model.addAttribute("longestReason", LONGEST_REASON);
        model.addAttribute("longestText", LONGEST_TEXT);
        model.addAttribute("faults", faults);
        return "process/batch";
    }

    /** @throws Refusal not found, for anybody but whoever began it */
    @GetMapping({"/ledger/batches/{id}", MatterBatchPage.BATCHES + "/{id}"})
    String follow(Principal person, @PathVariable String id, Model model) {
        var batch = of(person, id);
        model.addAttribute("batch", batch);
        model.addAttribute("done", batch.count(Batches.State.DONE));
        model.addAttribute("papers", batch.papers());
        model.addAttribute("failed", batch.count(Batches.State.FAILED));
        return "process/batch-progress";
    }

    @GetMapping({"/api/ledger/batches/{id}", "/api" + MatterBatchPage.BATCHES + "/{id}"})
    @ResponseBody
    Progress progress(Principal person, @PathVariable String id) {
        var batch = of(person, id);
        return new Progress(
                batch.count(Batches.State.DONE),
                batch.count(Batches.State.FAILED),
                batch.items().size(),
                batch.over());
    }

    private Batches.Batch of(Principal person, String id) {
        return batches.find(id, person.getName()).orElseThrow(() -> Refusal.notFound("batch.unknown"));
    }
}
