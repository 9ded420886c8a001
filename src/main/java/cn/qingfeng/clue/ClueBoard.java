package cn.qingfeng.clue;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hibernate.query.Query;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The open clues as supervisors watch them: how many stand where, and the worst first. Read from the flat ledger alone; each
 * question names its index, because MySQL, left to itself, reads the rows of every clue that it passes on the way.
 */
@Component
@Transactional(readOnly = true)
public class ClueBoard {

    /**
     * What to look at; an empty part does not narrow.
     *
     * @param unit code of the lead unit
     * @param before only clues whose running limit ends before this moment
     */
    public record Wish(
            Optional<Card> card, Optional<String> unit, Optional<SupervisionStage> stage, Optional<Instant> before) {}

    /**
     * The open clues of one card, unit and stage.
     *
     * @param card null before it is decided; {@code unit} null before dispatch
     * @param soon how many end within the time asked for, {@code overdue} how many have passed it
     */
    public record Figure(Card card, String unit, SupervisionStage stage, long open, long soon, long overdue) {}

    private final EntityManager entities;
    private final ClueAccess access;

    ClueBoard(EntityManager entities, ClueAccess access) {
        this.entities = entities;
        this.access = access;
    }

    /** How many of the open clues that the viewer may see stand where. One query, answered from an index. */
    public List<Figure> figures(Viewer viewer, Instant now, Instant soon) {
        var is = entities.getCriteriaBuilder();
        var query = is.createTupleQuery();
        var clue = query.from(Clue.class);
        var overdue = is.<Long>selectCase()
                .when(is.lessThan(clue.get("dueAt"), now), 1L)
                .otherwise(0L);
        var ending = is.<Long>selectCase()
                .when(is.and(is.greaterThanOrEqualTo(clue.get("dueAt"), now), is.lessThan(clue.get("dueAt"), soon)), 1L)
                .otherwise(0L);
        query.multiselect(
                        clue.get("card"),
                        clue.get("leadUnit"),
                        clue.get("stage"),
                        is.count(clue),
                        is.sum(ending),
                        is.sum(overdue))
                .where(access.visibleTo(viewer).and(open()).toPredicate(clue, query, is))
                .groupBy(clue.get("card"), clue.get("leadUnit"), clue.get("stage"));
        return by("clue_open_figures", entities.createQuery(query)).getResultList().stream()
                .map(row -> new Figure(
                        row.get(0, Card.class),
                        row.get(1, String.class),
                        row.get(2, SupervisionStage.class),
                        row.get(3, Long.class),
                        row.get(4, Long.class),
                        row.get(5, Long.class)))
                .toList();
    }

    /** A page of the open clues, those first whose limit ended or ends first. */
    public List<Clue> worstFirst(Viewer viewer, Wish wish, int from, int number) {
        var is = entities.getCriteriaBuilder();
        var query = is.createQuery(String.class);
        var clue = query.from(Clue.class);
        query.select(clue.get("number"))
                .where(access.visibleTo(viewer).and(open()).and(fits(wish)).toPredicate(clue, query, is))
                .orderBy(is.asc(clue.get("dueAt")), is.asc(clue.get("number")));
        // One unit has few clues, and an index of its own.
        var index = wish.unit().isPresent() ? "clue_lead_unit" : "clue_open_worst";
        var numbers = by(index, entities.createQuery(query))
                .setFirstResult(from)
                .setMaxResults(number)
                .getResultList();
        return entities.createQuery("select c from Clue c where c.number in :numbers", Clue.class)
                .setParameter("numbers", numbers)
                .getResultStream()
                .sorted(Comparator.comparingInt(
                        found -> numbers.indexOf(found.number().value())))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static <T> Query<T> by(String index, TypedQuery<T> query) {
        return query.unwrap(Query.class).addQueryHint(index);
    }

    /** Something is owed and its clock runs: those without a running limit stand at the end of no list. */
    private static Specification<Clue> open() {
        return (clue, query, is) -> is.equal(clue.get("open"), true);
    }

    private static Specification<Clue> fits(Wish wish) {
        return (clue, query, is) -> {
            var all = new ArrayList<jakarta.persistence.criteria.Predicate>();
            all.add(is.isNotNull(clue.get("dueAt")));
            wish.card().ifPresent(card -> all.add(is.equal(clue.get("card"), card)));
            wish.unit().ifPresent(unit -> all.add(is.equal(clue.get("leadUnit"), unit)));
            wish.stage().ifPresent(stage -> all.add(is.equal(clue.get("stage"), stage)));
            wish.before().ifPresent(before -> all.add(is.lessThan(clue.get("dueAt"), before)));
            return is.and(all.toArray(jakarta.persistence.criteria.Predicate[]::new));
        };
    }
}
