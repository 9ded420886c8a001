package cn.qingfeng.clue.access;

import cn.qingfeng.clue.CallBack;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.Result;
import cn.qingfeng.clue.SupervisionStage;
import cn.qingfeng.clue.content.ReportingChannel;
import jakarta.persistence.criteria.Expression;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.springframework.data.jpa.domain.Specification;

/** What a list of clues can be narrowed by beside the usual. What the viewer may see is asked by {@link ClueQueries} anyway. */
public final class ClueConditions {

    private ClueConditions() {}

    public static Specification<Clue> stage(SupervisionStage stage) {
        return (clue, query, is) -> is.equal(clue.get("stage"), stage);
    }

    public static Specification<Clue> channel(ReportingChannel channel) {
        return (clue, query, is) -> is.equal(clue.get("content").get("channel"), channel);
    }

    public static Specification<Clue> result(Result result) {
        return (clue, query, is) -> is.equal(clue.get("result"), result);
    }

    public static Specification<Clue> solved(CallBack.Solved solved) {
        return (clue, query, is) -> is.equal(clue.get("solved"), solved);
    }

    public static Specification<Clue> rating(CallBack.Rating rating) {
        return (clue, query, is) -> is.equal(clue.get("rating"), rating);
    }

    /** In the hands of this person. */
    public static Specification<Clue> handler(String username) {
        return (clue, query, is) -> is.equal(clue.get("handler"), username);
    }

    public static Specification<Clue> registered(Optional<Instant> from, Optional<Instant> before) {
        return within("registeredAt", from, before);
    }

    /** Whose running limit ends then. */
    public static Specification<Clue> due(Optional<Instant> from, Optional<Instant> before) {
        return within("dueAt", from, before);
    }

    public static Specification<Clue> finished(Optional<Instant> from, Optional<Instant> before) {
        return within("finishedAt", from, before);
    }

    public static Specification<Clue> closed(Optional<Instant> from, Optional<Instant> before) {
        return within("closedAt", from, before);
    }

    private static Specification<Clue> within(String moment, Optional<Instant> from, Optional<Instant> before) {
        return (clue, query, is) -> is.and(
                is.and(from.map(at -> is.greaterThanOrEqualTo(clue.<Instant>get(moment), at)).stream()
                        .toArray(jakarta.persistence.criteria.Predicate[]::new)),
                is.and(before.map(at -> is.lessThan(clue.<Instant>get(moment), at)).stream()
                        .toArray(jakarta.persistence.criteria.Predicate[]::new)));
    }

    /** None at all. */
    public static Specification<Clue> none() {
        return (clue, query, is) -> is.disjunction();
    }

    /**
     * Those whose numbers another room's statement gives.
     *
     * @param select gives clues' numbers; the room's own text, with a {@code ?} for each value
     */
    public static Specification<Clue> among(String select, Collection<String> values) {
        return (clue, query, is) -> is.isTrue(((HibernateCriteriaBuilder) is)
                .sql(
                        "? in (" + select + ")",
                        Boolean.class,
                        Stream.concat(
                                        Stream.of(clue.get("number")),
                                        values.stream().map(is::literal))
                                .toArray(Expression[]::new)));
    }
}
