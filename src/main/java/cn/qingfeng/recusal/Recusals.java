package cn.qingfeng.recusal;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.Pairs;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.KeepingOut;
import cn.qingfeng.clue.timeline.AnswerSheet;
import cn.qingfeng.clue.timeline.AnswerSheets;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.Right;
import cn.qingfeng.organization.event.DutyAssigned;
import cn.qingfeng.organization.event.PersonChanged;
import cn.qingfeng.text.Names;
import cn.qingfeng.text.Names.Sureness;
import cn.qingfeng.text.Normal;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 回避: who must keep out of a clue, because it names them or because of a conflict of interest (rule R4; Civil Servant Law 76),
 * and, where a clue is about the office itself, the office's own people. Whoever is kept out does not see the clue
 * ({@link ClueAccess}) and does nothing in it.
 */
@Component
@Transactional(readOnly = true)
public class Recusals implements KeepingOut {

    /** The longest reason. */
    public static final int LONGEST = 500;

    /** The office is the house of its head: a grader may be lent by another house, which is then no office. */
    static final Duty OF_THE_OFFICE = Duty.OFFICE_HEAD;

    /** Whoever judges clues for the county, and so cannot judge one about the own house. */
    private static final Set<Duty> KEPT_OUT_OF_OWN =
            EnumSet.of(Duty.GRADER, Duty.OFFICE_HEAD, Duty.CALLER, Duty.WINDOW_CLERK, Duty.SUPERVISOR, Duty.DISCIPLINE);

    /** Whose name is looked for in every clue, because any clue may come to them. */
    private static final Set<Duty> JUDGING = Right.WORK_ON_CLUE.anyhow();

    private static final Set<ClueKind> APPEALS = EnumSet.complementOf(EnumSet.of(ClueKind.REPORT));

    /** The field of the registration form in which the people stand whom a clue names. */
    private static final String NAMED_PEOPLE = "namedPeople";

    private final JdbcTemplate jdbc;
    private final EntityManager entities;
    private final Organization organization;
    private final Timeline timeline;
    private final AnswerSheets sheets;
    private final Pairs pairs;
    private final RecusalRegister register;
    private final ApplicationEventPublisher events;

    Recusals(
            JdbcTemplate jdbc,
            EntityManager entities,
            Organization organization,
            Timeline timeline,
            AnswerSheets sheets,
            Pairs pairs,
            RecusalRegister register,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.organization = organization;
        this.timeline = timeline;
        this.sheets = sheets;
        this.pairs = pairs;
        this.register = register;
        this.events = events;
    }

    /** The numbers of the clues that this person is kept out of. */
    @Override
    public Set<String> cluesOf(String username) {
        var numbers = register.cluesOf(username);
        organization
                .person(username)
                .map(Person::unit)
                .filter(unit -> isOffice(unit) && keepsOutOfOwn(username))
                .ifPresent(unit -> numbers.addAll(aboutHouse(unit)));
        return numbers;
    }

    /** The user names of those kept out of this clue. */
    public Set<String> of(ClueNumber number) {
        var clue = entities.find(Clue.class, number.value());
        if (clue == null) {
            // A process of its owner's own may carry the number of no clue: nobody is kept out of that.
            return new TreeSet<>();
        }
        var names = register.of(number).stream()
                .filter(recusal -> recusal.cause() != RecusalCause.CLEARED)
                .filter(recusal -> recusal.cause() != RecusalCause.POSSIBLE
                        || clue.dispatchedAt().isPresent())
                .map(Recusal::username)
                .collect(Collectors.toCollection(TreeSet::new));
        var content = clue.content();
        if (content.kind() != ClueKind.REPORT && content.concernedUnit() != null && isOffice(content.concernedUnit())) {
            organization.peopleIn(content.concernedUnit()).stream()
                    .map(Person::username)
                    .filter(this::keepsOutOfOwn)
                    .forEach(names::add);
        }
        return names;
    }

    /** Whether a clue about this unit is about the office that grades and dispatches. */
    public boolean isOffice(String unit) {
        return organization.houses(OF_THE_OFFICE).contains(unit);
    }

    /** The numbers of the clues about a unit, or about one in whose place it stands. */
    private List<String> aboutHouse(String unit) {
        return organization.withPredecessors(Set.of(unit)).stream()
                .flatMap(
                        code -> jdbc
                                .queryForList(
                                        "select clue_number from clue where concerned_unit = ?", String.class, code)
                                .stream())
                .toList();
    }

    private boolean keepsOutOfOwn(String username) {
        return organization.dutiesOf(username).stream()
                .anyMatch(held ->
                        KEPT_OUT_OF_OWN.contains(held.duty()) || held.duty().perUnit());
    }

    /** The open clues that somebody is kept out of: their tasks are offered person by person. */
    public Set<ClueNumber> open() {
        var numbers = Stream.concat(
                        register.all().stream(),
                        organization.peopleWith(OF_THE_OFFICE).stream()
                                .map(Person::unit)
                                .distinct()
                                .flatMap(unit -> aboutHouse(unit).stream()))
                .distinct()
                .toList();
        if (numbers.isEmpty()) {
            return Set.of();
        }
        return entities.createQuery(
                        "select c.number from Clue c where c.number in :numbers and c.status in :open", String.class)
                .setParameter("numbers", numbers)
                .setParameter("open", ClueStatus.open())
                .getResultStream()
                .map(ClueNumber::of)
                .collect(Collectors.toSet());
    }

    /** Everybody who is kept out by name, by declaration or by the office, and those about whom the office is to decide. */
    public List<Recusal> all(ClueNumber number) {
        return register.of(number).stream()
                .filter(recusal -> recusal.cause() != RecusalCause.CLEARED && recusal.cause() != RecusalCause.APART)
                .toList();
    }

    /** Those about whom the office is to decide. */
    public List<Recusal> undecided(ClueNumber number) {
        return register.of(number).stream()
                .filter(recusal -> recusal.cause() == RecusalCause.POSSIBLE)
                .toList();
    }

    /** Whether somebody keeps out of an appeal without a word. */
    public boolean anybodyApart(ClueNumber number) {
        return register.of(number).stream().anyMatch(recusal -> recusal.cause() == RecusalCause.APART);
    }

    /**
     * Looks among the people of the product for those whom a new clue names: everybody among the named people, and whoever
     * works in the unit concerned or judges clues for the county in the texts as well. Whoever is named in full among the
     * named people and bears that name alone in the unit concerned is kept out; of everybody else who may be meant the
     * office decides.
     *
     * @param names as they were filled in; may be null
     */
    @Transactional
    public void named(ClueNumber number, String names) {
        var clue = clue(number);
        var concerned = clue.content().concernedUnit();
        var told = Told.of(clue, names);
        register.begins(number);
        var near = new TreeMap<String, Person>();
        (concerned == null ? organization.peopleWith(JUDGING) : organization.peopleOfOrWith(concerned, JUDGING))
                .forEach(each -> near.put(each.username(), each));
        var all = new TreeMap<>(near);
        if (!told.names().text().isBlank()) {
            organization.activePeople().forEach(each -> all.put(each.username(), each));
        }
        if (look(clue, told, all.values(), near.keySet())) {
            events.publishEvent(new Recused(number));
        }
    }

    /**
     * Looks once more, among the people of a unit that the clue is, or is to be, given to, before a task there begins.
     * Whoever is found is unclear, and keeps out of a dispatched clue until the office has decided.
     */
    @Transactional
    @Override
    public void given(ClueNumber number, Collection<String> units) {
        var clue = clue(number);
        var near = peopleOf(units);
        var all = withEnded(clue).toList();
        look(clue, told(all), near, near.stream().map(Person::username).collect(Collectors.toSet()));
        lookApart(clue, all, near);
    }

    private void lookApart(Clue clue, List<Clue> withEnded, Collection<Person> people) {
        withEnded.stream()
                .filter(each -> each.content().kind() != ClueKind.REPORT)
                .flatMap(each -> pairs.reportsOf(each.number()).stream())
                .forEach(report -> apart(clue, Told.of(clue(report), namesOn(report)), people));
    }

    /**
     * A clue went into another one: whoever kept out of it keeps out of that as well, and whom its words name is looked for
     * among those who have that one in hand. Who was let in again stays a question there, because that was said of other words.
     *
     * @throws Refusal conflict, when nobody of the desk would be left for a report
     */
    @Transactional
    @Override
    public void takenAlong(ClueNumber ended, ClueNumber into) {
        var clue = clue(into);
        var kind = clue.content().kind();
        var undecided = undecided(into).size();
        register.of(ended).stream()
                .filter(each -> each.cause() != RecusalCause.CLEARED)
                .forEach(each -> {
                    if (kind == ClueKind.REPORT
                            && each.cause() != RecusalCause.POSSIBLE
                            && leavesNobody(into, each.username())) {
                        throw Refusal.conflict("recusal.desk-empty");
                    }
                    if (kind != ClueKind.REPORT || each.cause() != RecusalCause.APART) {
                        keep(into, each.username(), each.cause(), each.reason(), Timeline.SYSTEM);
                    }
                });
        var units = new TreeSet<>(clue.assistUnits());
        clue.leadUnit().or(clue::proposedUnit).ifPresent(units::add);
        entities.flush();
        given(into, units);
        if (!clue.status().isEnd()) {
            if (undecided(into).size() > undecided) {
                events.publishEvent(new PerhapsNamed(into));
            }
            events.publishEvent(new Recused(into));
        }
    }

    /** The clue and those that went into it, over as many steps as it took: what any of them says is said of it. */
    private Stream<Clue> withEnded(Clue clue) {
        return Stream.concat(
                Stream.of(clue),
                entities
                        .createQuery("select c from Clue c where c.linkedTo = :number order by c.number", Clue.class)
                        .setParameter("number", clue.number().value())
                        // What this transaction ended was written before it asks (takenAlong); else nothing waits for
                        // it.
                        .setFlushMode(FlushModeType.COMMIT)
                        .getResultList()
                        .stream()
                        .flatMap(this::withEnded));
    }

    private Told told(List<Clue> all) {
        return new Told(
                Normal.of(all.stream().map(each -> namesOn(each.number())).collect(Collectors.joining("\n"))),
                all.stream()
                        .flatMap(each -> Told.of(each, null).texts().stream())
                        .toList());
    }

    /**
     * Keeps out of an appeal, without a word, whom the report names that was told with it or in a call about it: whoever is
     * accused must not handle the matter either, and nobody may learn from the appeal that there is a report. Tasks that wait
     * are offered past the person.
     */
    @Transactional
    public void namedApart(ClueNumber appeal, ClueNumber report, String names) {
        var clue = clue(appeal);
        var units = new TreeSet<>(clue.assistUnits());
        clue.leadUnit().ifPresent(units::add);
        Optional.ofNullable(clue.content().concernedUnit()).ifPresent(units::add);
        var near = new ArrayList<>(organization.peopleWith(JUDGING));
        near.addAll(peopleOf(units));
        apart(clue, Told.of(clue(report), names), near);
        events.publishEvent(new Recused(appeal));
    }

    /**
     * Looks through what a reporter adds later: whoever judges it or works in one of its units and is named there in full keeps
     * out until the office has decided. By less than the name nobody is kept out: people write of whom they talk to.
     */
    @Transactional
    public void writtenLater(ClueNumber number, String text) {
        var clue = clue(number);
        if (clue.status().isEnd()) {
            return;
        }
        var units = new TreeSet<>(clue.assistUnits());
        clue.leadUnit().ifPresent(units::add);
        Optional.ofNullable(clue.content().concernedUnit()).ifPresent(units::add);
        var near = new TreeMap<String, Person>();
        peopleOf(units).forEach(each -> near.put(each.username(), each));
        organization.peopleWith(JUDGING).forEach(each -> near.put(each.username(), each));
        var written = Normal.of(text);
        near.values()
                .removeIf(person ->
                        Names.of(person.name(), written).stream().allMatch(hit -> hit.sureness() == Sureness.PART));
        if (look(clue, Told.ofText(written), near.values(), near.keySet())) {
            events.publishEvent(new Recused(number));
        }
    }

    private void apart(Clue clue, Told told, Collection<Person> people) {
        people.stream()
                .filter(person -> told.mentions(person.name()))
                .forEach(person -> keep(clue.number(), person.username(), RecusalCause.APART, null, Timeline.SYSTEM));
    }

    /** Somebody comes to a unit, or to judging clues for the county: what is open and may come to them may name them. */
    @EventListener
    @Order(0)
    @Transactional
    public void on(DutyAssigned assigned) {
        var held = Duty.ofGroup(assigned.groupId());
        var person = organization.person(assigned.username());
        if (held.isEmpty() || person.isEmpty()) {
            return;
        }
        var duty = held.get().duty();
        if (duty.perUnit()) {
            lookFor(person.get(), openAt(held.get().unit()), Set.of(held.get().unit()));
        } else if (JUDGING.contains(duty)) {
            lookFor(person.get(), open(duty == Duty.REPORT_DESK ? EnumSet.of(ClueKind.REPORT) : APPEALS), Set.of());
        }
    }

    /** Somebody has another name now: what is open may tell of it. Whoever was found by the old one stays found. */
    @EventListener
    @Order(0)
    @Transactional
    public void on(PersonChanged changed) {
        organization.person(changed.username()).filter(Person::active).ifPresent(person -> {
            var units = new TreeSet<>(organization.unitsOf(List.of(person.username())));
            units.add(person.unit());
            var kinds =
                    organization.holds(person.username(), Duty.REPORT_DESK) ? EnumSet.allOf(ClueKind.class) : APPEALS;
            lookFor(person, open(kinds), units);
        });
    }

    private List<String> openAt(String unit) {
        return entities.createQuery(
                        "select distinct c.number from Clue c left join c.assistUnits a where c.status in :open"
                                + " and (c.leadUnit = :unit or a = :unit or c.content.concernedUnit = :unit)",
                        String.class)
                .setParameter("unit", unit)
                .setParameter("open", ClueStatus.open())
                .getResultList();
    }

    private List<String> open(Set<ClueKind> kinds) {
        return entities.createQuery(
                        "select c.number from Clue c where c.status in :open and c.content.kind in :kinds",
                        String.class)
                .setParameter("open", ClueStatus.open())
                .setParameter("kinds", kinds)
                .getResultList();
    }

    /** @param units the units whose clues are near to the person; whoever judges is near to every clue */
    private void lookFor(Person person, Collection<String> numbers, Set<String> units) {
        if (numbers.isEmpty()) {
            return;
        }
        var judges = organization.dutiesOf(person.username()).stream().anyMatch(held -> JUDGING.contains(held.duty()));
        for (var number : numbers) {
            var clue = clue(ClueNumber.of(number));
            var near = judges || isAt(clue, units) ? Set.of(person.username()) : Set.<String>of();
            var all = withEnded(clue).toList();
            if (look(clue, told(all), List.of(person), near)) {
                events.publishEvent(new Recused(clue.number()));
            }
            if (!near.isEmpty()) {
                lookApart(clue, all, List.of(person));
            }
        }
    }

    private static boolean isAt(Clue clue, Set<String> units) {
        return Stream.concat(
                        Stream.of(clue.leadUnit().orElse(null), clue.content().concernedUnit()),
                        clue.assistUnits().stream())
                .anyMatch(unit -> unit != null && units.contains(unit));
    }

    /**
     * Asks before a dispatch that the office has decided about everybody whom the clue may name.
     *
     * @throws Refusal conflict, while it has not
     */
    @Override
    public void requireDecided(ClueNumber number) {
        var open = undecided(number);
        if (!open.isEmpty()) {
            throw Refusal.conflict("recusal.undecided", number, open.size());
        }
    }

    private String namesOn(ClueNumber number) {
        return sheets.of(number).stream()
                .flatMap(sheet -> sheets.on(sheet).stream())
                .filter(answer -> answer.key().equals(NAMED_PEOPLE))
                .map(AnswerSheet.Answer::text)
                .filter(text -> text != null)
                .collect(Collectors.joining("\n"));
    }

    /** Who works in one of these units, or for it. */
    private List<Person> peopleOf(Collection<String> units) {
        return units.stream()
                .flatMap(unit -> organization.peopleOf(unit).stream())
                .collect(Collectors.toMap(Person::username, person -> person, (one, same) -> one, TreeMap::new))
                .values()
                .stream()
                .toList();
    }

    /**
     * @param near whose names are looked for in the texts too, and in part
     * @return whether anybody was found
     */
    private boolean look(Clue clue, Told told, Collection<Person> people, Set<String> near) {
        var before = clue.steps();
        var undecided = undecided(clue.number()).size();
        for (var person : people) {
            var found = told.find(person.name(), near.contains(person.username()));
            if (found == Told.Finding.NOBODY) {
                continue;
            }
            var cause = found == Told.Finding.BY_NAME && isAloneOfThatName(person, clue)
                    ? RecusalCause.NAMED
                    : unclear(clue, person);
            keep(clue.number(), person.username(), cause, null, Timeline.SYSTEM);
        }
        if (undecided(clue.number()).size() > undecided) {
            events.publishEvent(new PerhapsNamed(clue.number()));
        }
        return clue.steps() != before;
    }

    private boolean isAloneOfThatName(Person person, Clue clue) {
        var concerned = clue.content().concernedUnit();
        return concerned != null
                && peopleOf(List.of(concerned)).stream()
                        .filter(other -> Names.same(other.name(), person.name()))
                        .map(Person::username)
                        .toList()
                        .equals(List.of(person.username()));
    }

    /** A report goes to no unit, so that nobody would decide in time: who of its desk may be named leaves it to the other. */
    private RecusalCause unclear(Clue clue, Person person) {
        return clue.content().kind() == ClueKind.REPORT
                        && organization.holds(person.username(), Duty.REPORT_DESK)
                        && !leavesNobody(clue.number(), person.username())
                ? RecusalCause.NAMED
                : RecusalCause.POSSIBLE;
    }

    /** Somebody who sees the clue, or whose task it is, says that there is a conflict. */
    @Transactional
    public void declare(ClueNumber number, String username, String reason) {
        add(number, username, RecusalCause.DECLARED, reason, username);
    }

    /**
     * The office keeps somebody out, or decides that a name means this person.
     *
     * @throws Refusal when it is not {@code by}'s to say, or the person is unknown
     */
    @Transactional
    public void set(ClueNumber number, String username, String reason, String by) {
        requireSetting(number, by);
        if (organization.person(username).filter(Person::active).isEmpty()) {
            throw Refusal.invalid("recusal.person-unknown");
        }
        add(number, username, RecusalCause.SET, reason, by);
    }

    /** The office lets somebody in again: the name meant another person, or there is no conflict. */
    @Transactional
    public void lift(ClueNumber number, String username, String reason, String by) {
        requireSetting(number, by);
        requireReason(reason);
        if (username.equals(by)) {
            throw Refusal.forbidden("recusal.own");
        }
        if (all(number).stream().noneMatch(recusal -> recusal.username().equals(username))) {
            throw Refusal.notFound("recusal.none");
        }
        register.put(number, username, isReport(number), RecusalCause.CLEARED, reason.strip());
        enter(number, by, TimelineAction.RECUSAL_LIFTED, username, reason.strip());
        events.publishEvent(new Recused(number));
    }

    /** Whether this person, who sees the clue, says who keeps out: the heads, of a report against a person its desk. */
    public boolean maySet(ClueNumber number, String username) {
        var report = isReport(number);
        var setting = report ? Right.SET_RECUSAL.ofReports() : Right.SET_RECUSAL.duties();
        return !of(number).contains(username)
                && organization.dutiesOf(username).stream().anyMatch(held -> setting.contains(held.duty()));
    }

    private void requireSetting(ClueNumber number, String by) {
        if (!maySet(number, by)) {
            throw Refusal.forbidden("recusal.forbidden");
        }
    }

    private void add(ClueNumber number, String username, RecusalCause cause, String reason, String by) {
        requireReason(reason);
        var clue = clue(number);
        if (clue.status().isEnd()) {
            throw Refusal.conflict("clue.status.wrong", number, Refusal.word("clue.status." + clue.status()));
        }
        if (clue.content().kind() == ClueKind.REPORT && leavesNobody(number, username)) {
            throw Refusal.conflict("recusal.desk-empty");
        }
        keep(number, username, cause, reason.strip(), by);
        events.publishEvent(new Recused(number));
    }

    private boolean leavesNobody(ClueNumber number, String username) {
        var out = of(number);
        return organization.peopleWith(Duty.REPORT_DESK).stream()
                .map(Person::username)
                .allMatch(officer -> officer.equals(username) || out.contains(officer));
    }

    private static void requireReason(String reason) {
        if (reason == null || reason.isBlank()) {
            throw Refusal.invalid("recusal.reason-missing");
        }
        if (reason.length() > LONGEST) {
            throw Refusal.invalid("recusal.reason-long", LONGEST);
        }
    }

    /** One row per person and clue: what is said last holds, but nothing found makes a decision weaker. */
    private void keep(ClueNumber number, String username, RecusalCause cause, String reason, String by) {
        var known = register.cause(number, username, isReport(number));
        if (known.filter(earlier -> earlier.holdsAgainst(cause)).isPresent()) {
            return;
        }
        register.put(number, username, isReport(number), cause, reason);
        if (cause != RecusalCause.APART) {
            enter(
                    number,
                    by,
                    cause == RecusalCause.POSSIBLE ? TimelineAction.PERHAPS_NAMED : TimelineAction.RECUSED,
                    username,
                    reason);
        }
    }

    /** The name goes into the reason, which units do not read and which a report against a person has sealed. */
    private void enter(ClueNumber number, String by, TimelineAction act, String username, String reason) {
        timeline.enter(
                clue(number),
                by,
                act,
                null,
                null,
                Stream.of(Optional.of(organization.personName(username)), Optional.ofNullable(reason))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" · ")));
    }

    private boolean isReport(ClueNumber number) {
        return clue(number).content().kind() == ClueKind.REPORT;
    }

    private Clue clue(ClueNumber number) {
        return Optional.ofNullable(entities.find(Clue.class, number.value()))
                .orElseThrow(() -> Refusal.notFound("clue.unknown", number));
    }
}
