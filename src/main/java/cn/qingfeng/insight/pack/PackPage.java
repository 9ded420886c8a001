package cn.qingfeng.insight.pack;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.clue.access.Viewer;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Right;
import cn.qingfeng.paper.PaperKind;
import cn.qingfeng.paper.PaperLines;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The packs as printable pages. Whoever may see every appeal sees a whole list; a unit's leader sees the own units' parts.
 * The monthly ranking names units, no case's content, and is for all of them. The list of shown reporters is the discipline
 * body's.
 */
@Controller
@RequestMapping("/packs")
class PackPage {

    private final Packs packs;
    private final ClueAccess access;
    private final PaperLines papers;
    private final Optional<MattersInPacks> matters;
    private final LedgerWords words;

    PackPage(Packs packs, ClueAccess access, PaperLines papers, Optional<MattersInPacks> matters, LedgerWords words) {
        this.matters = matters;
        this.papers = papers;
        this.packs = packs;
        this.access = access;
        this.words = words;
    }

    private Viewer reader(Principal person) {
        var viewer = access.viewer(person.getName());
        if (!viewer.has(Right.READ_PACKS)) {
            throw Refusal.forbidden("packs.forbidden");
        }
        return viewer;
    }

    private static boolean seesAll(Viewer viewer) {
        return viewer.duties().stream().anyMatch(Right.READ_PACKS.duties()::contains);
    }

    @GetMapping
    String list(Principal person, Model model) {
        var viewer = access.viewer(person.getName());
        var ofReveals = viewer.has(Right.READ_REVEAL_PACK);
        if (!ofReveals) {
            reader(person);
        }
        var whole = viewer.has(Right.READ_PACKS);
        model.addAttribute(
                "packs",
                packs.list(60).stream()
                        .filter(pack -> pack.kind() == Packs.Kind.REVEALS ? ofReveals : whole)
                        .toList());
        model.addAttribute("words", words);
        return "insight/packs";
    }

    @GetMapping("/weekly/{label}")
    @Transactional(readOnly = true)
    public String weekly(Principal person, Locale locale, @PathVariable String label, Model model) {
        var viewer = reader(person);
        var pack = packs.get(Packs.Kind.WEEKLY, label, WeeklyPack.class);
        var all = seesAll(viewer);
        pack = new WeeklyPack(
                pack.date(),
                pack.madeAt(),
                pack.units().stream()
                        .filter(unit -> all || viewer.units().contains(unit.code()))
                        .map(unit -> unit.with(unit.matters().stream()
                                .filter(line -> matters.filter(
                                                room -> room.reads(person.getName(), line.kind(), line.unit()))
                                        .isPresent())
                                .toList()))
                        .toList(),
                all ? pack.leaders() : List.of());
        model.addAttribute("pack", pack);
        model.addAttribute("papers", papers.ofPack(person.getName(), PaperKind.WEEKLY, label, locale));
        model.addAttribute("words", words);
        return "insight/weekly";
    }

    @GetMapping("/monthly/{label}")
    @Transactional(readOnly = true)
    public String monthly(Principal person, Locale locale, @PathVariable String label, Model model) {
        reader(person);
        var pack = packs.get(Packs.Kind.MONTHLY, label, MonthlyPack.class);
        model.addAttribute(
                "pack",
                pack.with(pack.matters().stream()
                        .filter(sum -> matters.filter(room -> room.reads(person.getName(), sum.kind()))
                                .isPresent())
                        .toList()));
        model.addAttribute("papers", papers.ofPack(person.getName(), PaperKind.MONTHLY, label, locale));
        model.addAttribute("least", MonthlyPack.RANKED_FROM);
        model.addAttribute("words", words);
        return "insight/monthly";
    }

    /** Of reports against persons, discipline inspectors who are not at their desk read the number. */
    @GetMapping("/reveals/{label}")
    String reveals(Principal person, @PathVariable String label, Model model) {
        var viewer = access.viewer(person.getName());
        if (!viewer.has(Right.READ_REVEAL_PACK)) {
            throw Refusal.forbidden("packs.forbidden");
        }
        var pack = packs.get(Packs.Kind.REVEALS, label, RevealPack.class);
        model.addAttribute("pack", viewer.duties().contains(Duty.REPORT_DESK) ? pack : pack.withoutReports());
        model.addAttribute("words", words);
        return "insight/reveals";
    }
}
