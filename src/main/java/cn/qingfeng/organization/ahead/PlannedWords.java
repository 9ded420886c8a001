package cn.qingfeng.organization.ahead;

import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.Succession;
import cn.qingfeng.organization.Succession.Part;
import cn.qingfeng.organization.Unit;
import cn.qingfeng.organization.ahead.CountyCommand.Act;
import cn.qingfeng.organization.ahead.PlannedChange.State;
import cn.qingfeng.organization.county.County;
import cn.qingfeng.organization.county.CountyBook.Subject;
import cn.qingfeng.organization.county.CountyRights;
import cn.qingfeng.organization.county.CountyWords;
import cn.qingfeng.organization.guard.GuardedChanges;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Planned changes in the reader's words: what is to come, and what it would do today. */
@Component
public class PlannedWords {

    /** How many of the refused are shown. */
    private static final int MOST_REFUSED = 30;

    /**
     * One planned change as its reader sees it.
     *
     * @param trouble why it was refused, or would be as things stand; null for none
     */
    record Line(
            PlannedChange change,
            String what,
            String byName,
            String at,
            String state,
            String trouble,
            boolean mayTakeBack) {}

    private final PlannedChanges planned;
    private final County county;
    private final Organization organization;
    private final GuardedChanges guarded;
    private final CountyRights rights;
    private final CountyWords words;
    private final Clock clock;

    PlannedWords(
            PlannedChanges planned,
            County county,
            Organization organization,
            GuardedChanges guarded,
            CountyRights rights,
            CountyWords words,
            Clock clock) {
        this.planned = planned;
        this.county = county;
        this.organization = organization;
        this.guarded = guarded;
        this.rights = rights;
        this.words = words;
        this.clock = clock;
    }

    /** What concerns people, those read who appoint them or whose office works with them. */
    boolean seesPeople(String reader) {
        return rights.administers(reader) || rights.isOffice(reader);
    }

    public List<Line> lines(String reader, Predicate<CountyCommand> which, Locale locale) {
        var people = seesPeople(reader);
        return planned.shown(MOST_REFUSED).stream()
                .filter(change -> people || change.wish().act().subject() != Subject.PERSON)
                .filter(change -> which.test(change.wish()))
                .map(change -> line(change, reader, locale))
                .toList();
    }

    /** Which wishes are about a unit: its own, and those that name it. */
    public static Predicate<CountyCommand> aboutUnit(String code) {
        return wish -> wish.act().subject() == Subject.UNIT && wish.key().equals(code) || code.equals(wish.unit());
    }

    public static Predicate<CountyCommand> aboutPerson(String username) {
        return wish -> wish.act().subject() == Subject.PERSON && wish.key().equals(username);
    }

    private Line line(PlannedChange change, String reader, Locale locale) {
        var open = change.state() == State.PLANNED;
        var trouble = open
                ? planned.obstacle(change)
                        .map(refused -> words.of("county.ahead.obstacle", locale, words.refusal(refused, locale)))
                        .orElse(null)
                : change.refused() == null ? null : words.refusal(change.refused(), locale);
        return new Line(
                change,
                what(change.wish(), rights.administers(reader), locale),
                organization.personName(change.by()),
                words.minute(change.at()),
                state(change, locale),
                trouble,
                open && mayTakeBack(change.wish().act(), reader));
    }

    private String state(PlannedChange change, Locale locale) {
        if (planned.waitsForConsent(change)) {
            return words.of("county.ahead.consent", locale);
        }
        var late = change.state() == State.PLANNED
                && change.wish().day().isBefore(LocalDate.ofInstant(clock.instant(), clock.getZone()));
        return words.of(late ? "county.ahead.late" : "county.ahead.state." + change.state(), locale);
    }

    private boolean mayTakeBack(Act act, String reader) {
        return switch (act) {
            case ADD_UNIT, CHANGE_UNIT -> rights.maySetUp(reader);
            case CLOSE_UNIT -> rights.isOffice(reader);
            case CHANGE_PERSON, GIVE_DUTY, TAKE_DUTY, LEAVE -> rights.administers(reader);
        };
    }

    /** In a sentence; mail and phone only for those who keep them. */
    String what(CountyCommand wish, boolean contacts, Locale locale) {
        var name = wish.act().subject() == Subject.PERSON
                ? organization.personName(wish.key())
                : wish.act() == Act.ADD_UNIT ? wish.name() : unitName(wish.key());
        var details = new ArrayList<String>();
        switch (wish.act()) {
            case ADD_UNIT -> {
                details.add(wish.key());
                details.add(words.of("organization.group." + wish.group(), locale));
            }
            case GIVE_DUTY, TAKE_DUTY ->
                details.add((wish.unit() == null ? "" : unitName(wish.unit()) + " ")
                        + words.of("organization.duty." + wish.duty(), locale));
            case CLOSE_UNIT -> {
                if (wish.unit() != null) {
                    details.add(words.of("county.ahead.heir", locale, unitName(wish.unit())));
                    var others = joined(
                            wish.succession().heirs().stream()
                                    .filter(heir -> !heir.equals(wish.unit()))
                                    .map(this::unitName),
                            locale);
                    if (!others.isEmpty()) {
                        details.add(words.of("county.ahead.heirs", locale, others));
                    }
                }
            }
            case CHANGE_UNIT, CHANGE_PERSON -> {
                add(details, "county.ahead.name", wish.name(), locale);
                if (wish.group() != null) {
                    details.add(words.of("organization.group." + wish.group(), locale));
                }
                add(details, "county.ahead.unit", wish.unit() == null ? null : unitName(wish.unit()), locale);
                if (contacts) {
                    add(details, "county.ahead.email", wish.email(), locale);
                    add(details, "county.ahead.phone", wish.phone(), locale);
                } else if (wish.email() != null || wish.phone() != null) {
                    details.add(words.of("county.ahead.contacts", locale));
                }
            }
            case LEAVE -> {}
        }
        return words.of("county.ahead.act." + wish.act(), locale, name, joined(details.stream(), locale));
    }

    private void add(List<String> details, String key, String value, Locale locale) {
        if (value != null) {
            details.add(words.of(key, locale, value));
        }
    }

    /** Units that do not exist yet, to which somebody or something may be meant to go. */
    public List<CountyCommand> unitsToCome() {
        return planned.toCome().stream()
                .map(PlannedChange::wish)
                .filter(wish -> wish.act() == Act.ADD_UNIT)
                .toList();
    }

    /** Also of a unit that is only to come. */
    private String unitName(String code) {
        return organization
                .unit(code)
                .map(Unit::name)
                .orElseGet(() -> unitsToCome().stream()
                        .filter(wish -> wish.key().equals(code))
                        .map(CountyCommand::name)
                        .findFirst()
                        .orElse(code));
    }

    /** What it would do if it took effect today. */
    List<String> effects(CountyCommand wish, Locale locale) {
        var effects = new ArrayList<String>();
        switch (wish.act()) {
            case ADD_UNIT -> effects.add(words.of("county.ahead.see.new", locale));
            case CHANGE_UNIT -> effects.add(words.of("county.unit.change.lead", locale));
            case CLOSE_UNIT -> closing(wish, effects, locale);
            case CHANGE_PERSON -> {
                var kept = organization.ownDutiesOf(wish.key()).stream()
                        .filter(held -> held.unit() != null && !held.unit().equals(wish.unit()))
                        .map(held -> said(held, locale))
                        .toList();
                effects.add(
                        wish.unit() == null || kept.isEmpty()
                                ? words.of("county.ahead.see.duties-stay", locale)
                                : words.of("county.ahead.see.duties-kept", locale, joined(kept.stream(), locale)));
            }
            case GIVE_DUTY -> given(wish, effects, locale);
            case TAKE_DUTY -> {
                var held = new HeldDuty(wish.duty(), wish.unit());
                effects.add(
                        organization.holdsAlone(held)
                                ? words.of("county.person.alone", locale)
                                : words.of("county.ahead.see.others-hold", locale));
            }
            case LEAVE -> {
                var end = county.endOfPerson(wish.key());
                effects.add(words.of("county.person.leave.does", locale, end.claimed()));
                end.alone()
                        .forEach(
                                held -> effects.add(words.of("county.person.leave.alone", locale, said(held, locale))));
            }
        }
        return effects;
    }

    /** What each would get if the unit were closed so today. */
    public List<String> shares(String code, Succession succession, Locale locale) {
        return county.shared(code, succession).entrySet().stream()
                .map(each -> words.of(
                        "county.share.gets",
                        locale,
                        unitName(each.getKey()),
                        each.getValue().work().clues(),
                        each.getValue().work().tasks(),
                        each.getValue().people(),
                        each.getValue().places()))
                .toList();
    }

    private void closing(CountyCommand wish, List<String> effects, Locale locale) {
        var succession = wish.succession();
        if (wish.shares().isEmpty()) {
            var end = county.endOfUnit(wish.key());
            effects.add(
                    end.nothing()
                            ? words.of("county.unit.end.nothing", locale)
                            : words.of(
                                    "county.unit.end",
                                    locale,
                                    end.work().clues(),
                                    end.work().tasks(),
                                    end.people(),
                                    end.places()));
        } else {
            effects.addAll(shares(wish.key(), succession, locale));
        }
        for (var heir : succession.heirs()) {
            var leads = names(organization.peopleWith(Duty.UNIT_LEADER, heir).stream(), locale);
            var comes = names(
                    organization.peopleWith(Duty.UNIT_LEADER, wish.key()).stream()
                            .filter(person -> heir.equals(succession.heirOf(Part.PERSON, person.username()))),
                    locale);
            if (!leads.isEmpty() && !comes.isEmpty()) {
                effects.add(words.of("county.ahead.see.leader", locale, unitName(heir), leads, comes));
            } else if (leads.isEmpty() && comes.isEmpty()) {
                effects.add(words.of("county.ahead.see.leaderless", locale, unitName(heir)));
            }
        }
    }

    private String names(Stream<Person> people, Locale locale) {
        return joined(people.map(Person::name), locale);
    }

    private String joined(Stream<String> parts, Locale locale) {
        return parts.reduce((one, other) -> words.of("county.ahead.and", locale, one, other))
                .orElse("");
    }

    private void given(CountyCommand wish, List<String> effects, Locale locale) {
        var others = names(organization.peopleWith(wish.duty(), wish.unit()).stream(), locale);
        effects.add(
                others.isEmpty()
                        ? words.of("county.ahead.see.first", locale)
                        : words.of("county.ahead.see.beside", locale, others));
        if (wish.duty().guardsSecret() && !others.isEmpty()) {
            effects.add(
                    wish.duty() == Duty.REPORT_DESK
                            ? words.of("county.ahead.see.desk", locale)
                            : words.of(
                                    "county.ahead.see.guarded",
                                    locale,
                                    guarded.waitingTime().toHours()));
        }
    }

    private String said(HeldDuty held, Locale locale) {
        return (held.unit() == null ? "" : organization.unitName(held.unit()) + " ")
                + words.of("organization.duty." + held.duty(), locale);
    }
}
