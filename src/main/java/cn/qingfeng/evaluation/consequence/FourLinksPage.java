package cn.qingfeng.evaluation.consequence;

import cn.qingfeng.Refusal;
import cn.qingfeng.evaluation.Quarters;
import cn.qingfeng.evaluation.result.ResultRound;
import cn.qingfeng.evaluation.result.ResultsRead;
import cn.qingfeng.evaluation.score.Ranked;
import cn.qingfeng.insight.export.TableExports;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.web.Redraw;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 四挂钩汇总表: each unit's quarters and warnings of a year, and what they were hooked to; for the departments that award, too. */
@Controller
@RequestMapping("/four-links")
@PreAuthorize("@rights.has(authentication, 'SEE_LINKS')")
class FourLinksPage {

    /** One of the four, in words; {@code entry} is null where nothing was proposed. */
    record Cell(Pillar pillar, SheetEntry entry, String proposedBy, String approvedBy, String executedBy) {}

    /** A unit, in words; {@code scores} in the order of the rounds. */
    record Row(String unit, String name, List<String> scores, String warnings, List<Cell> cells) {}

    private final FourLinks links;
    private final ConsequenceBook book;
    private final ResultsRead results;
    private final Organization organization;
    private final TableExports exports;
    private final MessageSource messages;
    private final Redraw redraw;

    FourLinksPage(
            FourLinks links,
            ConsequenceBook book,
            ResultsRead results,
            Organization organization,
            TableExports exports,
            MessageSource messages,
            Redraw redraw) {
        this.links = links;
        this.book = book;
        this.results = results;
        this.organization = organization;
        this.exports = exports;
        this.messages = messages;
        this.redraw = redraw;
    }

    @GetMapping
    @Transactional(readOnly = true)
    public String sheet(Principal reader, @RequestParam(required = false) Integer year, Model model, Locale locale) {
        var of = year == null ? links.thisYear() : FourLinks.year(year);
        model.addAttribute("year", of);
        model.addAttribute("rounds", quarters(of, locale));
        model.addAttribute("pillars", Pillar.values());
        model.addAttribute("rows", rows(of, has(reader, Right.SEE_MATTER), locale));
        return "score/four-links";
    }

    private List<String> quarters(int year, Locale locale) {
        return results.ofYear(year).stream()
                .map(round -> Quarters.name(messages, round.from(), round.to(), locale))
                .toList();
    }

    private boolean has(Principal reader, Right right) {
        return organization.has(reader.getName(), right);
    }

    /** @param undecided whether the reader sees what nobody has signed yet */
    private List<Row> rows(int year, boolean undecided, Locale locale) {
        var entries = links.of(year);
        var rounds = results.ofYear(year);
        var scores = new HashMap<String, Map<String, Ranked>>();
        var units = new TreeSet<>(entries.keySet());
        for (var round : rounds) {
            var own = results.newest(round.round()).orElse(List.of()).stream()
                    .collect(Collectors.toMap(Ranked::unit, one -> one));
            units.addAll(own.keySet());
            scores.put(round.round(), own);
        }
        var followed = book.of(rounds.stream().map(ResultRound::round).toList()).stream()
                .filter(one -> undecided || one.state() != Consequence.State.PROPOSED)
                .filter(one -> one.state() != Consequence.State.DROPPED)
                .collect(Collectors.groupingBy(one -> one.round() + "/" + one.unit()));
        var warnings = book.warnings(year);
        var people = organization.personNames(entries.values().stream()
                .flatMap(List::stream)
                .flatMap(one -> Stream.of(one.proposedBy(), one.approvedBy(), one.executedBy()))
                .filter(one -> one != null)
                .collect(Collectors.toSet()));
        return units.stream()
                .map(unit -> new Row(
                        unit,
                        organization.unitName(unit),
                        rounds.stream()
                                .map(round -> quarter(
                                        scores.get(round.round()).get(unit),
                                        followed.getOrDefault(round.round() + "/" + unit, List.of()),
                                        locale))
                                .toList(),
                        warnings.getOrDefault(unit, List.of()).stream()
                                .map(one -> say("measure." + one.measure(), locale) + " " + one.executedOn())
                                .collect(Collectors.joining("\n")),
                        cells(entries.getOrDefault(unit, List.of()), people)))
                .toList();
    }

    /** A quarter of a unit: its score, and what was proposed after it and became of that. */
    private String quarter(Ranked one, List<Consequence> followed, Locale locale) {
        return Stream.concat(
                        Stream.of(score(one, locale)),
                        followed.stream()
                                .map(each -> say(
                                        "four-links.followed",
                                        locale,
                                        say("measure." + each.measure(), locale),
                                        say("consequence.state." + each.state(), locale))))
                .collect(Collectors.joining("\n"));
    }

    private String score(Ranked one, Locale locale) {
        return one == null
                ? ""
                : one.place() == null
                        ? say("standing." + one.standing(), locale)
                        : say("four-links.score", locale, one.total().toPlainString(), one.place());
    }

    private static List<Cell> cells(List<SheetEntry> entries, Map<String, String> people) {
        return Arrays.stream(Pillar.values())
                .map(pillar -> entries.stream()
                        .filter(one -> one.pillar() == pillar)
                        .findFirst()
                        .map(one -> new Cell(
                                pillar,
                                one,
                                people.getOrDefault(one.proposedBy(), one.proposedBy()),
                                one.approvedBy() == null ? "" : people.getOrDefault(one.approvedBy(), one.approvedBy()),
                                one.executedBy() == null
                                        ? ""
                                        : people.getOrDefault(one.executedBy(), one.executedBy())))
                        .orElseGet(() -> new Cell(pillar, null, "", "", "")))
                .toList();
    }

    @GetMapping("/sheet.xlsx")
    @PreAuthorize("@rights.has(authentication, 'SEE_LINKS')")
    void excel(Principal reader, @RequestParam int year, Locale locale, HttpServletResponse response)
            throws IOException {
        var of = FourLinks.year(year);
        var columns = new ArrayList<>(List.of(say("result.column.unit", locale)));
        columns.addAll(quarters(of, locale));
        columns.add(say("four-links.warnings", locale));
        for (var pillar : Pillar.values()) {
            columns.add(say("pillar." + pillar, locale));
            columns.add(say("four-links.approved-by", locale));
            columns.add(say("four-links.executed-on", locale));
        }
        var rows = rows(of, has(reader, Right.SEE_MATTER), locale).stream()
                .map(FourLinksPage::cells)
                .toList();
        exports.write(
                reader.getName(),
                Right.SEE_LINKS,
                "four-links&year=" + of,
                say("four-links.title", locale),
                columns,
                rows,
                locale,
                response);
    }

    private static List<Object> cells(Row row) {
        var cells = new ArrayList<Object>(List.of(row.name()));
        cells.addAll(row.scores());
        cells.add(row.warnings());
        row.cells().forEach(cell -> {
            var one = cell.entry();
            cells.add(one == null ? "" : one.proposal());
            cells.add(cell.approvedBy());
            cells.add(
                    one == null || one.executedOn() == null
                            ? ""
                            : one.executedOn() + " " + cell.executedBy() + " " + one.document());
        });
        return cells;
    }

    /** One unit's four. */
    @GetMapping("/{year}/{unit}")
    @Transactional(readOnly = true)
    public String unit(
            Principal reader, @PathVariable int year, @PathVariable String unit, Model model, Locale locale) {
        organization.unit(unit).orElseThrow(() -> Refusal.notFound("consequence.unit"));
        var of = FourLinks.year(year);
        model.addAttribute("year", of);
        model.addAttribute("unit", unit);
        model.addAttribute("name", organization.unitName(unit));
        model.addAttribute(
                "row",
                rows(of, has(reader, Right.SEE_MATTER), locale).stream()
                        .filter(row -> row.unit().equals(unit))
                        .findFirst()
                        .orElseGet(() ->
                                new Row(unit, organization.unitName(unit), List.of(), "", cells(List.of(), Map.of()))));
        model.addAttribute("rounds", quarters(of, locale));
        model.addAttribute("proposes", has(reader, Right.PROPOSE_LINKS));
        model.addAttribute("approves", has(reader, Right.APPROVE_LINKS));
        model.addAttribute("executes", has(reader, Right.EXECUTE_LINKS));
        model.addAttribute("longest", FourLinks.LONGEST);
        model.addAttribute("longestDocument", FourLinks.LONGEST_DOCUMENT);
        return "score/four-links-unit";
    }

    @PostMapping("/{year}/{unit}/{pillar}/propose")
    @PreAuthorize("@rights.has(authentication, 'PROPOSE_LINKS')")
    String propose(
            Principal by,
            @PathVariable int year,
            @PathVariable String unit,
            @PathVariable Pillar pillar,
            @RequestParam(defaultValue = "") String proposal,
            Model model,
            Locale locale) {
        return act(by, year, unit, model, locale, () -> links.propose(by.getName(), year, unit, pillar, proposal));
    }

    @PostMapping("/{year}/{unit}/{pillar}/approve")
    @PreAuthorize("@rights.has(authentication, 'APPROVE_LINKS')")
    String approve(
            Principal by,
            @PathVariable int year,
            @PathVariable String unit,
            @PathVariable Pillar pillar,
            Model model,
            Locale locale) {
        return act(by, year, unit, model, locale, () -> links.approve(by.getName(), year, unit, pillar));
    }

    @PostMapping("/{year}/{unit}/{pillar}/execute")
    @PreAuthorize("@rights.has(authentication, 'EXECUTE_LINKS')")
    String execute(
            Principal by,
            @PathVariable int year,
            @PathVariable String unit,
            @PathVariable Pillar pillar,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day,
            @RequestParam(defaultValue = "") String document,
            Model model,
            Locale locale) {
        return act(by, year, unit, model, locale, () -> links.execute(by.getName(), year, unit, pillar, day, document));
    }

    private String act(Principal by, int year, String unit, Model model, Locale locale, Runnable act) {
        try {
            act.run();
        } catch (Refusal refused) {
            redraw.with(refused, model);
            return unit(by, year, unit, model, locale);
        }
        return "redirect:/four-links/" + year + "/" + unit;
    }

    private String say(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }
}
