package cn.qingfeng.evaluation.result;

import cn.qingfeng.Refusal;
import cn.qingfeng.evaluation.score.Ranked;
import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Who reads what of results: offices everything from the first draft on; a unit's head the own unit's score and place from the
 * draft on, and the others' by name once the result is published.
 */
@Component
class ResultReader {

    /**
     * What somebody may read.
     *
     * @param all every unit's tree, and every version
     * @param units else the trees of these units
     */
    record Scope(boolean all, Set<String> units) {

        boolean opens(String unit) {
            return all || units.contains(unit);
        }
    }

    private final Organization organization;

    ResultReader(Organization organization) {
        this.organization = organization;
    }

    /** @throws Refusal forbidden, for who reads no scores at all */
    Scope scope(String reader) {
        var held = organization.dutiesOf(reader);
        if (!Right.SEE_SCORES.isOfAny(held.stream().map(HeldDuty::duty).toList())) {
            throw Refusal.forbidden("result.forbidden");
        }
        var all = held.stream().anyMatch(one -> Right.SEE_SCORES.duties().contains(one.duty()));
        var own = held.stream()
                .filter(one -> Right.SEE_SCORES.ownOnly().contains(one.duty()))
                .map(HeldDuty::unit)
                .collect(Collectors.toSet());
        return new Scope(all, organization.withPredecessors(own));
    }

    boolean triesWeights(String reader) {
        return Right.TRY_WEIGHTS.isOfAny(
                organization.dutiesOf(reader).stream().map(HeldDuty::duty).toList());
    }

    /** Of the scores of a version, those whose unit and place this reader may know. */
    static List<Ranked> seen(Scope scope, ResultRound round, List<Ranked> scores) {
        return scope.all() || round.isPublished()
                ? scores
                : scores.stream().filter(one -> scope.opens(one.unit())).toList();
    }

    /** The version that this reader looks at: offices any, everybody else the newest. */
    static Optional<Version> version(Scope scope, List<Version> versions, Integer asked) {
        if (asked == null || !scope.all()) {
            return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
        }
        return Optional.of(versions.stream()
                .filter(one -> one.ordinal() == asked)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("result.version.unknown")));
    }
}
