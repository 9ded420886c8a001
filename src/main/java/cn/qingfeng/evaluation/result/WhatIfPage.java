package cn.qingfeng.evaluation.result;

import cn.qingfeng.Refusal;
import cn.qingfeng.evaluation.score.Parameter;
import cn.qingfeng.evaluation.score.Ranked;
import cn.qingfeng.evaluation.score.Scheme;
import cn.qingfeng.evaluation.score.Scoring;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.web.Redraw;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
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
import org.springframework.web.bind.annotation.RequestParam;

/** What would have come out of a round under other rules: for the office, before its owner changes the table. Changes nothing. */
@Controller
@PreAuthorize("@rights.has(authentication, 'TRY_WEIGHTS')")
class WhatIfPage {

    /** A unit under both rules, in words. */
    record Line(String name, String group, String was, String wasTotal, String is, String isTotal, boolean moved) {}

    /** A rule with what is typed. */
    record Rule(String name, String label, String value, int least, int most, int own) {}

    private final ResultBook book;
    private final ScoreWords words;
    private final Organization organization;
    private final Redraw redraw;

    WhatIfPage(ResultBook book, ScoreWords words, Organization organization, Redraw redraw) {
        this.book = book;
        this.words = words;
        this.organization = organization;
        this.redraw = redraw;
    }

    @GetMapping("/evaluations/{round}/what-if")
    @Transactional(readOnly = true)
    public String tryOut(
            @PathVariable String round, @RequestParam Map<String, String> typed, Model model, Locale locale) {
        var found = book.find(round).orElseThrow(() -> Refusal.notFound("result.unknown"));
        var versions = book.versions(round);
        if (versions.isEmpty()) {
            throw Refusal.notFound("result.unit.none");
        }
        model.addAttribute("round", round);
        model.addAttribute("quarter", words.quarter(found, locale));
        model.addAttribute(
                "rules",
                Arrays.stream(Parameter.values())
                        .map(one -> new Rule(
                                one.name(),
                                words.say("scheme." + one, locale),
                                typed.getOrDefault(
                                        one.name(),
                                        String.valueOf(found.scheme().of(one))),
                                one.least(),
                                one.most(),
                                found.scheme().of(one)))
                        .toList());
        model.addAttribute("lines", List.of());
        try {
            model.addAttribute("lines", lines(found, versions.size(), scheme(found.scheme(), typed, locale), locale));
        } catch (Refusal refused) {
            redraw.with(refused, model);
        }
        return "score/what-if";
    }

    private Scheme scheme(Scheme own, Map<String, String> typed, Locale locale) {
        var values = new EnumMap<Parameter, Integer>(Parameter.class);
        for (var one : Parameter.values()) {
            var text = typed.get(one.name());
            try {
                values.put(one, text == null ? own.of(one) : Integer.parseInt(text.strip()));
            } catch (NumberFormatException none) {
                throw Refusal.invalid(
                        "result.what-if.number", words.say("scheme." + one, locale), one.least(), one.most());
            }
            if (values.get(one) < one.least() || values.get(one) > one.most()) {
                throw Refusal.invalid(
                        "result.what-if.number", words.say("scheme." + one, locale), one.least(), one.most());
            }
        }
        return new Scheme(values);
    }

    private List<Line> lines(ResultRound round, int version, Scheme other, Locale locale) {
        var was = book.scores(round.round(), version);
        var before = was.stream().collect(Collectors.toMap(Ranked::unit, Function.identity()));
        return Scoring.rank(other, was.stream().map(Ranked::input).toList()).stream()
                .sorted(Comparator.comparing(Ranked::group)
                        .thenComparing(one -> one.place() == null ? Integer.MAX_VALUE : one.place())
                        .thenComparing(Ranked::unit))
                .map(one -> {
                    var then = before.get(one.unit());
                    return new Line(
                            organization.unitName(one.unit()),
                            words.group(one.group(), locale),
                            place(then, locale),
                            ScoreWords.points(then.total()),
                            place(one, locale),
                            ScoreWords.points(one.total()),
                            !place(then, locale).equals(place(one, locale)));
                })
                .toList();
    }

    private String place(Ranked one, Locale locale) {
        return (words.place(one, locale) + " " + words.honour(one, locale)).strip();
    }
}
