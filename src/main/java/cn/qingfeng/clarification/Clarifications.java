package cn.qingfeng.clarification;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.matter.MatterEvents.Answered;
import cn.qingfeng.matter.clues.MatterClues;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The rules of clarification (modules.md, M13). Whether a report was a false accusation is decided at city level or above: here
 * a decision is recorded, none is made. Who reported anonymously is asked for nowhere.
 */
@Component
class Clarifications {

    static final String KIND = "matter-clarification";

    /** Working days after the finding within which it is begun; later with a reason. */
    private static final int BEGUN_WITHIN = 5;

    /** Findings that clear; what could not be found true is not found untrue. */
    private static final Set<String> UNTRUE = Set.of("MISTAKEN", "FALSE");

    /** Harm for which nobody is cleared: none at all, or ordinary talks alone. */
    private static final Set<String> NO_HARM = Set.of("NONE", "TALKS");

    /** How widely it is known, and how widely it is cleared, the narrower first. */
    private static final List<String> RANGES = List.of("SELF", "UNIT", "COUNTY");

    /** Who decides what a false accusation is. */
    private static final Set<String> DECIDING = Set.of("CITY", "PROVINCE", "STATE");

    private final JdbcTemplate jdbc;
    private final MatterClues clues;
    private final ClueLedger ledger;
    private final WorkingCalendar calendar;
    private final Organization organization;
    private final MessageSource messages;
    private final Clock clock;

    Clarifications(
            JdbcTemplate jdbc,
            MatterClues clues,
            ClueLedger ledger,
            WorkingCalendar calendar,
            Organization organization,
            MessageSource messages,
            Clock clock) {
        this.jdbc = jdbc;
        this.clues = clues;
        this.ledger = ledger;
        this.calendar = calendar;
        this.organization = organization;
        this.messages = messages;
        this.clock = clock;
    }

    @EventListener
    void on(Answered answered) {
        if (!answered.kind().equals(KIND)) {
            return;
        }
        switch (answered.step()) {
            case "userTask_assess" -> assessed(answered);
            case "userTask_proposal" -> proposed(answered);
            case "userTask_decide" -> approved(answered);
            case "userTask_carryOut" -> carriedOut(answered);
            case "userTask_visit" -> requirePast(day(answered, "visitedOn"));
            default -> {
                // The other steps have no rule of their own.
            }
        }
    }

    private void assessed(Answered it) {
        if (!it.said("outcome").equals("START")) {
            return;
        }
        if (!UNTRUE.contains(it.said("finding"))) {
            throw Refusal.invalid("clarification.not-untrue");
        }
        if (NO_HARM.contains(it.said("harm"))) {
            throw Refusal.invalid("clarification.no-harm");
        }
        if (clues.of(it.number()).size() != 1) {
            throw Refusal.invalid("clarification.one-clue");
        }
        if (!clues.of(it.number()).get(0).status().isEnd()) {
            throw Refusal.conflict("clarification.not-found-yet");
        }
        var found = day(it, "foundOn");
        requirePast(found);
        if (it.said("finding").equals("FALSE")) {
            if (!DECIDING.contains(it.said("decidedBy"))) {
                throw Refusal.invalid("clarification.decided-by");
            }
            if (it.said("decisionNumber").isEmpty()) {
                throw Refusal.invalid("clarification.decision");
            }
            requirePast(day(it, "decidedOn"));
        }
        var begun = calendar.plusWorkingDays(
                        found.atTime(12, 0).atZone(CountyClock.ZONE).toInstant(), BEGUN_WITHIN)
                .dueAt();
        if (clock.instant().isAfter(begun) && it.said("lateBecause").isEmpty()) {
            throw Refusal.invalid("clarification.late", BEGUN_WITHIN);
        }
        var known = it.said("known");
        if (!RANGES.contains(known)) {
            throw Refusal.invalid("clarification.known");
        }
        jdbc.update(
                "insert into clarification (number, harm_known, assessed_by) values (?, ?, ?)",
                it.number(),
                known,
                it.by());
    }

    private LocalDate day(Answered it, String key) {
        try {
            return LocalDate.parse(it.said(key));
        } catch (DateTimeParseException none) {
            throw Refusal.invalid("clarification.day");
        }
    }

    private void requirePast(LocalDate day) {
        if (day.isAfter(LocalDate.ofInstant(clock.instant(), CountyClock.ZONE))) {
            throw Refusal.invalid("clarification.day");
        }
    }

    /** Cleared no wider than it was known. */
    private void proposed(Answered it) {
        if (!it.said("outcome").equals("WANTED")) {
            return;
        }
        requirePast(day(it, "askedOn"));
        var known =
                jdbc.queryForList("select harm_known from clarification where number = ?", String.class, it.number());
        if (known.isEmpty()) {
            throw Refusal.conflict("clarification.not-assessed");
        }
        var range = RANGES.indexOf(it.said("range"));
        if (range < 0 || range > RANGES.indexOf(known.get(0))) {
            throw Refusal.invalid("clarification.range");
        }
        if (it.said("way").isEmpty()) {
            throw Refusal.invalid("clarification.way");
        }
        jdbc.update(
                "update clarification set proposed_by = ?, approved_by = null where number = ?", it.by(), it.number());
    }

    /** By the discipline body's head, upon what somebody else proposed. */
    private void approved(Answered it) {
        var leads = organization.dutiesOf(it.by()).stream()
                .anyMatch(held -> held.duty() == Duty.UNIT_LEADER
                        && organization.peopleWith(Duty.DISCIPLINE).stream()
                                .anyMatch(person -> held.unit().equals(person.unit())));
        if (!leads) {
            throw Refusal.forbidden("clarification.head");
        }
        var own = jdbc.queryForList(
                "select number from clarification where number = ? and proposed_by = ?",
                String.class,
                it.number(),
                it.by());
        if (!own.isEmpty()) {
            throw Refusal.forbidden("clarification.own");
        }
        if (it.said("outcome").equals("APPROVED")
                && jdbc.update(
                                "update clarification set approved_by = ? where number = ? and proposed_by is not null",
                                it.by(),
                                it.number())
                        == 0) {
            throw Refusal.conflict("clarification.not-assessed");
        }
    }

    /** From now on the clue counts in no rate of its unit; its timeline says so and names nobody. */
    private void carriedOut(Answered it) {
        requirePast(day(it, "doneOn"));
        if (jdbc.queryForList(
                        "select number from clarification where number = ? and approved_by is not null",
                        String.class,
                        it.number())
                .isEmpty()) {
            throw Refusal.conflict("clarification.not-assessed");
        }
        clues.of(it.number()).stream()
                .filter(clue -> clue.content().kind() != ClueKind.REPORT)
                .map(Clue::number)
                .forEach(clue ->
                        ledger.cleared(clue, messages.getMessage("clarification.counts-no-more", null, Locale.CHINA)));
    }
}
