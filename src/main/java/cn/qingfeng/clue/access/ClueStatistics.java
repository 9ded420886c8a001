package cn.qingfeng.clue.access;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.SupervisionStage;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What lies where, for all clues together: for work that runs by the calendar and for nobody's eyes in particular. Reports
 * against a person (举报) are left out of everything that names clues or units.
 */
@Component
@Transactional(readOnly = true)
public class ClueStatistics {

    /** A unit's open clues: all of them, those due up to a moment, and those late. */
    public record Load(String unit, long open, long soon, long late) {}

    private final EntityManager entities;

    ClueStatistics(EntityManager entities) {
        this.entities = entities;
    }

    /** The loads of all units that hold open clues. */
    public List<Load> loads(Instant now, Instant soon) {
        // MySQL, left to itself, reads the rows of all clues in the order of their units.
        return ClueBoard.by("clue_open_figures", entities.createQuery("""
                        select new cn.qingfeng.clue.access.ClueStatistics$Load(c.leadUnit, count(c),
                            sum(case when c.dueAt >= :now and c.dueAt <= :soon then 1L else 0L end),
                            sum(case when c.dueAt < :now then 1L else 0L end))
                        from Clue c where c.leadUnit is not null and c.content.kind <> :sealed and c.open = true
                        group by c.leadUnit order by c.leadUnit""", Load.class))
                .setParameter("now", now)
                .setParameter("soon", soon)
                .setParameter("sealed", ClueKind.REPORT)
                .getResultList();
    }

    /** Clues at a unit that are yellow or red, dispatched since, late, or due up to a moment; the earliest end first, then those without one. */
    public List<Clue> forTheWeek(Instant since, Instant soon) {
        return entities.createQuery("""
                        select c from Clue c
                        where c.leadUnit is not null and c.content.kind <> :sealed and c.open = true
                            and (c.card in :cards or c.dispatchedAt >= :since or c.dueAt <= :soon)
                        order by case when c.dueAt is null then 1 else 0 end, c.dueAt, c.number""", Clue.class)
                .setParameter("sealed", ClueKind.REPORT)
                .setParameter("cards", List.of(Card.YELLOW, Card.RED))
                .setParameter("since", since)
                .setParameter("soon", soon)
                .getResultList();
    }

    /** Clues that a unit handled and that were closed in this time. */
    public List<String> closed(Instant from, Instant to) {
        return entities.createQuery("""
                        select c.number from Clue c
                        where c.leadUnit is not null and c.content.kind <> :sealed and c.status = :closed
                            and c.closedAt >= :from and c.closedAt < :to
                        order by c.closedAt, c.number""", String.class)
                .setParameter("sealed", ClueKind.REPORT)
                .setParameter("closed", ClueStatus.CLOSED)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList();
    }

    /** How many open clues each unit handles. */
    public Map<String, Long> openAtUnits() {
        return entities.createQuery("""
                        select c.leadUnit, count(c) from Clue c
                        where c.leadUnit is not null and c.content.kind <> :sealed and c.open = true
                        group by c.leadUnit""", Object[].class)
                .setParameter("sealed", ClueKind.REPORT)
                .getResultStream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1]));
    }

    /** The numbers of those whose limit has passed. */
    public List<String> lateAtUnits(Instant now) {
        return entities.createQuery("""
                        select c.number from Clue c
                        where c.leadUnit is not null and c.content.kind <> :sealed and c.open = true and c.dueAt < :now
                        order by c.number""", String.class)
                .setParameter("sealed", ClueKind.REPORT)
                .setParameter("now", now)
                .getResultList();
    }

    /** Open clues that were reported to the county or handed over: they are named. */
    public List<Clue> named() {
        return entities.createQuery("""
                        select c from Clue c
                        where c.leadUnit is not null and c.content.kind <> :sealed and c.open = true
                            and c.stage in :stages
                        order by c.number""", Clue.class)
                .setParameter("sealed", ClueKind.REPORT)
                .setParameter("stages", List.of(SupervisionStage.REPORTED, SupervisionStage.TRANSFERRED))
                .getResultList();
    }

    /** How many open clues have their running limit end in this time. */
    public long dueBetween(Instant from, Instant to) {
        return entities.createQuery(
                        "select count(c) from Clue c where c.open = true and c.dueAt >= :from and c.dueAt < :to",
                        Long.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getSingleResult();
    }

    /** Open clues whose next step about a limit was due before this moment and was not taken; the oldest first. */
    public List<ClueNumber> overlooked(Instant before, int most) {
        return entities
                .createQuery(
                        "select c.number from Clue c where c.nextStepAt < :before and c.open = true"
                                + " order by c.nextStepAt, c.number",
                        String.class)
                .setParameter("before", before)
                .setMaxResults(most)
                .getResultList()
                .stream()
                .map(ClueNumber::of)
                .toList();
    }

    /** A clue's place in the ledger, as the engine should know it too. */
    public record Standing(
            String number,
            ClueStatus status,
            Card card,
            String leadUnit,
            SupervisionStage stage,
            Instant dueAt,
            Instant nextStepAt) {}

    /** Every open clue's standing, reports included. */
    public List<Standing> openStandings() {
        return standings("c.open = :open", "open", true);
    }

    /** The standings of these clues, open or not. */
    public List<Standing> standingsOf(List<String> numbers) {
        return numbers.isEmpty() ? List.of() : standings("c.number in :numbers", "numbers", numbers);
    }

    private List<Standing> standings(String condition, String name, Object value) {
        return entities.createQuery("""
                        select new cn.qingfeng.clue.access.ClueStatistics$Standing(c.number, c.status, c.card, c.leadUnit, c.stage,
                            c.dueAt, c.nextStepAt) from Clue c where """ + " " + condition, Standing.class)
                .setParameter(name, value)
                .getResultList();
    }

    /**
     * Clues, except reports against a person, that ended before this moment: by closing, refusal, merger, withdrawal or
     * correction. Of those that carry no date of their end, it is the last step on the timeline.
     */
    public List<Ended> ended(Instant before) {
        return entities
                .createQuery("""
                        select new cn.qingfeng.clue.access.ClueStatistics$Ended(c.number, coalesce(c.closedAt,
                            (select max(t.at) from TimelineEntry t where t.id.clueNumber = c.number)))
                        from Clue c where c.open = false and c.content.kind <> :sealed
                            and c.registeredAt < :before""", Ended.class)
                .setParameter("sealed", ClueKind.REPORT)
                .setParameter("before", before)
                .getResultList()
                .stream()
                .filter(ended -> ended.endedAt() != null && ended.endedAt().isBefore(before))
                .toList();
    }

    /** A clue that ended, and when. */
    public record Ended(String number, Instant endedAt) {}
}
