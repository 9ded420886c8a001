package cn.qingfeng.evaluation.result;

import cn.qingfeng.Refusal;
import cn.qingfeng.evaluation.result.CountedClue.Out;
import cn.qingfeng.evaluation.result.Version.Cause;
import cn.qingfeng.evaluation.score.BallotSums;
import cn.qingfeng.evaluation.score.CheckSums;
import cn.qingfeng.evaluation.score.Ranked;
import cn.qingfeng.evaluation.score.RoundFrame;
import cn.qingfeng.evaluation.score.RoundResults;
import cn.qingfeng.evaluation.score.Schemes;
import cn.qingfeng.evaluation.score.Scoring;
import cn.qingfeng.evaluation.score.UnitInput;
import cn.qingfeng.organization.Organization;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reckons the results of rounds, each time as a version of its own. */
@Service
@Transactional
class Results implements RoundResults {

    static final int LONGEST_WHY = 500;

    private final ResultBook book;
    private final ClueCounts counts;
    private final Schemes schemes;
    private final Optional<BallotSums> ballots;
    private final Optional<CheckSums> checks;
    private final Organization organization;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Results(
            ResultBook book,
            ClueCounts counts,
            Schemes schemes,
            Optional<BallotSums> ballots,
            Optional<CheckSums> checks,
            Organization organization,
            ApplicationEventPublisher events,
            Clock clock) {
        this.book = book;
        this.counts = counts;
        this.schemes = schemes;
        this.ballots = ballots;
        this.checks = checks;
        this.organization = organization;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void open(String round, RoundFrame frame) {
        if (frame.groups().isEmpty()) {
            throw Refusal.invalid("result.no-units");
        }
        if (frame.to().isBefore(frame.from())) {
            throw Refusal.invalid("result.days");
        }
        if (!frame.groups().keySet().containsAll(frame.fresh().keySet())) {
            throw Refusal.invalid("result.fresh");
        }
        frame.groups().keySet().forEach(organization::requireUnit);
        if (book.find(round).isPresent()) {
            throw Refusal.conflict("result.open.again", round);
        }
        book.open(round, frame, schemes.inForce());
    }

    @Override
    public void freeze(String round) {
        var opened = held(round);
        if (opened.cutAt() != null) {
            throw Refusal.conflict("result.cut.again", round);
        }
        book.cut(round, counts.at(opened.from(), opened.to(), units(round)));
    }

    private Set<String> units(String round) {
        return book.units(round).stream().map(UnitInput::unit).collect(Collectors.toSet());
    }

    @Override
    public void draft(String round) {
        var cut = unpublished(round);
        reckon(cut, Cause.DRAFT, null, null, inputs(round));
    }

    @Override
    public void ruled(String round, String unit, String reason, Set<String> clues) {
        var cut = unpublished(round);
        if (book.versions(round).isEmpty()) {
            throw Refusal.conflict("result.no-draft", round);
        }
        var why = reason == null ? "" : reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_WHY) {
            throw Refusal.invalid("result.ruled.reason", LONGEST_WHY);
        }
        var own = book.clues(round, unit).stream()
                .filter(one -> one.outSince() == null)
                .map(CountedClue::clue)
                .collect(Collectors.toSet());
        clues.stream().filter(clue -> !own.contains(clue)).sorted().findFirst().ifPresent(clue -> {
            throw Refusal.invalid("result.ruled.clue", clue);
        });
        book.takeOut(round, clues, book.nextVersion(round), Out.RULED);
        reckon(cut, Cause.RULED, unit, why, inputs(round));
    }

    @Override
    public void publish(String round) {
        unpublished(round);
        var versions = book.versions(round);
        if (versions.isEmpty()) {
            throw Refusal.conflict("result.no-draft", round);
        }
        // What was signed is what is published, whatever was cast or counted since.
        var signed = book.scores(round, versions.size());
        var version = versions.size() + 1;
        book.add(round, new Version(version, clock.instant(), Cause.PUBLISHED, null, null), signed);
        book.published(round);
        events.publishEvent(new ResultEvents.Published(round, version));
    }

    /**
     * Looks whether clues of a published result ought to count no more; if so, it has a new version that says so.
     *
     * @return how many clues were taken out
     */
    int correct(String round) {
        var published = held(round);
        if (!published.isPublished()) {
            return 0;
        }
        var counting =
                book.clues(round).stream().filter(one -> one.outSince() == null).toList();
        var wrong = counts.wrong(counting, units(round));
        if (wrong.isEmpty()) {
            return 0;
        }
        var newest = book.versions(round).size();
        var byWhy = new TreeMap<Out, List<String>>(wrong.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList()))));
        byWhy.forEach((why, clues) -> book.takeOut(round, clues, newest + 1, why));
        var left = ResultBook.counting(book.clues(round));
        var inputs = book.scores(round, newest).stream()
                .map(Ranked::input)
                .map(input -> {
                    var own = left.getOrDefault(input.unit(), List.of());
                    return input.with(ClueCounts.sums(own), ClueCounts.red(own));
                })
                .toList();
        var version = reckon(published, Cause.CORRECTED, null, null, inputs);
        events.publishEvent(new ResultEvents.Corrected(round, version));
        return wrong.size();
    }

    private ResultRound held(String round) {
        return book.lock(round).orElseThrow(() -> Refusal.notFound("result.unknown"));
    }

    private ResultRound unpublished(String round) {
        var held = held(round);
        if (held.cutAt() == null) {
            throw Refusal.conflict("result.not-cut", round);
        }
        if (held.isPublished()) {
            throw Refusal.conflict("result.published", round);
        }
        return held;
    }

    private int reckon(ResultRound round, Cause cause, String unit, String why, List<UnitInput> inputs) {
        var ordinal = book.nextVersion(round.round());
        book.add(
                round.round(),
                new Version(ordinal, clock.instant(), cause, unit, why),
                Scoring.rank(round.scheme(), inputs));
        return ordinal;
    }

    /** What ballots, checks and clues say now; of a unit that went into another one that is rated, for that one. */
    private List<UnitInput> inputs(String round) {
        var listed = book.units(round);
        var codes = listed.stream().map(UnitInput::unit).collect(Collectors.toSet());
        var units = new TreeMap<>(listed.stream()
                .filter(input -> counts.rated(input.unit(), codes)
                        .filter(input.unit()::equals)
                        .isPresent())
                .collect(Collectors.toMap(UnitInput::unit, Function.identity())));
        ballots.map(sums -> sums.of(round))
                .orElse(List.of())
                .forEach(sum -> counts.rated(sum.unit(), codes)
                        .ifPresent(unit -> units.computeIfPresent(unit, (code, input) -> input.with(sum))));
        checks.map(sums -> sums.of(round))
                .orElse(List.of())
                .forEach(sum -> counts.rated(sum.unit(), codes)
                        .ifPresent(unit -> units.computeIfPresent(unit, (code, input) -> input.with(sum))));
        var clues = book.clues(round).stream()
                .filter(one -> one.outSince() == null)
                .collect(Collectors.groupingBy(
                        one -> counts.rated(one.unit(), codes).orElse(one.unit())));
        clues.forEach((unit, own) ->
                units.computeIfPresent(unit, (code, input) -> input.with(ClueCounts.sums(own), ClueCounts.red(own))));
        return List.copyOf(units.values());
    }
}
