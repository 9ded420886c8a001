package cn.qingfeng.meeting;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.timeline.AnswerSheet.Answer;
import cn.qingfeng.clue.timeline.AnswerSheets;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.Right;
import cn.qingfeng.redaction.Redaction;
import cn.qingfeng.supervision.LimitsEnded;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Joint meetings. The office calls one about clues, puts down what was said, and enters each decision as something that a unit
 * has to do by a day; it stands on the clue's timeline and in the unit's task list until it is done. Never about reports against
 * persons.
 */
@Component
@Transactional
public class Meetings {

    /** The name under which a decision stands among what was filled in about its clue. */
    public static final String SHEET = "take-decision";

    static final int MOST_CLUES = 50;
    static final int LONGEST_TITLE = 100;
    static final int LONGEST_TASK = 500;
    static final int LONGEST_TEXT = 2000;
    static final int MOST_DAYS = 60;

    private final MeetingBook book;
    private final ClueLedger ledger;
    private final ClueAccess access;
    private final Redaction redaction;
    private final Organization organization;
    private final AnswerSheets sheets;
    private final WorkingCalendar calendar;
    private final MessageSource messages;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Meetings(
            MeetingBook book,
            ClueLedger ledger,
            ClueAccess access,
            Redaction redaction,
            Organization organization,
            AnswerSheets sheets,
            WorkingCalendar calendar,
            MessageSource messages,
            ApplicationEventPublisher events,
            Clock clock) {
        this.book = book;
        this.ledger = ledger;
        this.access = access;
        this.redaction = redaction;
        this.organization = organization;
        this.sheets = sheets;
        this.calendar = calendar;
        this.messages = messages;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Calls a meeting.
     *
     * @throws Refusal when something is missing, it lies in the past, or a clue is not to be talked about there
     */
    public Meeting call(String title, String place, Instant meetsAt, List<ClueNumber> agenda, String by) {
        var named = filled("title", title, LONGEST_TITLE);
        var where = filled("place", place, LONGEST_TITLE);
        if (meetsAt == null || meetsAt.isBefore(clock.instant())) {
            throw Refusal.invalid("meeting.past");
        }
        var numbers = new LinkedHashSet<>(agenda);
        if (numbers.isEmpty() || numbers.size() > MOST_CLUES) {
            throw Refusal.invalid("meeting.agenda.choose", MOST_CLUES);
        }
        numbers.forEach(number -> {
            requireFit(number, by);
            redaction.requireClean(number, named, where);
        });
        var meeting = new Meeting(
                UUID.randomUUID().toString(),
                named,
                where,
                meetsAt,
                Meeting.State.PLANNED,
                by,
                now(),
                null,
                null,
                null,
                List.copyOf(numbers));
        book.add(meeting);
        numbers.forEach(number -> ledger.press(number, by, TimelineAction.MEETING_CALLED, null, named, null));
        return meeting;
    }

    /** Puts one more clue on the agenda of a meeting that is still to come. */
    public void add(String id, ClueNumber number, String by) {
        var meeting = planned(id, by);
        requireFit(number, by);
        if (meeting.agenda().contains(number)) {
            return;
        }
        if (meeting.agenda().size() >= MOST_CLUES) {
            throw Refusal.invalid("meeting.agenda.choose", MOST_CLUES);
        }
        redaction.requireClean(number, meeting.title(), meeting.place());
        book.add(id, number, meeting.agenda().size());
        ledger.press(number, by, TimelineAction.MEETING_CALLED, null, meeting.title(), null);
    }

    private void requireFit(ClueNumber number, String by) {
        var clue = ledger.find(number).orElseThrow(() -> Refusal.notFound("clue.unknown", number));
        var viewer = access.viewer(by);
        access.requireSight(viewer, clue);
        if (!access.may(Right.CALL_MEETINGS, viewer, clue)) {
            throw Refusal.forbidden("meeting.forbidden");
        }
        if (clue.content().kind() == ClueKind.REPORT || clue.status().isEnd() && clue.status() != ClueStatus.CLOSED) {
            throw Refusal.conflict("meeting.clue.unfit", number);
        }
    }

    private Meeting planned(String id, String by) {
        var meeting = get(id, by);
        if (meeting.state() != Meeting.State.PLANNED) {
            throw Refusal.conflict("meeting.not-planned");
        }
        return meeting;
    }

    /** It took place. */
    public void held(String id, String outcome, String by) {
        end(id, Meeting.State.HELD, outcome, by, TimelineAction.MEETING_HELD);
    }

    /** It does not take place. */
    public void callOff(String id, String why, String by) {
        end(id, Meeting.State.CALLED_OFF, why, by, TimelineAction.MEETING_CALLED_OFF);
    }

    private void end(String id, Meeting.State state, String text, String by, TimelineAction act) {
        var meeting = planned(id, by);
        var told = filled("outcome", text, LONGEST_TEXT);
        meeting.agenda().forEach(number -> redaction.requireClean(number, told));
        if (!book.end(id, state, told, by, now())) {
            throw Refusal.conflict("meeting.not-planned");
        }
        meeting.agenda().forEach(number -> ledger.press(number, by, act, null, meeting.title(), null));
    }

    /**
     * Enters what a meeting decided about a clue.
     *
     * @param person who of the unit does it
     * @param days until the end of the so many-th working day
     * @throws Refusal when the meeting was not held, the unit does not handle or assist the clue, or the person is none of the unit's
     */
    public Decision decide(String id, ClueNumber number, String unit, String person, String task, int days, String by) {
        var meeting = get(id, by);
        if (meeting.state() != Meeting.State.HELD) {
            throw Refusal.conflict("meeting.not-held");
        }
        if (!meeting.agenda().contains(number)) {
            throw Refusal.invalid("meeting.not-on-agenda", number);
        }
        requireFit(number, by);
        var told = filled("task", task, LONGEST_TASK);
        redaction.requireCleared(number, told);
        var clue = ledger.get(number);
        if (!units(clue).contains(unit)) {
            throw Refusal.invalid("meeting.unit.stranger", number);
        }
        if (people(unit).stream().noneMatch(one -> one.username().equals(person))) {
            throw Refusal.invalid("meeting.person.stranger");
        }
        var decision = new Decision(
                UUID.randomUUID().toString(),
                id,
                number,
                unit,
                person,
                told,
                due(days),
                Decision.State.OPEN,
                by,
                now(),
                null,
                null,
                null);
        book.add(decision);
        put(meeting, decision);
        ledger.press(number, by, TimelineAction.MEETING_DECIDED, null, organization.unitName(unit), told);
        events.publishEvent(new DecisionTaken(number, decision.id()));
        return decision;
    }

    private Instant due(int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw Refusal.invalid("meeting.days", MOST_DAYS);
        }
        return calendar.plusWorkingDays(clock.instant(), days).dueAt();
    }

    /** What was decided is among what was filled in about the clue, so that it stands above the unit's form. */
    private void put(Meeting meeting, Decision decision) {
        sheets.keep(
                decision.clue(),
                SHEET,
                decision.unit(),
                decision.decidedBy(),
                Stream.of(
                                new String[] {"meeting", meeting.title()},
                                new String[] {"task", decision.task()},
                                new String[] {"person", organization.personName(decision.person())},
                                new String[] {"due", Moments.minute(decision.dueAt())})
                        .map(each -> new Answer(
                                each[0],
                                messages.getMessage("meeting.sheet." + each[0], null, Locale.CHINA),
                                each[1],
                                each[1]))
                        .toList());
    }

    /** The unit has done it. */
    public void done(String decision, String by, String result) {
        var one = decision(decision);
        if (!book.end(decision, Decision.State.OPEN, Decision.State.DONE, result, by, now())) {
            throw Refusal.conflict("meeting.decision.moved");
        }
        ledger.press(one.clue(), by, TimelineAction.MEETING_TASK_DONE, null, organization.unitName(one.unit()), result);
    }

    /** What the unit did is not enough: it does it once more, until another day. */
    public void again(String decision, int days, String why, String by) {
        var one = open(decision, by);
        var told = filled("reason", why, LONGEST_TASK);
        redaction.requireCleared(one.clue(), told);
        if (!book.again(decision, due(days))) {
            throw Refusal.conflict("meeting.decision.moved");
        }
        ledger.press(
                one.clue(), by, TimelineAction.MEETING_TASK_RETURNED, null, organization.unitName(one.unit()), told);
        events.publishEvent(new DecisionTaken(one.clue(), decision));
    }

    /** It is not to be done any more. */
    public void drop(String decision, String why, String by) {
        var one = open(decision, by);
        var told = filled("reason", why, LONGEST_TASK);
        redaction.requireCleared(one.clue(), told);
        over(one, told, by);
    }

    private void over(Decision one, String why, String by) {
        if (!book.end(one.id(), Decision.State.OPEN, Decision.State.OVER, why, by, now())) {
            throw Refusal.conflict("meeting.decision.moved");
        }
        ledger.press(one.clue(), by, TimelineAction.MEETING_TASK_DROPPED, null, organization.unitName(one.unit()), why);
        events.publishEvent(new DecisionOver(one.clue(), one.id()));
    }

    /** A clue that ended otherwise than by being closed takes along what was to be done about it. */
    @EventListener
    void on(LimitsEnded ended) {
        if (ledger.get(ended.number()).status() == ClueStatus.CLOSED) {
            return;
        }
        book.of(ended.number()).stream()
                .filter(one -> one.state() == Decision.State.OPEN)
                .forEach(one -> over(one, null, Timeline.SYSTEM));
    }

    /** A unit was closed: its successor does what was decided. */
    public void takeOver(ClueNumber number, String unit, String heir) {
        book.takeOver(number, unit, heir);
    }

    /** Notes those whose day is over, and publishes {@link DecisionLate} for each. Answers how many. */
    int tellLate() {
        var told = 0;
        for (var one : book.late(clock.instant())) {
            if (book.toldLate(one.id())) {
                ledger.press(
                        one.clue(),
                        Timeline.SYSTEM,
                        TimelineAction.MEETING_TASK_LATE,
                        null,
                        organization.unitName(one.unit()),
                        null);
                events.publishEvent(
                        new DecisionLate(one, book.get(one.meeting()).calledBy()));
                told++;
            }
        }
        return told;
    }

    private Decision open(String decision, String by) {
        var one = decision(decision);
        requireFit(one.clue(), by);
        return one;
    }

    /** @throws Refusal not found */
    @Transactional(readOnly = true)
    public Decision decision(String id) {
        return book.decision(id).orElseThrow(() -> Refusal.notFound("meeting.unknown"));
    }

    /** @throws Refusal not found, when this person sees none of its clues */
    @Transactional(readOnly = true)
    public Meeting get(String id, String reader) {
        var meeting = book.get(id);
        var viewer = access.viewer(reader);
        if (ledger.all(meeting.agenda()).values().stream().noneMatch(clue -> access.maySee(viewer, clue))) {
            throw Refusal.notFound("meeting.unknown");
        }
        return meeting;
    }

    /** Who can be asked to do something about one of these clues, by {@code unit/person}. */
    @Transactional(readOnly = true)
    public Map<String, String> who(List<ClueNumber> agenda) {
        var people = new LinkedHashMap<String, String>();
        ledger.all(agenda).values().stream()
                .flatMap(clue -> units(clue).stream())
                .distinct()
                .sorted()
                .forEach(unit -> people(unit)
                        .forEach(one -> people.put(
                                unit + "/" + one.username(), organization.unitName(unit) + " " + one.name())));
        return people;
    }

    /** The units that handle the clue: a meeting gives nobody sight of it. */
    Set<String> units(Clue clue) {
        var units = new TreeSet<>(clue.assistUnits());
        clue.leadUnit().ifPresent(units::add);
        return units;
    }

    /** Who of a unit can be asked to do something. */
    List<Person> people(String unit) {
        return EnumSet.of(Duty.HANDLER, Duty.UNIT_LEADER).stream()
                .flatMap(duty -> organization.peopleWith(duty, unit).stream())
                .distinct()
                .toList();
    }

    private static String filled(String field, String text, int longest) {
        return Optional.ofNullable(text)
                .map(String::strip)
                .filter(told -> !told.isEmpty() && told.length() <= longest)
                .orElseThrow(() -> Refusal.invalid("meeting.fill", Refusal.word("meeting." + field), longest));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
