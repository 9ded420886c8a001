package cn.qingfeng.recusal;

import cn.qingfeng.PerTransaction;
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
import cn.qingfeng.keys.Keys;
import cn.qingfeng.keys.SealedColumn;
import cn.qingfeng.keys.Sealer;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.Right;
import cn.qingfeng.organization.event.DutyAssigned;
import cn.qingfeng.organization.event.PersonChanged;
import cn.qingfeng.text.Names;
import cn.qingfeng.text.Names.Sureness;
import cn.qingfeng.text.Normal;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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

    /** Why somebody is kept out. Words for readers: {@code recusal.cause.<NAME>}. */
    public enum Cause {
        /** The clue names the person. */
        NAMED,
        /** The person said so. */
        DECLARED,
        /** The office said so. */
        SET,
        /**
         * The clue may name the person. The office decides before the clue is dispatched; of whom it finds only then, or
         * later, it decides as well, and until it has the person keeps out.
         */
        POSSIBLE,
        /** The office has decided that the clue does not mean the person. */
        CLEARED,
        /** A report that was told with this appeal names the person: kept out without a word, or the word would tell of it. */
        APART
    }

    /** Somebody kept out, or perhaps to be. */
    public record Recusal(String username, Cause cause, String reason) {}

    /** What lies sealed beside the token. */
    record Box(String username, String reason) {}

    static final String PURPOSE = "recusal";

    /** The longest reason. */
    public static final int LONGEST = 500;

    /** The office is the house of its head: a grader may be lent by another house, which is then no office. */
    private static final Duty OF_THE_OFFICE = Duty.OFFICE_HEAD;

    /** Whoever judges clues for the county, and so cannot judge one about the own house. */
    private static final Set<Duty> KEPT_OUT_OF_OWN =
            EnumSet.of(Duty.GRADER, Duty.OFFICE_HEAD, Duty.CALLER, Duty.WINDOW_CLERK, Duty.SUPERVISOR, Duty.DISCIPLINE);

    /** Whose name is looked for in every clue, because any clue may come to them. */
    private static final Set<Duty> JUDGING = Right.WORK_ON_CLUE.anyhow();

    private static final Set<ClueKind> APPEALS = EnumSet.complementOf(EnumSet.of(ClueKind.REPORT));

    /** The field of the registration form in which the people stand whom a clue names. */
    private static final String NAMED_PEOPLE = "namedPeople";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcTemplate jdbc;
    private final EntityManager entities;
    private final Organization organization;
    private final Timeline timeline;
    private final AnswerSheets sheets;
    private final Pairs pairs;
    private final Sealer sealer;
    private final ApplicationEventPublisher events;
    private final SecretKeySpec key;
    private final PerTransaction<ClueNumber, List<Recusal>> known = new PerTransaction<>();

    Recusals(
            JdbcTemplate jdbc,
            EntityManager entities,
            Organization organization,
            Timeline timeline,
            AnswerSheets sheets,
            Pairs pairs,
            Sealer sealer,
            ApplicationEventPublisher events,
            Keys keys) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.organization = organization;
        this.timeline = timeline;
        this.sheets = sheets;
        this.pairs = pairs;
        this.sealer = sealer;
        this.events = events;
        this.key = new SecretKeySpec(keys.forPurpose(PURPOSE), "HmacSHA256");
    }

    /** The numbers of the clues that this person is kept out of. */
    @Override
    public Set<String> cluesOf(String username) {
        var numbers = new TreeSet<>(jdbc.queryForList(
                "select r.clue_number from recusal r join clue c on c.clue_number = r.clue_number"
                        + " where r.person_token in (?, ?) and r.cause <> ? and (r.cause <> ? or c.dispatched_at is not null)",
                String.class,
                token(username, true),
                token(username, false),
                Cause.CLEARED.name(),
                Cause.POSSIBLE.name()));
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
        var names = rows(number).stream()
                .filter(recusal -> recusal.cause() != Cause.CLEARED)
                .filter(recusal ->
                        recusal.cause() != Cause.POSSIBLE || clue.dispatchedAt().isPresent())
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
                        jdbc
                                .queryForList(
                                        "select distinct clue_number from recusal where cause <> ?",
                                        String.class,
                                        Cause.CLEARED.name())
                                .stream(),
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
        return rows(number).stream()
                .filter(recusal -> recusal.cause() != Cause.CLEARED && recusal.cause() != Cause.APART)
                .toList();
    }

    /** Those about whom the office is to decide. */
    public List<Recusal> undecided(ClueNumber number) {
        return rows(number).stream()
                .filter(recusal -> recusal.cause() == Cause.POSSIBLE)
                .toList();
    }

    /** Whether somebody keeps out of an appeal without a word. */
    public boolean anybodyApart(ClueNumber number) {
        return rows(number).stream().anyMatch(recusal -> recusal.cause() == Cause.APART);
    }

    private List<Recusal> rows(ClueNumber number) {
        return known.get(number, this::read);
    }

    private List<Recusal> read(ClueNumber number) {
        return jdbc
                .query(
                        "select id, cause, sealed from recusal where clue_number = ?",
                        (row, at) -> {
                            var box = open(row.getString(1), row.getString(3));
                            return new Recusal(box.username(), Cause.valueOf(row.getString(2)), box.reason());
                        },
                        number.value())
                .stream()
                .sorted(Comparator.comparing(Recusal::username))
                .toList();
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
        var told = told(clue, names);
        var near = new TreeMap<String, Person>();
        peopleOf(concerned == null ? List.of() : List.of(concerned)).forEach(each -> near.put(each.username(), each));
        organization.peopleWith(JUDGING).forEach(each -> near.put(each.username(), each));
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
                .forEach(report -> apart(clue, told(clue(report), namesOn(report)), people));
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
        rows(ended).stream().filter(each -> each.cause() != Cause.CLEARED).forEach(each -> {
            if (kind == ClueKind.REPORT && each.cause() != Cause.POSSIBLE && leavesNobody(into, each.username())) {
                throw Refusal.conflict("recusal.desk-empty");
            }
            if (kind != ClueKind.REPORT || each.cause() != Cause.APART) {
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
                all.stream().flatMap(each -> told(each, null).texts().stream()).toList());
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
        apart(clue, told(clue(report), names), near);
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
        if (look(clue, new Told(Normal.of(null), List.of(written)), near.values(), near.keySet())) {
            events.publishEvent(new Recused(number));
        }
    }

    private void apart(Clue clue, Told told, Collection<Person> people) {
        people.stream()
                .filter(person -> Stream.concat(Stream.of(told.names()), told.texts().stream())
                        .anyMatch(text -> !Names.of(person.name(), text).isEmpty()))
                .forEach(person -> keep(clue.number(), person.username(), Cause.APART, null, Timeline.SYSTEM));
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

    /** Where somebody may be named, in normal form. */
    private record Told(Normal names, List<Normal> texts) {}

    private static Told told(Clue clue, String names) {
        var content = clue.content();
        return new Told(
                Normal.of(names),
                Stream.of(content.title(), content.narrative(), content.request(), content.matter(), content.place())
                        .map(Normal::of)
                        .toList());
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
            var inNames = Names.of(person.name(), told.names()).stream()
                    .filter(hit -> hit.sureness() != Sureness.PART || near.contains(person.username()))
                    .toList();
            if (inNames.stream().anyMatch(hit -> hit.sureness() == Sureness.WHOLE) && isAloneOfThatName(person, clue)) {
                keep(clue.number(), person.username(), Cause.NAMED, null, Timeline.SYSTEM);
            } else if (!inNames.isEmpty() || near.contains(person.username()) && isIn(told.texts(), person)) {
                keep(clue.number(), person.username(), unclear(clue, person), null, Timeline.SYSTEM);
            }
        }
        if (undecided(clue.number()).size() > undecided) {
            events.publishEvent(new PerhapsNamed(clue.number()));
        }
        return clue.steps() != before;
    }

    private static boolean isIn(List<Normal> texts, Person person) {
        return texts.stream().anyMatch(text -> !Names.of(person.name(), text).isEmpty());
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
    private Cause unclear(Clue clue, Person person) {
        return clue.content().kind() == ClueKind.REPORT
                        && organization.holds(person.username(), Duty.REPORT_DESK)
                        && !leavesNobody(clue.number(), person.username())
                ? Cause.NAMED
                : Cause.POSSIBLE;
    }

    /** Somebody who sees the clue, or whose task it is, says that there is a conflict. */
    @Transactional
    public void declare(ClueNumber number, String username, String reason) {
        add(number, username, Cause.DECLARED, reason, username);
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
        add(number, username, Cause.SET, reason, by);
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
        put(number, username, Cause.CLEARED, reason.strip());
        enter(number, by, TimelineAction.RECUSAL_LIFTED, username, reason.strip());
        events.publishEvent(new Recused(number));
    }

    /** Whether this person, who sees the clue, says who keeps out: the heads, of a report against a person its desk. */
    public boolean maySet(ClueNumber number, String username) {
        var report = clue(number).content().kind() == ClueKind.REPORT;
        var setting = report ? Right.SET_RECUSAL.ofReports() : Right.SET_RECUSAL.duties();
        return !of(number).contains(username)
                && organization.dutiesOf(username).stream().anyMatch(held -> setting.contains(held.duty()));
    }

    private void requireSetting(ClueNumber number, String by) {
        if (!maySet(number, by)) {
            throw Refusal.forbidden("recusal.forbidden");
        }
    }

    private void add(ClueNumber number, String username, Cause cause, String reason, String by) {
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
    private void keep(ClueNumber number, String username, Cause cause, String reason, String by) {
        var token = token(username, clue(number).content().kind() == ClueKind.REPORT);
        var known = jdbc
                .queryForList(
                        "select cause from recusal where clue_number = ? and person_token = ?",
                        String.class,
                        number.value(),
                        token)
                .stream()
                .findFirst()
                .map(Cause::valueOf);
        if (known.filter(earlier -> holds(earlier, cause)).isPresent()) {
            return;
        }
        put(number, username, cause, reason);
        if (cause != Cause.APART) {
            enter(
                    number,
                    by,
                    cause == Cause.POSSIBLE ? TimelineAction.PERHAPS_NAMED : TimelineAction.RECUSED,
                    username,
                    reason);
        }
    }

    /** What was found goes behind what somebody decided; what somebody says comes before what was found. */
    private static boolean holds(Cause earlier, Cause now) {
        return switch (earlier) {
            case POSSIBLE -> now == Cause.POSSIBLE || now == Cause.APART;
            case CLEARED -> now == Cause.NAMED || now == Cause.POSSIBLE || now == Cause.APART;
            case APART -> now == Cause.POSSIBLE || now == Cause.APART;
            default -> true;
        };
    }

    private void put(ClueNumber number, String username, Cause cause, String reason) {
        var token = token(username, clue(number).content().kind() == ClueKind.REPORT);
        jdbc.update("delete from recusal where clue_number = ? and person_token = ?", number.value(), token);
        var id = UUID.randomUUID().toString();
        jdbc.update(
                "insert into recusal (id, clue_number, person_token, cause, sealed) values (?, ?, ?, ?, ?)",
                id,
                number.value(),
                token,
                cause.name(),
                sealer.seal(PURPOSE, id, written(new Box(username, reason))));
        known.forget();
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

    private Clue clue(ClueNumber number) {
        return Optional.ofNullable(entities.find(Clue.class, number.value()))
                .orElseThrow(() -> Refusal.notFound("clue.unknown", number));
    }

    private String token(String username, boolean report) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of()
                    .formatHex(mac.doFinal(
                            ((report ? "report\n" : "appeal\n") + username).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String written(Box box) {
        try {
            return JSON.writeValueAsString(box);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Box open(String id, String sealed) {
        try {
            return JSON.readValue(sealer.open(PURPOSE, id, sealed), Box.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The column of this room in which they lie. */
    @Configuration(proxyBeanMethods = false)
    static class Column {
        @Bean
        SealedColumn sealedRecusals() {
            var row = List.of("id");
            return new SealedColumn(PURPOSE, "recusal", row, "sealed", row, "");
        }
    }
}
