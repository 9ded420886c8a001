package cn.qingfeng.clue.access;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.SupervisionStage;
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
     * @param suspended only clues whose clock stands still
     */
    public record Wish(
            Optional<Card> card,
            Optional<String> unit,
            Optional<SupervisionStage> stage,
            Optional<Instant> before,
            boolean suspended) {}

    /**
     * The open clues of one card, unit and stage.
     *
     * @param card null before it is decided; {@code unit} null before dispatch
     * @param soon how many end within the time asked for, {@code overdue} how many have passed it
     * @param suspended of how many the clock stands still; they are open, and neither soon nor overdue
     */
    public record Figure(
            Card card, String unit, SupervisionStage stage, long open, long soon, long overdue, long suspended) {}

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
        var still = is.<Long>selectCase()
                .when(is.isNotNull(clue.get("suspendedAt")), 1L)
                .otherwise(0L);
        query.multiselect(
                        clue.get("card"),
                        clue.get("leadUnit"),
                        clue.get("stage"),
                        is.count(clue),
                        is.sum(ending),
                        is.sum(overdue),
                        is.sum(still))
                .where(access.visibleTo(viewer).and(open()).toPredicate(clue, query, is))
                .groupBy(clue.get("card"), clue.get("leadUnit"), clue.get("stage"));
        return by("clue_open_figures", entities.createQuery(query)).getResultList().stream()
                .map(row -> new Figure(
                        row.get(0, Card.class),
                        row.get(1, String.class),
                        row.get(2, SupervisionStage.class),
                        row.get(3, Long.class),
                        row.get(4, Long.class),
                        row.get(5, Long.class),
                        row.get(6, Long.class)))
                .toList();
    }

    /** A page of the open clues, those first whose limit ended or ends first; behind them those of which none runs. */
    public List<Clue> worstFirst(Viewer viewer, Wish wish, int from, int number) {
        var numbers = new ArrayList<String>();
        if (!wish.suspended()) {
            numbers.addAll(numbers(viewer, wish, true, from, number));
        }
        if (numbers.size() < number && wish.before().isEmpty()) {
            var running = wish.suspended() ? 0 : count(viewer, wish);
            numbers.addAll(numbers(viewer, wish, false, (int) Math.max(0, from - running), number - numbers.size()));
        }
        return entities.createQuery("select c from Clue c where c.number in :numbers", Clue.class)
                .setParameter("numbers", numbers)
                .getResultStream()
                .sorted(Comparator.comparingInt(
                        found -> numbers.indexOf(found.number().value())))
                .toList();
    }

    private List<String> numbers(Viewer viewer, Wish wish, boolean running, int from, int number) {
        var is = entities.getCriteriaBuilder();
        var query = is.createQuery(String.class);
        var clue = query.from(Clue.class);
        query.select(clue.get("number"))
                .where(access.visibleTo(viewer)
                        .and(open())
                        .and(fits(wish, running))
                        .toPredicate(clue, query, is))
                .orderBy(is.asc(clue.get("dueAt")), is.asc(clue.get("number")));
        return by(index(wish), entities.createQuery(query))
                .setFirstResult(from)
                .setMaxResults(number)
                .getResultList();
    }

    private long count(Viewer viewer, Wish wish) {
        var is = entities.getCriteriaBuilder();
        var query = is.createQuery(Long.class);
        var clue = query.from(Clue.class);
        query.select(is.count(clue))
                .where(access.visibleTo(viewer)
                        .and(open())
                        .and(fits(wish, true))
                        .toPredicate(clue, query, is));
        return by(index(wish), entities.createQuery(query)).getSingleResult();
    }

    /** One unit has few clues, and an index of its own. */
    private static String index(Wish wish) {
        return wish.unit().isPresent() ? "clue_lead_unit" : "clue_open_worst";
    }

    @SuppressWarnings("unchecked")
    static <T> Query<T> by(String index, TypedQuery<T> query) {
        return query.unwrap(Query.class).addQueryHint(index);
    }

    private static Specification<Clue> open() {
        return (clue, query, is) -> is.equal(clue.get("open"), true);
    }

    private static Specification<Clue> fits(Wish wish, boolean running) {
        return (clue, query, is) -> {
            var all = new ArrayList<jakarta.persistence.criteria.Predicate>();
            all.add(running ? is.isNotNull(clue.get("dueAt")) : is.isNull(clue.get("dueAt")));
            if (wish.suspended()) {
                all.add(is.isNotNull(clue.get("suspendedAt")));
            }
            wish.card().ifPresent(card -> all.add(is.equal(clue.get("card"), card)));
            wish.unit().ifPresent(unit -> all.add(is.equal(clue.get("leadUnit"), unit)));
            wish.stage().ifPresent(stage -> all.add(is.equal(clue.get("stage"), stage)));
            wish.before().ifPresent(before -> all.add(is.lessThan(clue.get("dueAt"), before)));
            return is.and(all.toArray(jakarta.persistence.criteria.Predicate[]::new));
        };
    }
}
