package cn.qingfeng.visit;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.clue.event.ClueStepped;
import cn.qingfeng.intake.NewClue;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.matter.MatterEvents;
import cn.qingfeng.matter.MatterFacts;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.visit.Visit.Result;
import cn.qingfeng.visit.Visit.State;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Visits of chief service officers: planned with a firm, recorded on the way, a problem turned into a clue at once, and its end
 * told to the firm. An owner may draw the kind anew; as long as the steps below keep their ids, their rules hold.
 */
@Service
@Transactional
public class Visits {

    /** The kind of matter ({@code processes/matter-visit.bpmn}). */
    public static final String KIND = "matter-visit";

    static final String RECORD = "userTask_record";
    static final String TELL = "userTask_tellFirm";

    private static final String FIRM = "firm";
    private static final int LONGEST_TITLE = 100;

    private final Firms firms;
    private final VisitBook book;
    private final VisitRules rules;
    private final VisitFacts facts;
    private final Matters matters;
    private final Registration registration;
    private final ClueLedger clues;
    private final Organization organization;
    private final MessageSource messages;

    Visits(
            Firms firms,
            VisitBook book,
            VisitRules rules,
            VisitFacts facts,
            Matters matters,
            Registration registration,
            ClueLedger clues,
            Organization organization,
            MessageSource messages) {
        this.firms = firms;
        this.book = book;
        this.rules = rules;
        this.facts = facts;
        this.matters = matters;
        this.registration = registration;
        this.clues = clues;
        this.organization = organization;
        this.messages = messages;
    }

    /**
     * Plans a visit; its step waits for the firm's officer.
     *
     * @param asked whether the firm asked for it
     * @return the matter's number
     * @throws Refusal forbidden for whoever does not look after the firm; invalid for a day that is over; or a conflict that says
     *     why the firm is not to be disturbed then
     */
    public String plan(String by, String creditCode, LocalDate day, Way way, boolean asked) {
        var firm = firms.seenBy(by, creditCode);
        if (!firms.looksAfter(by, firm)) {
            throw Refusal.forbidden("firms.keep.forbidden");
        }
        requireFrom(day);
        return open(by, firm, day, way, asked, null);
    }

    /** Proposes a visit on the first working day of a month or quarter, once. */
    String propose(Firm firm, LocalDate day, Way way, String period) {
        return open(Matters.SYSTEM, firm, day, way, false, period);
    }

    private String open(String by, Firm firm, LocalDate day, Way way, boolean asked, String period) {
        if (firm.officer() == null) {
            throw Refusal.conflict("visit.no-officer", firm.name());
        }
        book.lock(firm.creditCode());
        if (way.inPerson() && !asked) {
            rules.requireFree(firm.creditCode(), day, null);
        }
        var number = matters.open(
                by,
                KIND,
                say("visit.matter.title", firm.name()),
                firm.officer(),
                Map.of(FIRM, firm.creditCode(), "visitOn", day.toString(), "way", say("visit.way." + way)));
        book.add(new Visit(
                number,
                firm.creditCode(),
                firm.officer(),
                way,
                day,
                asked,
                State.PLANNED,
                period,
                null,
                null,
                null,
                null));
        return number;
    }

    private void requireFrom(LocalDate day) {
        if (day == null || day.isBefore(book.today())) {
            throw Refusal.invalid("visit.day.past");
        }
    }

    /** A visit is one to a firm: the register's page begins it. */
    @EventListener
    void on(MatterEvents.Opened opened) {
        if (opened.kind().equals(KIND)
                && !matters.find(opened.number()).orElseThrow().answers().containsKey(FIRM)) {
            throw Refusal.invalid("visit.open.firm");
        }
    }

    @EventListener
    void on(MatterEvents.Answered step) {
        if (!step.kind().equals(KIND)) {
            return;
        }
        if (step.step().equals(RECORD)) {
            record(step);
        } else if (step.step().equals(TELL) && step.said("outcome").equals("TOLD")) {
            told(step);
        }
    }

    private void record(MatterEvents.Answered step) {
        var visit = book.find(step.number()).orElseThrow();
        var asked = step.said("asked").equals("true");
        switch (step.said("outcome")) {
            case "MOVED" -> {
                var day = day(step, "visitOn");
                requireFrom(day);
                var way = way(step, visit);
                book.lock(visit.creditCode());
                if (way.inPerson() && !asked) {
                    rules.requireFree(visit.creditCode(), day, visit.number());
                }
                book.moved(visit.number(), day, way, asked);
            }
            case "DROPPED" -> book.dropped(visit.number());
            default -> {
                var day = day(step, "visitOn");
                if (day.isAfter(book.today())) {
                    throw Refusal.invalid("visit.day.future");
                }
                book.made(visit.number(), day, way(step, visit), asked, Result.valueOf(step.said("result")));
                if (step.said("outcome").equals("PROBLEM")) {
                    raise(visit, step);
                }
            }
        }
    }

    private static Way way(MatterEvents.Answered step, Visit visit) {
        var said = step.said("way");
        return said.isEmpty() ? visit.way() : Way.valueOf(said);
    }

    /** What was heard becomes a clue at once, in the officer's name, with the firm as whoever reports, as far as it wants to be. */
    private void raise(Visit visit, MatterEvents.Answered step) {
        var firm = firms.find(visit.creditCode()).orElseThrow();
        var clue = new NewClue();
        clue.kind = "APPEAL";
        clue.title = shortened(step.said("problemTitle"));
        clue.narrative = step.said("problem");
        clue.request = step.said("wish");
        clue.place = organization.unitName(firm.town());
        var unit = step.said("problemUnit");
        clue.unit = unit.isEmpty() ? null : unit;
        clue.channel = ReportingChannel.CHIEF_OFFICER.name();
        var consent = step.said("consent");
        clue.reporter.anonymous = consent.equals("ANONYMOUS");
        clue.externalNumber = clue.reporter.anonymous ? null : visit.number();
        if (!clue.reporter.anonymous) {
            var contact = firms.contacts(firm.creditCode()).stream()
                    .findFirst()
                    .orElseThrow(() -> Refusal.conflict("visit.problem.no-contact", firm.name()));
            clue.reporter.name = contact.name();
            clue.reporter.phone = contact.phone();
            clue.reporter.enterprise = firm.name();
            clue.reporter.creditCode = firm.creditCode();
            clue.reporter.consent = consent;
        }
        // An officer has three firms: whoever is to stay unnamed is not told by who registered it, nor by the visit's
        // number.
        var by = clue.reporter.anonymous ? Matters.SYSTEM : step.by();
        var receipt = registration.register(clue, by, "visit-" + visit.number());
        book.led(visit.number(), receipt.clueNumber());
        if (!clue.reporter.anonymous) {
            matters.led(visit.number(), receipt.clueNumber());
        }
    }

    private void told(MatterEvents.Answered step) {
        var visit = book.find(step.number()).orElseThrow();
        var day = day(step, "toldOn");
        if (day.isAfter(book.today())) {
            throw Refusal.invalid("visit.day.future");
        }
        if (visit.clue() != null
                && !clues.get(ClueNumber.of(visit.clue())).status().isEnd()) {
            throw Refusal.conflict("visit.told.early", visit.clue());
        }
        book.told(visit.number(), day);
    }

    /** A clue that came of a visit has ended: the firm is to be told, within a working day from now. */
    @EventListener
    void on(ClueStepped stepped) {
        clues.find(stepped.number())
                .filter(clue -> clue.content().channel() == ReportingChannel.CHIEF_OFFICER)
                .filter(clue -> clue.status().isEnd())
                .map(Clue::number)
                .flatMap(number -> book.ofClue(number.value()))
                .filter(visit -> visit.toldOn() == null)
                .ifPresent(visit -> matters.awaited(visit.number()));
    }

    /**
     * A visit as its firm may read it, in words.
     *
     * @param progress how the problem goes that the firm told under its name; empty where there is none
     */
    public record WithFirm(
            String number, LocalDate day, String way, String officer, String state, boolean made, String progress) {}

    /** The visits of a firm, for itself: the newest first, without those that were dropped. */
    @Transactional(readOnly = true)
    public List<WithFirm> withFirm(String creditCode, Locale locale) {
        return book.of(creditCode).stream()
                .filter(visit -> visit.state() != State.DROPPED)
                .map(visit -> new WithFirm(
                        visit.number(),
                        visit.day(),
                        messages.getMessage("visit.way." + visit.way(), null, locale),
                        organization.personName(visit.officer()),
                        state(visit, locale),
                        visit.state() == State.MADE,
                        visit.clue() == null
                                ? ""
                                : facts.named(visit, locale)
                                        .map(MatterFacts.Fact::text)
                                        .orElse("")))
                .toList();
    }

    private String state(Visit visit, Locale locale) {
        var state = messages.getMessage("visit.state." + visit.state(), null, locale);
        return facts.isInQuietDays(visit)
                ? messages.getMessage("visit.planned.quiet.firm", new Object[] {state}, locale)
                : state;
    }

    private static LocalDate day(MatterEvents.Answered step, String key) {
        var said = step.said(key);
        if (said.isEmpty()) {
            throw Refusal.invalid("visit.day.missing");
        }
        return LocalDate.parse(said);
    }

    private static String shortened(String title) {
        return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE);
    }

    private String say(String key, Object... args) {
        return messages.getMessage(key, args, Locale.CHINA);
    }
}
