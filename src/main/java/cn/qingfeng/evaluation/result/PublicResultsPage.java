package cn.qingfeng.evaluation.result;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.evaluation.score.Parameter;
import cn.qingfeng.evaluation.score.Ranked;
import cn.qingfeng.evaluation.score.ScoreNode;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * 评议结果, for anybody: who is where in each published round, by what formula and out of how many answers, and what changed since
 * it was published. No clue, no firm, no number of answers so small that it would tell of one.
 */
@Controller
class PublicResultsPage {

    private static final int MOST = 40;

    /** A round in the list. */
    record Row(String round, String quarter, String days, String day) {}

    /** A unit, in words; parts in the order of the formula. */
    record Line(
            String name,
            String place,
            String formed,
            String total,
            String honour,
            List<String> parts,
            String samples) {}

    /** A version after publication, with what it changed. */
    record Change(String day, List<String> units) {}

    /** A part of the formula. */
    record Part(String name, int weight) {}

    private static final List<Parameter> PARTS =
            List.of(Parameter.BALLOTS, Parameter.CLUES, Parameter.SCANS, Parameter.CHECKS);

    private final ResultBook book;
    private final ScoreWords words;
    private final Organization organization;

    PublicResultsPage(ResultBook book, ScoreWords words, Organization organization) {
        this.book = book;
        this.words = words;
        this.organization = organization;
    }

    @GetMapping("/results")
    @Transactional(readOnly = true)
    public String all(Model model, Locale locale) {
        model.addAttribute(
                "rounds",
                book.all(true, MOST).stream()
                        .map(one -> new Row(
                                one.round(),
                                words.quarter(one, locale),
                                one.from() + " \u2013 " + one.to(),
                                day(one.publishedAt())))
                        .toList());
        return "score/results";
    }

    @GetMapping("/results/{round}")
    @Transactional(readOnly = true)
    public String one(@PathVariable String round, Model model, Locale locale) {
        var found =
                book.find(round).filter(ResultRound::isPublished).orElseThrow(() -> Refusal.notFound("result.unknown"));
        var versions = book.versions(round);
        var newest = book.scores(round, versions.size());
        var fresh = book.fresh(round);
        var groups = new LinkedHashMap<String, List<Line>>();
        newest.stream()
                .sorted(Comparator.comparing(Ranked::group)
                        .thenComparing(one -> one.place() == null ? Integer.MAX_VALUE : one.place())
                        .thenComparing(Ranked::unit))
                .forEach(one -> groups.computeIfAbsent(words.group(one.group(), locale), none -> new ArrayList<>())
                        .add(line(one, fresh.get(one.unit()), locale)));
        model.addAttribute("round", round);
        model.addAttribute("quarter", words.quarter(found, locale));
        model.addAttribute("days", found.from() + " \u2013 " + found.to());
        model.addAttribute("day", day(found.publishedAt()));
        model.addAttribute("groups", groups);
        model.addAttribute(
                "parts",
                PARTS.stream()
                        .map(one -> new Part(
                                words.say("score." + one, locale),
                                found.scheme().of(one)))
                        .toList());
        model.addAttribute(
                "rules", Arrays.stream(Parameter.values()).collect(Collectors.toMap(Enum::name, found.scheme()::of)));
        model.addAttribute("changes", changes(round, versions, locale));
        return "score/result";
    }

    private Line line(Ranked one, Unit.Formed formed, Locale locale) {
        var input = one.input();
        var clues =
                one.tree().find(Parameter.CLUES.name()).map(ScoreNode::sample).orElse(0);
        return new Line(
                organization.unitName(one.unit()),
                words.place(one, locale),
                words.formed(formed, organization, locale),
                ScoreWords.points(one.total()),
                words.honour(one, locale),
                PARTS.stream()
                        .map(part -> one.tree()
                                .find(part.name())
                                .map(ScoreNode::value)
                                .orElse(null))
                        .map(ScoreWords::points)
                        .toList(),
                words.say(
                        "result.samples",
                        locale,
                        few(input.ballots(), locale),
                        few(input.firms(), locale),
                        few(clues, locale),
                        few(input.scans(), locale),
                        input.checks()));
    }

    private String few(int number, Locale locale) {
        return number > 0 && number < ScoreWords.FEW
                ? words.say("result.few", locale, ScoreWords.FEW)
                : String.valueOf(number);
    }

    /** What each version after the one that was published changed, unit by unit. */
    private List<Change> changes(String round, List<Version> versions, Locale locale) {
        var changes = new ArrayList<Change>();
        for (var version : versions) {
            if (version.cause() != Version.Cause.CORRECTED) {
                continue;
            }
            var before = book.scores(round, version.ordinal() - 1).stream()
                    .collect(Collectors.toMap(Ranked::unit, Function.identity()));
            changes.add(new Change(
                    day(version.at()),
                    book.scores(round, version.ordinal()).stream()
                            .filter(now -> !Objects.equals(
                                            before.get(now.unit()).total(), now.total())
                                    || !Objects.equals(before.get(now.unit()).place(), now.place())
                                    || before.get(now.unit()).honour() != now.honour())
                            .map(now -> words.say(
                                    "result.changed",
                                    locale,
                                    organization.unitName(now.unit()),
                                    ScoreWords.points(before.get(now.unit()).total()),
                                    words.place(before.get(now.unit()), locale),
                                    ScoreWords.points(now.total()),
                                    words.place(now, locale)))
                            .toList()));
        }
        return changes;
    }

    private static String day(Instant at) {
        return LocalDate.ofInstant(at, CountyClock.ZONE).toString();
    }
}
