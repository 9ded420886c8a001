package cn.qingfeng.evaluation.result;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.evaluation.score.ClueFigure;
import cn.qingfeng.evaluation.score.Ranked;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.paper.PaperLines;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

/** Results of rounds for those who work with them: ranking, each score down to sums, rates and clues, versions, trend. */
@Controller
@RequestMapping("/evaluations")
@PreAuthorize("@rights.has(authentication, 'SEE_SCORES')")
class ResultPage {

    private static final int MOST_ROUNDS = 40;
    private static final int MOST_PAST = 12;

    /** More clues nobody reads on one page; the ledger lists them all. */
    private static final int MOST_CLUES = 200;

    /** A round in the list. */
    record Row(String round, String quarter, String days, String state) {}

    /** A unit in a ranking, in words. */
    record Place(
            String unit,
            String name,
            String group,
            String place,
            String total,
            String honour,
            String change,
            String formed,
            boolean opens) {}

    /** A version, in words. */
    record Made(int ordinal, String at, String cause, String unit, String why) {}

    /** A clue, with what it said about each figure: 1 for all of it, ½ for part, 0 for nothing. */
    record Counted(String clue, List<String> values, String out) {}

    /**
     * A version that was made for a unit, or changed its score.
     *
     * @param why the ruling on its own objection; empty where it had none
     */
    record Changed(int ordinal, String at, String cause, String why, String said) {}

    /** An earlier round of a unit. */
    record Before(String round, String quarter, String place, String total) {}

    private final ResultBook book;
    private final Results results;
    private final ResultReader readers;
    private final ScoreWords words;
    private final PaperLines papers;
    private final ClueLedger ledger;
    private final ClueAccess access;
    private final Organization organization;

    ResultPage(
            ResultBook book,
            Results results,
            ResultReader readers,
            ScoreWords words,
            PaperLines papers,
            ClueLedger ledger,
            ClueAccess access,
            Organization organization) {
        this.book = book;
        this.results = results;
        this.readers = readers;
        this.words = words;
        this.papers = papers;
        this.ledger = ledger;
        this.access = access;
        this.organization = organization;
    }

    @GetMapping
    @Transactional(readOnly = true)
    public String all(Principal reader, Model model, Locale locale) {
        readers.scope(reader.getName());
        model.addAttribute(
                "rounds",
                book.all(false, MOST_ROUNDS).stream()
                        .map(one -> new Row(
                                one.round(),
                                words.quarter(one, locale),
                                one.from() + " \u2013 " + one.to(),
                                state(one, locale)))
                        .toList());
        return "score/rounds";
    }

    private String state(ResultRound round, Locale locale) {
        if (round.isPublished()) {
            return words.say("result.state.published", locale, Moments.minute(round.publishedAt()));
        }
        return words.say(round.cutAt() == null ? "result.state.open" : "result.state.cut", locale);
    }

    @GetMapping("/{round}")
    @Transactional(readOnly = true)
    public String one(
            Principal reader,
            @PathVariable String round,
            @RequestParam(required = false) Integer version,
            Model model,
            Locale locale) {
        var scope = readers.scope(reader.getName());
        var found = find(round);
        var versions = book.versions(round);
        var shown = ResultReader.version(scope, versions, version);
        head(model, found, locale);
        model.addAttribute("tries", readers.triesWeights(reader.getName()) && !versions.isEmpty());
        model.addAttribute("all", scope.all());
        model.addAttribute("shown", shown.map(one -> made(one, locale)).orElse(null));
        model.addAttribute("newest", versions.size());
        model.addAttribute("versions", scope.all() ? made(versions, locale) : List.of());
        model.addAttribute(
                "places", shown.map(one -> places(scope, found, one, locale)).orElse(List.of()));
        return "score/round";
    }

    private ResultRound find(String round) {
        return book.find(round).orElseThrow(() -> Refusal.notFound("result.unknown"));
    }

    private void head(Model model, ResultRound round, Locale locale) {
        model.addAttribute("round", round.round());
        model.addAttribute("quarter", words.quarter(round, locale));
        model.addAttribute("days", round.from() + " \u2013 " + round.to());
        model.addAttribute("state", state(round, locale));
        model.addAttribute("published", round.isPublished());
    }

    private List<Made> made(List<Version> versions, Locale locale) {
        return versions.stream().map(one -> made(one, locale)).toList();
    }

    private Made made(Version one, Locale locale) {
        return new Made(
                one.ordinal(),
                Moments.minute(one.at()),
                words.say("result.cause." + one.cause(), locale),
                one.unit() == null ? "" : organization.unitName(one.unit()),
                one.why() == null ? "" : one.why());
    }

    private List<Place> places(ResultReader.Scope scope, ResultRound round, Version version, Locale locale) {
        var before = version.ordinal() == 1 || !scope.all()
                ? List.<Ranked>of()
                : book.scores(round.round(), version.ordinal() - 1);
        var fresh = book.fresh(round.round());
        var was = before.stream().collect(Collectors.toMap(Ranked::unit, one -> one));
        return ResultReader.seen(scope, round, book.scores(round.round(), version.ordinal())).stream()
                .sorted(Comparator.comparing(Ranked::group)
                        .thenComparing(one -> one.place() == null ? Integer.MAX_VALUE : one.place())
                        .thenComparing(Ranked::unit))
                .map(one -> new Place(
                        one.unit(),
                        organization.unitName(one.unit()),
                        words.group(one.group(), locale),
                        words.place(one, locale),
                        ScoreWords.points(one.total()),
                        words.honour(one, locale),
                        change(was.get(one.unit()), one, locale),
                        words.formed(fresh.get(one.unit()), organization, locale),
                        scope.opens(one.unit())))
                .toList();
    }

    private String change(Ranked before, Ranked now, Locale locale) {
        return before == null
                        || Objects.equals(before.total(), now.total()) && Objects.equals(before.place(), now.place())
                ? ""
                : words.say("result.was", locale, ScoreWords.points(before.total()), words.place(before, locale));
    }

    @GetMapping("/{round}/{unit}")
    @Transactional(readOnly = true)
    public String unit(
            Principal reader,
            @PathVariable String round,
            @PathVariable String unit,
            @RequestParam(required = false) Integer version,
            Model model,
            Locale locale) {
        var scope = readers.scope(reader.getName());
        var found = find(round);
        if (!scope.opens(unit)) {
            throw Refusal.notFound("result.unit.unknown");
        }
        var shown = ResultReader.version(scope, book.versions(round), version)
                .orElseThrow(() -> Refusal.notFound("result.unit.none"));
        var one = book.score(round, shown.ordinal(), unit).orElseThrow(() -> Refusal.notFound("result.unit.unknown"));
        head(model, found, locale);
        model.addAttribute("unit", unit);
        model.addAttribute("name", organization.unitName(unit));
        model.addAttribute("group", words.group(one.group(), locale));
        model.addAttribute("place", words.place(one, locale));
        model.addAttribute("honour", words.honour(one, locale));
        model.addAttribute("formed", words.formed(book.fresh(round).get(unit), organization, locale));
        model.addAttribute("shown", made(shown, locale));
        model.addAttribute("lines", words.lines(one, found.scheme(), locale));
        model.addAttribute("papers", ResultPapers.section(papers, reader.getName(), found, one, locale));
        model.addAttribute("changes", changes(round, unit, shown.ordinal(), locale));
        clues(reader.getName(), round, unit, shown.ordinal(), model, locale);
        model.addAttribute(
                "past",
                book.history(unit, MOST_PAST).stream()
                        .map(past -> new Before(
                                past.round(),
                                words.quarter(past.from(), past.to(), locale),
                                words.place(past.score(), locale),
                                ScoreWords.points(past.score().total())))
                        .toList());
        return "score/unit";
    }

    /** What objections and corrections made of a unit's score up to a version; a ruling on another's objection is not told. */
    private List<Changed> changes(String round, String unit, int upTo, Locale locale) {
        var scores =
                book.course(round, unit).stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        var changes = new ArrayList<Changed>();
        for (var version : book.versions(round)) {
            var before = scores.get(version.ordinal() - 1);
            var now = scores.get(version.ordinal());
            if (version.ordinal() > upTo || before == null || now == null) {
                continue;
            }
            var own = unit.equals(version.unit());
            var moved = !Objects.equals(before.total(), now.total()) || !Objects.equals(before.place(), now.place());
            if (own || moved) {
                changes.add(new Changed(
                        version.ordinal(),
                        Moments.minute(version.at()),
                        words.say("result.cause." + version.cause(), locale),
                        own && version.why() != null ? version.why() : "",
                        moved
                                ? words.say(
                                        "result.moved",
                                        locale,
                                        ScoreWords.points(before.total()),
                                        words.place(before, locale),
                                        ScoreWords.points(now.total()),
                                        words.place(now, locale))
                                : words.say("result.unmoved", locale)));
            }
        }
        return changes;
    }

    /** The clues behind the figures, as far as the reader may see each of them. */
    private void clues(String reader, String round, String unit, int version, Model model, Locale locale) {
        var counted = book.clues(round).stream()
                .filter(one -> one.unit().equals(unit)
                        || organization.current(one.unit()).equals(unit))
                .toList();
        var viewer = access.viewer(reader);
        var known = ledger.all(
                counted.stream().map(one -> ClueNumber.of(one.clue())).toList());
        var seen = counted.stream()
                .filter(one -> Optional.ofNullable(known.get(ClueNumber.of(one.clue())))
                        .filter(clue -> access.maySee(viewer, clue))
                        .isPresent())
                .toList();
        model.addAttribute("figures", ClueFigure.values());
        model.addAttribute(
                "clues",
                seen.stream()
                        .limit(MOST_CLUES)
                        .map(one -> new Counted(one.clue(), values(one), out(one, version, locale)))
                        .toList());
        model.addAttribute("unseen", counted.size() - Math.min(MOST_CLUES, seen.size()));
        model.addAttribute(
                "out",
                counted.stream()
                        .filter(one -> one.outSince() != null && one.outSince() <= version)
                        .count());
    }

    private static List<String> values(CountedClue one) {
        return java.util.Arrays.stream(ClueFigure.values())
                .map(figure -> {
                    var value = one.values().get(figure);
                    if (value == null) {
                        return "";
                    }
                    return value == figure.whole() ? "1" : value == 0 ? "0" : "\u00bd";
                })
                .toList();
    }

    private String out(CountedClue one, int version, Locale locale) {
        return one.outSince() == null || one.outSince() > version ? "" : words.say("result.out." + one.why(), locale);
    }

    /** Looks now, and not in the night, whether clues ought to count no more. */
    @PostMapping("/{round}/look-again")
    @PreAuthorize("@rights.has(authentication, 'TRY_WEIGHTS')")
    String lookAgain(@PathVariable String round) {
        results.correct(round);
        return "redirect:/evaluations/" + round;
    }
}
