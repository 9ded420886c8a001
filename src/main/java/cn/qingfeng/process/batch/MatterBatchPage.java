package cn.qingfeng.process.batch;

import cn.qingfeng.Refusal;
import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterKind;
import cn.qingfeng.matter.MatterKinds;
import cn.qingfeng.matter.MatterLedger;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 批量办理 of matters of one kind, chosen in its ledger: as clues are ({@link BatchPage}), by the same ground. */
@Controller
class MatterBatchPage {

    static final String BATCHES = "/matters/batches";

    private final Batches batches;
    private final MatterKinds kinds;
    private final MatterLedger ledger;
    private final Redraw redraw;

    MatterBatchPage(Batches batches, MatterKinds kinds, MatterLedger ledger, Redraw redraw) {
        this.batches = batches;
        this.kinds = kinds;
        this.ledger = ledger;
        this.redraw = redraw;
    }

    /** {@code matter}: the chosen numbers; {@code act}: what is to be done. */
    @PostMapping("/matters/kinds/{key}/batch")
    String ask(
            Principal person,
            @PathVariable String key,
            @RequestParam(required = false) List<String> matter,
            @RequestParam(defaultValue = "") String act,
            Model model) {
        var kind = kinds.get(key);
        return draw(
                kind,
                act(act),
                seen(person, kind, matter),
                "",
                "",
                UUID.randomUUID().toString(),
                model);
    }

    /** Those that the person sees; of another kind, or nobody's business, none is there. */
    private List<Matter> seen(Principal person, MatterKind kind, List<String> numbers) {
        return ledger.page(
                person.getName(), kind, MatterLedger.Asked.ANY.only(Batches.chosen(numbers)), null, Batches.MOST);
    }

    @PostMapping("/matters/kinds/{key}/batches")
    String begin(
            Principal person,
            Locale locale,
            @PathVariable String key,
            @RequestParam(name = "_matter", required = false) List<String> chosen,
            @RequestParam(name = "_act", defaultValue = "") String act,
            @RequestParam(name = "_once", defaultValue = "") String once,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String days,
            Model model) {
        if (!BatchPage.ID.matcher(once).matches()) {
            throw Refusal.invalid("batch.unknown");
        }
        var kind = kinds.get(key);
        var what = act(act);
        var matters = seen(person, kind, chosen);
        try {
            batches.beginMatters(
                    once,
                    what,
                    person.getName(),
                    matters.stream().map(Matter::number).toList(),
                    filled(what, reason.strip(), days.strip()),
                    locale);
            return "redirect:" + BATCHES + "/" + once;
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.INVALID) {
                throw refused;
            }
            redraw.with(refused, model);
            return draw(kind, what, matters, reason, days, once, model);
        }
    }

    private static Map<String, Object> filled(BatchAct act, String reason, String days) {
        if (reason.isEmpty() || reason.length() > Matters.LONGEST_REASON) {
            throw Refusal.invalid("matter.reason.length", Matters.LONGEST_REASON);
        }
        if (act == BatchAct.MATTER_URGE) {
            return Map.of(Batches.REASON, reason);
        }
        if (!days.matches("\\d{1,2}") || Integer.parseInt(days) < 1 || Integer.parseInt(days) > Matters.MOST_DAYS) {
            throw Refusal.invalid("matter.extend.days", Matters.MOST_DAYS);
        }
        return Map.of(Batches.REASON, reason, Batches.DAYS, Integer.parseInt(days));
    }

    private static BatchAct act(String name) {
        return Arrays.stream(BatchAct.values())
                .filter(act -> act.name().equals(name) && act.ofMatters())
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("batch.act.none"));
    }

    private static String draw(
            MatterKind kind, BatchAct act, List<Matter> matters, String reason, String days, String once, Model model) {
        model.addAttribute("kind", kind);
        model.addAttribute("act", act);
        model.addAttribute("once", once);
        model.addAttribute("matters", matters);
        model.addAttribute("reason", reason);
        model.addAttribute("days", days);
        model.addAttribute("longestReason", Matters.LONGEST_REASON);
        model.addAttribute("mostDays", Matters.MOST_DAYS);
        return "process/matter-batch";
    }
}
