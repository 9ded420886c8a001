package cn.qingfeng.notification;

import cn.qingfeng.Refusal;
import cn.qingfeng.Shelf;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.county.CountyBook;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is told of what, by a table of event, card and audience (county plan, red-yellow-blue dispatching, “informed”). Two
 * things the table cannot say: a report against a person (举报) reaches no unit, registrar or reporter, and a reporter is
 * told only what was written for reporters.
 */
@Service
@Transactional(readOnly = true)
public class Recipients {

    /** The reporter of the clue as a recipient; no user name begins with this sign. */
    public static final String REPORTER = "#reporter";

    /** A row holds for every card and for a clue without one. */
    static final String ANY = "ANY";

    public static final List<String> CARDS = List.of(ANY, "BLUE", "YELLOW", "RED");

    private final JdbcTemplate jdbc;
    private final Organization organization;
    private final CountyBook book;
    private final MessageSource messages;
    private final Shelf<List<Row>> table;

    private record Row(String event, String card, Audience audience) {}

    Recipients(JdbcTemplate jdbc, Organization organization, CountyBook book, MessageSource messages) {
        this.book = book;
        this.messages = messages;
        this.jdbc = jdbc;
        this.organization = organization;
        this.table = new Shelf<>(() -> jdbc.query(
                "select event, card, audience from notice_recipient",
                (row, n) -> new Row(row.getString(1), row.getString(2), Audience.valueOf(row.getString(3)))));
    }

    /** The user names of those who are told, and {@link #REPORTER} where the reporter is. */
    Set<String> of(NoticeEvent event, About clue) {
        var audiences = table.get().stream()
                .filter(row -> row.event().equals(event.name())
                        && (row.card().equals(ANY) || row.card().equals(clue.card())))
                .map(Row::audience)
                .filter(audience -> !clue.sealed() || audience.mayKnowSealed())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Audience.class)));
        var groups = audiences.stream()
                .flatMap(audience -> groups(audience, clue).stream())
                .collect(Collectors.toSet());
        var told = new TreeSet<>(names(organization.peopleInGroups(groups)));
        if (audiences.contains(Audience.REGISTRAR)) {
            organization
                    .person(clue.registrar())
                    .filter(Person::active)
                    .map(Person::username)
                    .ifPresent(told::add);
        }
        if (audiences.contains(Audience.REPORTER) && event.forReporter()) {
            told.add(REPORTER);
        }
        told.removeAll(clue.keptOut());
        return told;
    }

    private static Collection<String> groups(Audience audience, About clue) {
        return switch (audience) {
            case LEAD_HANDLERS -> at(Duty.HANDLER, lead(clue));
            case LEAD_LEADER -> at(Duty.UNIT_LEADER, lead(clue));
            case ASSIST_HANDLERS -> at(Duty.HANDLER, clue.assistUnits());
            case ASSIST_LEADERS -> at(Duty.UNIT_LEADER, clue.assistUnits());
            default -> audience.duty().map(Duty::groupId).stream().toList();
        };
    }

    private static Set<String> lead(About clue) {
        return clue.leadUnit() == null ? Set.of() : Set.of(clue.leadUnit());
    }

    private static List<String> at(Duty duty, Set<String> units) {
        return units.stream().map(duty::groupIdFor).toList();
    }

    private static List<String> names(Collection<Person> people) {
        return people.stream().map(Person::username).toList();
    }

    /** The table's rows for one event: which audience is told under which cards. */
    public Map<Audience, Set<String>> table(NoticeEvent event) {
        var rows = new EnumMap<Audience, Set<String>>(Audience.class);
        offered(event).forEach(audience -> rows.put(audience, new TreeSet<>()));
        jdbc.query(
                "select audience, card from notice_recipient where event = ?",
                row -> {
                    rows.computeIfAbsent(Audience.valueOf(row.getString(1)), audience -> new TreeSet<>())
                            .add(row.getString(2));
                },
                event.name());
        return rows;
    }

    /** Which audiences may be chosen for an event. */
    static Set<Audience> offered(NoticeEvent event) {
        return event.forReporter()
                ? EnumSet.of(Audience.REPORTER)
                : EnumSet.complementOf(EnumSet.of(Audience.REPORTER));
    }

    /**
     * Replaces the event's rows.
     *
     * @param rows {@code AUDIENCE/CARD} for each mark set
     * @param reason why, for the county's book
     * @throws Refusal when there is no reason, or a row names something that does not exist or must not be told
     */
    @Transactional
    public void save(NoticeEvent event, Collection<String> rows, String reason, String by) {
        if (event.forAdministrators()) {
            throw Refusal.conflict("notice.recipient.fixed");
        }
        var checked = new ArrayList<Object[]>();
        for (var row : new TreeSet<>(rows)) {
            var parts = row.split("/");
            if (parts.length != 2
                    || !CARDS.contains(parts[1])
                    || offered(event).stream()
                            .noneMatch(audience -> audience.name().equals(parts[0]))) {
                throw Refusal.invalid("notice.recipient.unknown");
            }
            checked.add(new Object[] {event.name(), parts[1], parts[0]});
        }
        var before = said(event);
        jdbc.update("delete from notice_recipient where event = ?", event.name());
        jdbc.batchUpdate("insert into notice_recipient (event, card, audience) values (?, ?, ?)", checked);
        table.changed();
        var after = said(event);
        if (!after.equals(before)) {
            book.enter(
                    CountyBook.Subject.RECIPIENTS, event.name(), CountyBook.Change.CHANGED, before, after, reason, by);
        }
    }

    /** The rows of an event in the county's own words, as its book keeps them. */
    private String said(NoticeEvent event) {
        return table(event).entrySet().stream()
                .filter(row -> !row.getValue().isEmpty())
                .map(row -> word("notice.audience." + row.getKey())
                        + row.getValue().stream()
                                .map(card -> word("notice.card." + card))
                                .collect(Collectors.joining(" ", "(", ")")))
                .collect(Collectors.joining("; "));
    }

    private String word(String key) {
        return messages.getMessage(key, null, key, Locale.SIMPLIFIED_CHINESE);
    }
}
