package cn.qingfeng.insight.figure;

import cn.qingfeng.clue.Clue;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Component;

/** Finds the clues behind a number: as they were counted, and those that went on since as they are. */
@Component
public class Behinds {

    private final FigureBook book;
    private final Clock clock;

    Behinds(FigureBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    /** The clues that count, in one of these ways each, beside what the reader may see. */
    public List<Specification<Clue>> ways(Behind behind) {
        var goneOn = book.goneOn();
        var now = goneOn.facts().stream()
                .filter(fact -> counts(behind, fact))
                .map(Fact::number)
                .toList();
        Specification<Clue> counted = (clue, query, is) -> {
            var facts = query.subquery(String.class);
            var fact = facts.from(Fact.class);
            facts.select(fact.get("number")).where(counts(behind, fact, is));
            var as = clue.get("number").in(facts);
            return goneOn.numbers().isEmpty()
                    ? as
                    : is.and(as, is.not(clue.get("number").in(goneOn.numbers())));
        };
        return now.isEmpty()
                ? List.of(counted)
                : List.of(counted, (clue, query, is) -> clue.get("number").in(now));
    }

    private boolean isPresent(Behind behind) {
        return !behind.to().isBefore(YearMonth.now(clock));
    }

    private Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(clock.getZone()).toInstant();
    }

    private boolean counts(Behind behind, Fact fact) {
        var measure = behind.measure();
        var value = measure.value(fact);
        return value != null
                && switch (behind.which()) {
                    case ALL -> true;
                    case WHOLE -> value >= measure.whole();
                    case LESS -> value < measure.whole();
                }
                && switch (measure.cohort()) {
                    case REGISTERED -> isWithin(behind, fact.registeredAt);
                    case HANDLED -> fact.open ? isPresent(behind) : isWithin(behind, fact.closedAt);
                    case OPEN -> fact.open;
                }
                && (behind.units().isEmpty() || behind.units().contains(fact.unitCode))
                && (behind.town().isEmpty() || behind.town().equals(fact.townCode))
                && (behind.item().equals(Behind.ANY)
                        || measure.items(fact).stream().anyMatch(item -> isItem(measure, item, behind.item())));
    }

    private static boolean isItem(Measure measure, String item, String asked) {
        return measure == Measure.LEG ? item.startsWith(asked + ":") : item.equals(asked);
    }

    private boolean isWithin(Behind behind, Instant at) {
        return at != null
                && !at.isBefore(start(behind.from()))
                && at.isBefore(start(behind.to().plusMonths(1)));
    }

    private Predicate counts(Behind behind, Root<Fact> fact, CriteriaBuilder is) {
        var measure = behind.measure();
        var all = new ArrayList<Predicate>();
        var value = fact.<Integer>get(measure.column());
        all.add(
                switch (behind.which()) {
                    case ALL -> is.isNotNull(value);
                    case WHOLE -> is.greaterThanOrEqualTo(value, measure.whole());
                    case LESS -> is.lessThan(value, measure.whole());
                });
        all.add(
                switch (measure.cohort()) {
                    case REGISTERED -> within(behind, fact, "registeredAt", is);
                    case HANDLED ->
                        isPresent(behind)
                                ? is.or(is.isTrue(fact.get("open")), within(behind, fact, "closedAt", is))
                                : within(behind, fact, "closedAt", is);
                    case OPEN -> is.isTrue(fact.get("open"));
                });
        if (!behind.units().isEmpty()) {
            all.add(fact.get("unitCode").in(behind.units()));
        }
        if (!behind.town().isEmpty()) {
            all.add(is.equal(fact.get("townCode"), behind.town()));
        }
        if (!behind.item().equals(Behind.ANY)) {
            all.add(item(measure, behind.item(), fact, is));
        }
        return is.and(all.toArray(Predicate[]::new));
    }

    private static Predicate item(Measure measure, String item, Root<Fact> fact, CriteriaBuilder is) {
        if (measure.itemColumn() == null) {
            return item.isEmpty() ? is.conjunction() : is.disjunction();
        }
        if (measure.listsItems()) {
            var listed = measure == Measure.LEG ? "," + item + ":" : "," + item + ",";
            return is.like(fact.get(measure.itemColumn()), "%" + listed.replaceAll("([\\\\%_])", "\\\\$1") + "%", '\\');
        }
        var kind = fact.get(measure.itemColumn());
        if (!kind.getJavaType().isEnum()) {
            return is.equal(kind, item);
        }
        return List.of(kind.getJavaType().getEnumConstants()).stream()
                .filter(one -> ((Enum<?>) one).name().equals(item))
                .findFirst()
                .map(one -> is.equal(kind, one))
                .orElseGet(() -> item.isEmpty() ? is.isNull(kind) : is.disjunction());
    }

    private Predicate within(Behind behind, Root<Fact> fact, String column, CriteriaBuilder is) {
        return is.and(
                is.greaterThanOrEqualTo(fact.get(column), start(behind.from())),
                is.lessThan(fact.get(column), start(behind.to().plusMonths(1))));
    }
}
