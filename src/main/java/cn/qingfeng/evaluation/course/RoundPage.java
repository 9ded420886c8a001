package cn.qingfeng.evaluation.course;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.evaluation.Round;
import cn.qingfeng.evaluation.RoundStage;
import cn.qingfeng.evaluation.Rounds;
import cn.qingfeng.evaluation.Terms;
import cn.qingfeng.evaluation.ballot.Ballots;
import cn.qingfeng.evaluation.draw.Draws;
import cn.qingfeng.evaluation.result.ResultsRead;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.organization.Unit;
import cn.qingfeng.organization.UnitGroup;
import cn.qingfeng.paper.PaperKind;
import cn.qingfeng.paper.PaperLines;
import cn.qingfeng.visit.Firm;
import cn.qingfeng.visit.Firm.Contact;
import cn.qingfeng.visit.Firms;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Rounds, for the offices that run and check them; a unit's leader sees those with a draft, and of these the own unit and what
 * it has against it.
 */
@Controller
@RequestMapping("/rounds")
@PreAuthorize("@rights.has(authentication, 'SEE_ROUNDS')")
class RoundPage {

    private static final String RUN = "@rights.has(authentication, 'RUN_ROUNDS')";

    /**
     * A unit of the round, in words.
     *
     * @param formed why it is rated and not ranked; null where it is
     * @param from the name of the unit that went into it; null where it was founded
     */
    record Line(String code, String name, UnitGroup group, Integer ballots, Unit.Formed formed, String from) {}

    /**
     * A firm that was drawn, in words.
     *
     * @param contact whom to remind there, while ballots are taken
     */
    record Drawn(String name, String town, String contact) {}

    /** An objection, in words. */
    record Against(String id, String unit, String words, String at, Boolean granted, String ruling, String clues) {}

    private final Rounds rounds;
    private final Draws draws;
    private final Ballots ballots;
    private final Objections objections;
    private final ResultsRead results;
    private final Terms terms;
    private final Firms firms;
    private final PaperLines papers;
    private final Organization organization;
    private final Redraw redraw;

    RoundPage(
            Rounds rounds,
            Draws draws,
            Ballots ballots,
            Objections objections,
            ResultsRead results,
            Terms terms,
            Firms firms,
            PaperLines papers,
            Organization organization,
            Redraw redraw) {
        this.rounds = rounds;
        this.draws = draws;
        this.ballots = ballots;
        this.objections = objections;
        this.results = results;
        this.terms = terms;
        this.firms = firms;
        this.papers = papers;
        this.organization = organization;
        this.redraw = redraw;
    }

    @GetMapping
    @Transactional(readOnly = true)
    public String all(Principal reader, Model model) {
        var whole = organization.hasOverAll(reader.getName(), Right.SEE_ROUNDS);
        model.addAttribute(
                "rounds",
                rounds.all().stream()
                        .filter(round -> whole || isShownToUnits(round))
                        .toList());
        return "evaluation/rounds";
    }

    @GetMapping("/{number}")
    @Transactional(readOnly = true)
    public String one(Principal reader, @PathVariable String number, Model model, Locale locale) {
        return drawn(reader.getName(), number, model, locale);
    }

    private String drawn(String reader, String number, Model model, Locale locale) {
        var round = rounds.get(number);
        var whole = organization.hasOverAll(reader, Right.SEE_ROUNDS);
        if (!whole && !isShownToUnits(round)) {
            throw Refusal.notFound("round.unknown");
        }
        var led = objections.ledBy(reader);
        var units = organization.allUnits().stream().collect(Collectors.toMap(Unit::code, Unit::name));
        model.addAttribute("round", round);
        model.addAttribute("whole", whole);
        model.addAttribute("runs", organization.hasOverAll(reader, Right.RUN_ROUNDS));
        model.addAttribute("checks", organization.hasOverAll(reader, Right.CHECK_ROUNDS));
        model.addAttribute(
                "units",
                lines(round, units).stream()
                        .filter(line -> whole || led.contains(line.code()))
                        .toList());
        model.addAttribute(
                "groups",
                Arrays.stream(UnitGroup.values())
                        .filter(one -> one != UnitGroup.OFFICE)
                        .toList());
        if (whole && round.seed() != null) {
            var drawn = draws.drawn(number);
            model.addAttribute("drawnAt", Moments.minute(round.drawnAt()));
            model.addAttribute("frame", draws.frame(number).size());
            var reminds = round.stage() == RoundStage.OPEN && organization.hasOverAll(reader, Right.RUN_ROUNDS);
            model.addAttribute("reminds", reminds);
            var named = named(reader, drawn, units, reminds);
            model.addAttribute("drawn", named);
            model.addAttribute(
                    "reached",
                    named.stream().filter(one -> !one.contact().isEmpty()).count());
        }
        if (whole && round.stage().compareTo(RoundStage.DRAWN) >= 0) {
            model.addAttribute("turnout", ballots.turnout(number));
            model.addAttribute("bursts", ballots.bursts(number));
        }
        if (whole && round.stage().compareTo(RoundStage.FIXED) >= 0) {
            var forms = papers.ofPack(reader, PaperKind.BALLOT_FORM, number, locale);
            model.addAttribute(
                    "papers",
                    round.stage().compareTo(RoundStage.OPEN) <= 0
                            ? forms
                            : new PaperLines.Section(forms.issued(), List.of()));
        }
        // What was told of pressure is for whoever checks, not for whoever may have pressed.
        if (organization.hasOverAll(reader, Right.CHECK_ROUNDS)) {
            model.addAttribute("reports", ballots.reports(number));
        }
        model.addAttribute(
                "objections",
                objections.of(round).stream()
                        .filter(one -> whole || led.contains(one.unit()))
                        .map(one -> new Against(
                                one.id(),
                                units.getOrDefault(one.unit(), one.unit()),
                                one.words(),
                                Moments.minute(one.at()),
                                one.granted(),
                                one.ruling(),
                                String.join(" ", one.clues())))
                        .toList());
        var mayObject = round.stage() == RoundStage.DRAFT && terms.runs(number, Objections.STEP);
        model.addAttribute(
                "own",
                mayObject
                        ? lines(round, units).stream()
                                .filter(line -> led.contains(line.code()))
                                .toList()
                        : List.of());
        terms.endOf(number, Objections.STEP)
                .filter(end -> mayObject)
                .ifPresent(end -> model.addAttribute("until", Moments.minute(end)));
        return "evaluation/round";
    }

    private List<Line> lines(Round round, Map<String, String> names) {
        var entered = rounds.unitsOf(round.number()).stream()
                .collect(Collectors.toMap(Rounds.Entered::unit, Function.identity()));
        // As the list was fixed; before that as it would be now.
        var fresh = round.stage() == RoundStage.PLANNED ? rounds.formed(round) : results.fresh(round.number());
        // While they are not fixed, those that were left out stand below, to be taken in again.
        var left = round.stage() == RoundStage.PLANNED
                ? organization.units().stream()
                        .filter(unit -> unit.group() != UnitGroup.OFFICE && !entered.containsKey(unit.code()))
                        .map(unit -> new Line(unit.code(), unit.name(), null, null, null, null))
                        .toList()
                : List.<Line>of();
        return java.util.stream.Stream.concat(
                        entered.values().stream()
                                .map(one -> new Line(
                                        one.unit(),
                                        names.getOrDefault(one.unit(), one.unit()),
                                        one.group(),
                                        one.ballots(),
                                        fresh.get(one.unit()),
                                        from(fresh.get(one.unit()), names)))
                                .sorted(java.util.Comparator.comparing(Line::group)
                                        .thenComparing(Line::code)),
                        left.stream())
                .toList();
    }

    private static String from(Unit.Formed formed, Map<String, String> names) {
        return formed == null || formed.from() == null ? null : names.getOrDefault(formed.from(), formed.from());
    }

    /** All that were drawn: who of them has voted is not known, so that whoever reminds reminds all. */
    private List<Drawn> named(String reader, List<String> codes, Map<String, String> towns, boolean reminds) {
        var known = firms.all().stream().collect(Collectors.toMap(Firm::creditCode, Function.identity()));
        var found = codes.stream().filter(known::containsKey).map(known::get).toList();
        var contacts = reminds ? firms.contacts(reader, found) : Map.<String, List<Contact>>of();
        return codes.stream()
                .map(code -> known.containsKey(code)
                        ? new Drawn(
                                known.get(code).name(),
                                towns.getOrDefault(known.get(code).town(), ""),
                                contacts.getOrDefault(code, List.of()).stream()
                                        .map(one -> one.role() + " " + one.name() + " " + one.phone())
                                        .collect(Collectors.joining("; ")))
                        : new Drawn(code, "", ""))
                .toList();
    }

    @PostMapping("/{number}/units")
    @PreAuthorize(RUN)
    String enter(
            Principal by,
            @PathVariable String number,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String group,
            Model model,
            Locale locale) {
        return act(by, number, model, locale, () -> rounds.enter(number, unit, group(group)));
    }

    private static UnitGroup group(String name) {
        if (name.isEmpty()) {
            return null;
        }
        return Arrays.stream(UnitGroup.values())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("round.group"));
    }

    /** The draw, before witnesses once more. */
    @PostMapping("/{number}/again")
    @Transactional(readOnly = true)
    public String again(Principal reader, @PathVariable String number, Model model, Locale locale) {
        var round = rounds.get(number);
        if (!organization.hasOverAll(reader.getName(), Right.SEE_ROUNDS) || round.seed() == null) {
            throw Refusal.notFound("round.unknown");
        }
        model.addAttribute("same", draws.again(round).equals(draws.drawn(number)));
        return drawn(reader.getName(), number, model, locale);
    }

    @PostMapping("/{number}/objections")
    String object(
            Principal by,
            @PathVariable String number,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String words,
            Model model,
            Locale locale) {
        model.addAttribute("words", words);
        return act(by, number, model, locale, () -> objections.raise(by.getName(), number, unit, words));
    }

    @PostMapping("/{number}/objections/{id}")
    String rule(
            Principal by,
            @PathVariable String number,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean granted,
            @RequestParam(defaultValue = "") String ruling,
            @RequestParam(defaultValue = "") String clues,
            Model model,
            Locale locale) {
        return act(by, number, model, locale, () -> objections.rule(by.getName(), number, id, granted, ruling, clues));
    }

    private String act(Principal by, String number, Model model, Locale locale, Runnable act) {
        try {
            act.run();
            return "redirect:/rounds/" + number;
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.NOT_FOUND || refused.kind() == Refusal.Kind.FORBIDDEN) {
                throw refused;
            }
            redraw.with(refused, model);
            return drawn(by.getName(), number, model, locale);
        }
    }

    private static boolean isShownToUnits(Round round) {
        return round.drafts() > 0;
    }
}
