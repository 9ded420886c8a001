package cn.qingfeng.intake.page;

import cn.qingfeng.Refusal;
import cn.qingfeng.Refusal.Fault;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.classification.Classification;
import cn.qingfeng.clue.timeline.AnswerSheets;
import cn.qingfeng.form.FormSchema;
import cn.qingfeng.form.Forms;
import cn.qingfeng.intake.ReceiptSheet;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * 更正登记: the registration's form filled with what stands in the wrong clue, so that nobody types it anew. Both are done in
 * one: the right clue is registered and the wrong one ends in it. Who reported is taken along unseen unless the page says
 * otherwise.
 */
@Controller
class CorrectionPage {

    private static final String WHY = "_why";

    private final Forms forms;
    private final Registration registration;
    private final ReceiptSheet sheet;
    private final ClueLedger ledger;
    private final ClueAccess access;
    private final AnswerSheets sheets;

    CorrectionPage(
            Forms forms,
            Registration registration,
            ReceiptSheet sheet,
            ClueLedger ledger,
            ClueAccess access,
            AnswerSheets sheets) {
        this.forms = forms;
        this.registration = registration;
        this.sheet = sheet;
        this.ledger = ledger;
        this.access = access;
        this.sheets = sheets;
    }

    @GetMapping("/register/correction/{number}")
    String filled(Principal person, @PathVariable String number, Model model) {
        var clue = correctable(person, number);
        return draw(clue, forms.open(Registration.FORM), answers(clue), List.of(), "", model);
    }

    @PostMapping("/register/correction/{number}")
    String correct(
            Principal person,
            Locale reader,
            @PathVariable String number,
            @RequestParam MultiValueMap<String, String> post,
            Model model) {
        var clue = correctable(person, number);
        var form = forms.open(Registration.FORM);
        var answers = form.fromPost(post);
        var why = post.getFirst(WHY) == null ? "" : post.getFirst(WHY).strip();
        try {
            if (post.containsKey("_refresh")) {
                return draw(clue, form, answers, List.of(), why, model);
            }
            if (why.isEmpty()) {
                throw Refusal.invalid(List.of(new Fault("", "insight.end.why.missing")));
            }
            var receipt = registration.correct(clue.number(), answers, person.getName(), why);
            return sheet.show(receipt, false, reader, model);
        } catch (Refusal refusal) {
            return draw(clue, form, answers, Redraw.faults(refusal), why, model);
        }
    }

    private Clue correctable(Principal person, String number) {
        var clue = ledger.get(ClueNumber.of(number));
        var viewer = access.viewer(person.getName());
        access.requireSight(viewer, clue);
        if (!access.mayEnd(viewer, clue)) {
            throw Refusal.forbidden("insight.end.forbidden");
        }
        return clue;
    }

    /** What was registered, as answers; nothing of who reported, which this page never shows. */
    private Map<String, Object> answers(Clue clue) {
        var content = clue.content();
        var answers = new HashMap<String, Object>();
        sheets.of(clue.number()).stream()
                .filter(sheet ->
                        sheet.form().equals(Registration.FORM) || sheet.form().equals(Registration.REPORT_FORM))
                .forEach(sheet -> sheets.on(sheet).forEach(answer -> answers.put(answer.key(), answer.value())));
        answers.put("kind", content.kind().name());
        answers.put("title", content.title());
        answers.put("narrative", content.narrative());
        answers.put("request", content.request());
        answers.put("place", content.place());
        answers.put("matter", content.matter());
        answers.put("unit", content.concernedUnit());
        answers.put("window", content.concernedWindow());
        answers.put("channel", content.channel().name());
        answers.put("externalNumber", content.externalNumber());
        answers.put("point", content.point());
        answers.put(
                "classification",
                clue.classification().map(Classification::code).orElse(null));
        answers.putAll(clue.facts().answers());
        answers.put("reporterAnonymous", content.anonymous());
        answers.put(
                "reporterConsent",
                content.consent() == null ? null : content.consent().name());
        answers.values().removeIf(value -> value == null);
        return answers;
    }

    private String draw(
            Clue clue, FormSchema form, Map<String, Object> answers, List<Fault> faults, String why, Model model) {
        model.addAttribute("wrong", clue.number().value());
        model.addAttribute("why", why);
        model.addAttribute("named", !clue.content().anonymous());
        model.addAttribute("form", form.page(answers, faults, Map.of()));
        return "intake/correction";
    }
}
