package cn.qingfeng.visit;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.keys.SealedColumn;
import cn.qingfeng.keys.Sealer;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.organization.place.Enterprise;
import cn.qingfeng.organization.place.Places;
import cn.qingfeng.text.Numbers;
import cn.qingfeng.visit.Firm.Contact;
import cn.qingfeng.visit.Firm.Entry;
import cn.qingfeng.visit.Firm.Quiet;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The register of firms. Whoever keeps it sees all of it; a chief service officer the own firms; whom to ask for at a firm
 * only those two know.
 */
@Service
@Transactional(readOnly = true)
public class Firms {

    /** How many firms an officer may have (modules.md, M4). */
    public static final int MOST_OF_AN_OFFICER = 3;

    static final int MOST_CONTACTS = 3;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_WHY = 200;
    private static final String PURPOSE = "firm-contacts";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Places places;
    private final Organization organization;
    private final Sealer sealer;
    private final VisitBook visits;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Firms(Places places, Organization organization, Sealer sealer, VisitBook visits, JdbcTemplate jdbc, Clock clock) {
        this.places = places;
        this.organization = organization;
        this.sealer = sealer;
        this.visits = visits;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** All that a reader sees, by name; asks nothing once a row. */
    public List<Firm> seenBy(String reader) {
        var duties = duties(reader);
        var all = duties.stream().anyMatch(Right.SEE_FIRMS.duties()::contains);
        var own = duties.stream().anyMatch(Right.SEE_FIRMS.ownOnly()::contains);
        return all().stream()
                .filter(firm -> all || own && reader.equals(firm.officer()))
                .toList();
    }

    /** Those that dealt with a unit between two days, both included: a unit announced an inspection, or a visit brought a clue. */
    public Set<String> dealtBetween(LocalDate from, LocalDate to) {
        return Set.copyOf(jdbc.queryForList(
                "select credit_code from inspection where called_off_at is null and planned_on between ? and ?"
                        + " union select credit_code from visit where clue is not null and visited_on between ? and ?",
                String.class,
                from.toString(),
                to.toString(),
                from.toString(),
                to.toString()));
    }

    /** Every firm, by name, whoever asks. */
    public List<Firm> all() {
        var parks = new HashMap<String, String>();
        jdbc.query("select credit_code, park from firm_sheet where park is not null", row -> {
            parks.put(row.getString(1), row.getString(2));
        });
        return places.enterprises().stream().map(one -> firm(one, parks)).toList();
    }

    /** @throws Refusal not found, also for whoever may not see it */
    public Firm seenBy(String reader, String creditCode) {
        return find(creditCode).filter(firm -> sees(reader, firm)).orElseThrow(() -> Refusal.notFound("firms.unknown"));
    }

    /** The firm with a credit code, whoever asks. */
    public Optional<Firm> find(String creditCode) {
        return places.enterprise(creditCode).map(one -> firm(one, parkOf(creditCode)));
    }

    /** By the whole name or the credit code, as somebody types it. */
    Optional<Firm> named(String typed) {
        var text = typed == null ? "" : typed.strip();
        return places.enterprise(Numbers.code(text))
                .or(() -> places.enterpriseNamed(text))
                .map(one -> firm(one, parkOf(one.creditCode())));
    }

    private Map<String, String> parkOf(String creditCode) {
        var parks = new HashMap<String, String>();
        jdbc.query(
                "select park from firm_sheet where credit_code = ? and park is not null",
                row -> {
                    parks.put(creditCode, row.getString(1));
                },
                creditCode);
        return parks;
    }

    private static Firm firm(Enterprise one, Map<String, String> parks) {
        return new Firm(
                one.creditCode(),
                one.name(),
                one.town(),
                parks.getOrDefault(one.creditCode(), ""),
                one.keyEnterprise(),
                one.chiefOfficer().orElse(null));
    }

    boolean sees(String reader, Firm firm) {
        var duties = duties(reader);
        return duties.stream().anyMatch(Right.SEE_FIRMS.duties()::contains) || isOfficerOf(reader, firm, duties);
    }

    private static boolean isOfficerOf(String reader, Firm firm, Set<Duty> duties) {
        return reader.equals(firm.officer()) && duties.contains(Duty.OFFICER);
    }

    /** Whether somebody keeps the register: the office. */
    public boolean keeps(String reader) {
        return Right.KEEP_FIRMS.isOfAny(duties(reader));
    }

    /** Whether somebody may plan a visit of this firm, and write down whom to ask for there. */
    public boolean looksAfter(String reader, Firm firm) {
        var duties = duties(reader);
        return Right.KEEP_FIRMS.isOfAny(duties) || isOfficerOf(reader, firm, duties);
    }

    Set<Duty> duties(String reader) {
        return organization.dutiesOf(reader).stream().map(HeldDuty::duty).collect(Collectors.toSet());
    }

    /** Whom to ask for at a firm; nothing for whoever does not look after it. */
    List<Contact> contacts(String reader, Firm firm) {
        return looksAfter(reader, firm) ? contacts(firm.creditCode()) : List.of();
    }

    /** Whom to ask for at each of these firms, of which a reader looks after; those without anybody are missing. Asks once. */
    public Map<String, List<Contact>> contacts(String reader, Collection<Firm> firms) {
        var duties = duties(reader);
        var keeps = Right.KEEP_FIRMS.isOfAny(duties);
        var own = firms.stream()
                .filter(firm -> keeps || isOfficerOf(reader, firm, duties))
                .map(Firm::creditCode)
                .collect(Collectors.toSet());
        var contacts = new HashMap<String, List<Contact>>();
        jdbc.query("select credit_code, sealed_contacts from firm_sheet where sealed_contacts is not null", row -> {
            if (own.contains(row.getString(1))) {
                contacts.put(row.getString(1), read(sealer.open(PURPOSE, row.getString(1), row.getString(2))));
            }
        });
        return contacts;
    }

    List<Contact> contacts(String creditCode) {
        return jdbc
                .queryForList(
                        "select sealed_contacts from firm_sheet where credit_code = ? and sealed_contacts is not null",
                        String.class,
                        creditCode)
                .stream()
                .findFirst()
                .map(words -> read(sealer.open(PURPOSE, creditCode, words)))
                .orElse(List.of());
    }

    /** The quiet days of a firm that are not over, the next first. */
    public List<Quiet> quiet(String creditCode) {
        return jdbc.query(
                "select * from firm_quiet where credit_code = ? and to_on >= ? order by from_on, id",
                (row, n) -> quiet(row),
                creditCode,
                visits.today().toString());
    }

    /** The quiet days into which a day falls. */
    Optional<Quiet> quietOn(String creditCode, LocalDate day) {
        return jdbc
                .query(
                        "select * from firm_quiet where credit_code = ? and from_on <= ? and to_on >= ? order by from_on",
                        (row, n) -> quiet(row),
                        creditCode,
                        day.toString(),
                        day.toString())
                .stream()
                .findFirst();
    }

    private static Quiet quiet(ResultSet row) throws SQLException {
        return new Quiet(
                row.getString("id"),
                LocalDate.parse(row.getString("from_on")),
                LocalDate.parse(row.getString("to_on")),
                row.getString("why"));
    }

    /**
     * Adds a firm, or changes the one with its credit code. What an officer had planned with it goes to the new officer.
     *
     * @throws Refusal forbidden; or invalid: a credit code that none is, an unknown town, somebody who is no chief service officer
     *     or has as many firms as one may have
     */
    @Transactional
    public void put(String by, Entry entry) {
        if (!keeps(by)) {
            throw Refusal.forbidden("firms.keep.forbidden");
        }
        put(entry, by);
    }

    private void put(Entry entry, String by) {
        var code = Numbers.creditCode(entry.creditCode())
                .orElseThrow(() -> Refusal.invalid("firms.code.wrong", entry.creditCode()));
        var name = entry.name() == null ? "" : entry.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw Refusal.invalid("firms.name.length", LONGEST_NAME);
        }
        places.enterpriseNamed(name)
                .filter(other -> !other.creditCode().equals(code))
                .ifPresent(other -> {
                    throw Refusal.conflict("firms.name.taken", name, other.creditCode());
                });
        var park = entry.park() == null ? "" : entry.park().strip();
        if (park.length() > LONGEST_NAME) {
            throw Refusal.invalid("firms.park.length", LONGEST_NAME);
        }
        var officer = entry.officer() == null || entry.officer().isBlank() ? null : entry.officer();
        if (officer != null) {
            requireFree(officer, code);
        }
        var before = places.enterprise(code).flatMap(Enterprise::chiefOfficer).orElse(null);
        places.put(new Enterprise(code, name, entry.town(), entry.key(), officer));
        write(code, park, entry.contacts() == null ? contacts(code) : checked(entry.contacts()), by);
        if (officer != null && !officer.equals(before)) {
            visits.hand(code, officer, by);
        }
    }

    private void requireFree(String officer, String code) {
        if (!organization.holds(officer, Duty.OFFICER)) {
            throw Refusal.invalid("firms.officer.none", organization.personName(officer));
        }
        var others = places.enterprises().stream()
                .filter(firm -> firm.chiefOfficer().filter(officer::equals).isPresent())
                .filter(firm -> !firm.creditCode().equals(code))
                .count();
        if (others >= MOST_OF_AN_OFFICER) {
            throw Refusal.conflict("firms.officer.full", organization.personName(officer), MOST_OF_AN_OFFICER);
        }
    }

    /** Whom to ask for from now on, as the officer found it. */
    @Transactional
    public void contacts(String by, String creditCode, List<Contact> contacts) {
        var firm = seenBy(by, creditCode);
        if (!looksAfter(by, firm)) {
            throw Refusal.forbidden("firms.keep.forbidden");
        }
        write(creditCode, firm.park(), checked(contacts), by);
    }

    private static List<Contact> checked(List<Contact> typed) {
        var contacts = typed.stream()
                .map(one -> new Contact(text(one.role()), text(one.name()), text(one.phone())))
                .filter(one -> !(one.role() + one.name() + one.phone()).isEmpty())
                .toList();
        for (var one : contacts) {
            if (one.name().isEmpty() || one.name().length() > 50 || one.role().length() > 50) {
                throw Refusal.invalid("firms.contact.name");
            }
            if (Numbers.phone(one.phone()).isEmpty()) {
                throw Refusal.invalid("firms.contact.phone");
            }
        }
        if (contacts.size() > MOST_CONTACTS) {
            throw Refusal.invalid("firms.contact.many", MOST_CONTACTS);
        }
        return contacts;
    }

    private static String text(String typed) {
        return Objects.toString(typed, "").strip();
    }

    private void write(String code, String park, List<Contact> contacts, String by) {
        var words = contacts.isEmpty() ? null : sealer.seal(PURPOSE, code, write(contacts));
        var now = Utc.of(clock.instant());
        var kept = park.isEmpty() ? null : park;
        var changed = jdbc.update(
                "update firm_sheet set park = ?, sealed_contacts = ?, changed_by = ?, changed_at = ? where credit_code = ?",
                kept,
                words,
                by,
                now,
                code);
        if (changed == 0) {
            jdbc.update(
                    "insert into firm_sheet (credit_code, park, sealed_contacts, changed_by, changed_at) values (?, ?, ?, ?, ?)",
                    code,
                    kept,
                    words,
                    by,
                    now);
        }
    }

    /** Nobody comes between these days unless the firm asks. */
    @Transactional
    public void quiet(String by, String creditCode, LocalDate from, LocalDate to, String why) {
        var firm = seenBy(by, creditCode);
        if (!looksAfter(by, firm)) {
            throw Refusal.forbidden("firms.keep.forbidden");
        }
        if (from == null || to == null || to.isBefore(from) || to.isBefore(visits.today())) {
            throw Refusal.invalid("firms.quiet.days");
        }
        var reason = text(why);
        if (reason.isEmpty() || reason.length() > LONGEST_WHY) {
            throw Refusal.invalid("firms.quiet.why", LONGEST_WHY);
        }
        jdbc.update(
                "insert into firm_quiet (id, credit_code, from_on, to_on, why, entered_by, entered_at) values (?, ?, ?, ?, ?, ?, ?)",
                UUID.randomUUID().toString(),
                creditCode,
                from.toString(),
                to.toString(),
                reason,
                by,
                Utc.of(clock.instant()));
    }

    @Transactional
    public void loud(String by, String creditCode, String id) {
        if (!looksAfter(by, seenBy(by, creditCode))) {
            throw Refusal.forbidden("firms.keep.forbidden");
        }
        jdbc.update("delete from firm_quiet where id = ? and credit_code = ?", id, creditCode);
    }

    /** The officers with how many firms each has, by name. */
    List<Officer> officers() {
        var count = places.enterprises().stream()
                .flatMap(firm -> firm.chiefOfficer().stream())
                .collect(Collectors.groupingBy(officer -> officer, Collectors.counting()));
        return organization.peopleWith(Duty.OFFICER).stream()
                .map(person -> new Officer(
                        person.username(),
                        person.name(),
                        count.getOrDefault(person.username(), 0L).intValue()))
                .sorted(Comparator.comparing(Officer::name))
                .toList();
    }

    /** @param firms how many firms the officer has */
    record Officer(String username, String name, int firms) {}

    private static String write(List<Contact> contacts) {
        try {
            return JSON.writeValueAsString(contacts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Contact> read(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Sealed {

        @Bean
        SealedColumn sealedContactsOfFirms() {
            var row = List.of("credit_code");
            return new SealedColumn(PURPOSE, "firm_sheet", row, "sealed_contacts", row, "");
        }
    }
}
