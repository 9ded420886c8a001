package cn.qingfeng.evaluation.result;

import cn.qingfeng.Refusal;
import cn.qingfeng.evaluation.score.Ranked;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        if (!organization.has(reader, Right.SEE_SCORES)) {
            throw Refusal.forbidden("result.forbidden");
        }
        return new Scope(
                organization.hasOverAll(reader, Right.SEE_SCORES),
                organization.withPredecessors(organization.unitsWith(reader, Right.SEE_SCORES)));
    }

    boolean triesWeights(String reader) {
        return organization.has(reader, Right.TRY_WEIGHTS);
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
