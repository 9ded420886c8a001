package cn.qingfeng.clue;

import cn.qingfeng.Keys;
import cn.qingfeng.Refusal;
import cn.qingfeng.SealedColumn;
import cn.qingfeng.Sealer;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
public class Recusals {

    /** Why somebody is kept out. Words for readers: {@code recusal.cause.<NAME>}. */
    public enum Cause {
        /** The clue names the person. */
        NAMED,
        /** The person said so. */
        DECLARED,
        /** The office said so. */
        SET,
        /** The clue may name the person: nobody is kept out until the office has decided. */
        POSSIBLE
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

    private static final Set<Duty> SETTING = EnumSet.of(Duty.OFFICE_HEAD, Duty.GROUP_HEAD);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcTemplate jdbc;
    private final EntityManager entities;
    private final Organization organization;
    private final Timeline timeline;
    private final Sealer sealer;
    private final ApplicationEventPublisher events;
    private final SecretKeySpec key;

    Recusals(
            JdbcTemplate jdbc,
            EntityManager entities,
            Organization organization,
            Timeline timeline,
            Sealer sealer,
            ApplicationEventPublisher events,
            Keys keys) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.organization = organization;
        this.timeline = timeline;
        this.sealer = sealer;
        this.events = events;
        this.key = new SecretKeySpec(keys.forPurpose(PURPOSE), "HmacSHA256");
    }

    /** The numbers of the clues that this person is kept out of. */
    public Set<String> cluesOf(String username) {
        var numbers = new TreeSet<>(jdbc.queryForList(
                "select clue_number from recusal where person_token in (?, ?) and cause <> ?",
                String.class,
                token(username, true),
                token(username, false),
                Cause.POSSIBLE.name()));
        organization
                .person(username)
                .map(Person::unit)
                .filter(unit -> isOffice(unit) && keepsOutOfOwn(username))
                .ifPresent(unit -> numbers.addAll(jdbc.queryForList(
                        "select clue_number from clue where concerned_unit = ?", String.class, unit)));
        return numbers;
    }

    /** The user names of those kept out of this clue. */
    public Set<String> of(ClueNumber number) {
        var names = all(number).stream()
                .filter(recusal -> recusal.cause() != Cause.POSSIBLE)
                .map(Recusal::username)
                .collect(Collectors.toCollection(TreeSet::new));
        var clue = entities.find(Clue.class, number.value());
        if (clue == null) {
            // A process of its owner's own may carry the number of no clue: nobody is kept out of that.
            return names;
        }
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
        return organization.anybodyHolds(unit, OF_THE_OFFICE);
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
                                        Cause.POSSIBLE.name())
                                .stream(),
                        organization.peopleWith(OF_THE_OFFICE).stream()
                                .map(Person::unit)
                                .distinct()
                                .flatMap(unit -> jdbc
                                        .queryForList(
                                                "select clue_number from clue where concerned_unit = ?",
                                                String.class,
                                                unit)
                                        .stream()))
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
     * Looks among the people of the product for those whom the clue names. Whoever bears one of the names, alone in the unit
     * concerned, is kept out; of everybody else who may be meant the office decides.
     *
     * @param names as they were filled in, several joined by 、 or a comma; may be null
     */
    @Transactional
    public void named(ClueNumber number, String names) {
        if (names == null || names.isBlank()) {
            return;
        }
        var concerned = clue(number).content().concernedUnit();
        var written = Arrays.stream(names.split("[\\s\u3001,\uff0c;\uff1b/]+")).collect(Collectors.toSet());
        var meant = organization.peopleNamed(written);
        var before = clue(number).steps();
        for (var person : meant) {
            var here = person.unit().equals(concerned);
            var alone = meant.stream()
                            .filter(other -> other.name().equals(person.name())
                                    && other.unit().equals(concerned))
                            .count()
                    == 1;
            keep(number, person.username(), here && alone ? Cause.NAMED : Cause.POSSIBLE, null, Timeline.SYSTEM);
        }
        if (clue(number).steps() != before) {
            events.publishEvent(new Recused(number));
        }
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
        var sealed = clue(number).content().kind() == ClueKind.REPORT;
        if (jdbc.update(
                        "delete from recusal where clue_number = ? and person_token = ?",
                        number.value(),
                        token(username, sealed))
                == 0) {
            throw Refusal.notFound("recusal.none");
        }
        enter(number, by, Act.RECUSAL_LIFTED, username, reason.strip());
        events.publishEvent(new Recused(number));
    }

    /** Whether this person, who sees the clue, says who keeps out: the heads, of a report against a person its desk. */
    public boolean maySet(ClueNumber number, String username) {
        var report = clue(number).content().kind() == ClueKind.REPORT;
        return !of(number).contains(username)
                && organization.dutiesOf(username).stream()
                        .anyMatch(held -> report ? held.duty() == Duty.REPORT_DESK : SETTING.contains(held.duty()));
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
        if (known.filter(earlier -> earlier != Cause.POSSIBLE || cause == Cause.POSSIBLE)
                .isPresent()) {
            return;
        }
        jdbc.update("delete from recusal where clue_number = ? and person_token = ?", number.value(), token);
        var id = UUID.randomUUID().toString();
        jdbc.update(
                "insert into recusal (id, clue_number, person_token, cause, sealed) values (?, ?, ?, ?, ?)",
                id,
                number.value(),
                token,
                cause.name(),
                sealer.seal(PURPOSE, id, written(new Box(username, reason))));
        enter(number, by, cause == Cause.POSSIBLE ? Act.PERHAPS_NAMED : Act.RECUSED, username, reason);
    }

    /** The name goes into the reason, which units do not read and which a report against a person has sealed. */
    private void enter(ClueNumber number, String by, Act act, String username, String reason) {
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
