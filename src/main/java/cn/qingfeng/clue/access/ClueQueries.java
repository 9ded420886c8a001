package cn.qingfeng.clue.access;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.Clues;
import cn.qingfeng.text.Normal;
import cn.qingfeng.text.Numbers;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lists of clues, read from the flat ledger table and always cut down to what the viewer may see. */
@Component
@Transactional(readOnly = true)
public class ClueQueries {

    /**
     * What to look for; an empty part does not narrow.
     *
     * @param text looked for in number and title, all of them in normal form
     * @param unit code of the lead or an assisting unit
     * @param overdue only clues whose running limit has passed
     */
    public record Wish(
            Optional<ClueStatus> status,
            Optional<Card> card,
            Optional<ClueKind> kind,
            Optional<String> unit,
            Optional<String> leaf,
            Optional<String> text,
            boolean open,
            boolean overdue) {

        /** Of whatever kind of problem. */
        public Wish(
                Optional<ClueStatus> status,
                Optional<Card> card,
                Optional<ClueKind> kind,
                Optional<String> unit,
                Optional<String> text,
                boolean open,
                boolean overdue) {
            this(status, card, kind, unit, Optional.empty(), text, open, overdue);
        }
    }

    private final Clues clues;
    private final ClueAccess access;
    private final Clock clock;

    ClueQueries(Clues clues, ClueAccess access, Clock clock) {
        this.clues = clues;
        this.access = access;
        this.clock = clock;
    }

    /** One page of the clues that fit the wish. */
    public Page<Clue> find(Viewer viewer, Wish wish, Pageable page) {
        var found = access.visibleTo(viewer).and(fits(viewer, wish));
        var byEnd = page.getSort().getOrderFor("dueAt");
        return byEnd == null
                ? clues.findAll(found, page)
                : clues.findAll(
                        found.and(byEnd(byEnd.isAscending())),
                        PageRequest.of(page.getPageNumber(), page.getPageSize()));
    }

    /** The next clues that fit the wish, in the order of their numbers. */
    public List<Clue> after(String number, int most, Viewer viewer, Wish wish) {
        Specification<Clue> later = (clue, query, is) -> is.greaterThan(clue.get("number"), number);
        return clues.findBy(
                access.visibleTo(viewer).and(fits(viewer, wish)).and(later),
                found -> found.sortBy(Sort.by("number")).limit(most).all());
    }

    /** Those whose clock stands still, or of which nothing runs, come last in either order. */
    private static Specification<Clue> byEnd(boolean ascending) {
        return (clue, query, is) -> {
            if (query.getResultType() != Long.class) {
                query.orderBy(
                        is.asc(is.selectCase()
                                .when(is.isNull(clue.get("dueAt")), 1)
                                .otherwise(0)),
                        ascending ? is.asc(clue.get("dueAt")) : is.desc(clue.get("dueAt")),
                        is.asc(clue.get("number")));
            }
            return is.conjunction();
        };
    }

    /** How many of the clues that the viewer may see fit the wish. */
    public long count(Viewer viewer, Wish wish) {
        return clues.count(access.visibleTo(viewer).and(fits(viewer, wish)));
    }

    private Specification<Clue> fits(Viewer viewer, Wish wish) {
        var now = clock.instant();
        return (clue, query, is) -> {
            var all = is.conjunction();
            if (wish.status().isPresent()) {
                all = is.and(all, is.equal(clue.get("status"), wish.status().get()));
            }
            if (wish.card().isPresent()) {
                all = is.and(all, is.equal(clue.get("card"), wish.card().get()));
            }
            if (wish.kind().isPresent()) {
                all = is.and(
                        all,
                        is.equal(clue.get("content").get("kind"), wish.kind().get()));
            }
            if (wish.unit().isPresent()) {
                var assists = query.subquery(String.class);
                var assisted = assists.from(Clue.class);
                assists.select(assisted.get("number"))
                        .where(is.equal(
                                assisted.<Clue, String>join("assistUnits"),
                                wish.unit().get()));
                all = is.and(
                        all,
                        is.or(
                                is.equal(clue.get("leadUnit"), wish.unit().get()),
                                clue.get("number").in(assists)));
            }
            if (wish.leaf().isPresent()) {
                all = is.and(
                        all, is.equal(clue.get("classification"), wish.leaf().get()));
            }
            if (wish.text().isPresent()) {
                var typed = Normal.of(wish.text().get()).text();
                var number =
                        Numbers.clueNumber(typed).orElse(typed.replace(" ", "").toUpperCase(java.util.Locale.ROOT));
                var title = Normal.key(typed);
                all = is.and(
                        all,
                        is.or(
                                is.like(clue.get("number"), containing(number), '\\'),
                                is.and(
                                        title.isEmpty()
                                                // Signs alone, which the normal form leaves out.
                                                ? is.like(
                                                        clue.get("content").get("title"),
                                                        containing(wish.text().get()),
                                                        '\\')
                                                : is.like(clue.get("titleKey"), containing(title), '\\'),
                                        // Nobody finds out by searching what is covered.
                                        access.readsAsTold(viewer) ? is.conjunction() : is.isNull(clue.get("marks")))));
            }
            if (wish.open()) {
                all = is.and(all, clue.get("status").in(ClueStatus.open()));
            }
            if (wish.overdue()) {
                all = is.and(all, clue.get("status").in(ClueStatus.open()), is.lessThan(clue.get("dueAt"), now));
            }
            return all;
        };
    }

    private static String containing(String text) {
        return "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
