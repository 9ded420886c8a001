package cn.qingfeng.visit;

import cn.qingfeng.Refusal;
import cn.qingfeng.intake.imports.sheet.SheetFile;
import cn.qingfeng.intake.imports.sheet.SheetRow;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.Unit;
import cn.qingfeng.text.Normal;
import cn.qingfeng.visit.Firm.Contact;
import cn.qingfeng.visit.Firm.Entry;
import cn.qingfeng.visit.Inspections.Cause;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes tables of firms and of inspections in: what can be taken is taken, what cannot is told row by row. */
@Component
public class FirmTables {

    private static final int MOST_ROWS = 5_000;
    private static final int HEADERS_WITHIN = 10;
    private static final Pattern DAY = Pattern.compile("(\\d{4})\\D(\\d{1,2})\\D(\\d{1,2})\\D*.*");

    /** What a column tells; headers that mean it are {@code firm.header.<NAME>}. */
    enum Column {
        CODE,
        NAME,
        TOWN,
        PARK,
        KEY,
        OFFICER,
        CONTACT,
        ROLE,
        PHONE,
        UNIT,
        DAY,
        SUBJECT,
        CAUSE,
        GROUND
    }

    /** @param line the row's number as a spreadsheet shows it */
    public record Fault(int line, Refusal why) {}

    public record Outcome(int taken, List<Fault> faults) {}

    private final Firms firms;
    private final Inspections inspections;
    private final Organization organization;
    private final MessageSource messages;
    private final TransactionTemplate each;

    FirmTables(
            Firms firms,
            Inspections inspections,
            Organization organization,
            MessageSource messages,
            PlatformTransactionManager transactions) {
        this.firms = firms;
        this.inspections = inspections;
        this.organization = organization;
        this.messages = messages;
        // A row that is refused takes no other back.
        this.each = new TransactionTemplate(transactions);
        this.each.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** @throws Refusal when it is no table that is taken, or a column is missing; nothing is kept then */
    public Outcome firms(Path file, String by) throws IOException {
        var towns = organization.units();
        var officers = organization.peopleWith(Duty.OFFICER);
        return rows(file, List.of(Column.CODE, Column.NAME, Column.TOWN), row -> {
            var phone = row.text(Column.PHONE);
            var contact = row.text(Column.CONTACT);
            firms.put(
                    by,
                    new Entry(
                            row.text(Column.CODE),
                            row.text(Column.NAME),
                            unit(towns, row.text(Column.TOWN)),
                            row.text(Column.PARK),
                            yes(row.text(Column.KEY)),
                            officer(officers, row.text(Column.OFFICER)),
                            phone.isEmpty() && contact.isEmpty()
                                    ? null
                                    : List.of(new Contact(row.text(Column.ROLE), contact, phone))));
        });
    }

    /** As {@link #firms}; the causes are read by their words, none is one by plan. */
    public Outcome inspections(Path file, String by) throws IOException {
        var units = organization.units();
        var own = inspections.unitsOf(by);
        return rows(file, List.of(Column.DAY, Column.SUBJECT), row -> {
            var firm = row.text(Column.CODE).isEmpty() ? row.text(Column.NAME) : row.text(Column.CODE);
            var unit = row.text(Column.UNIT);
            inspections.announce(
                    by,
                    firm,
                    unit.isEmpty() && own.size() == 1 ? own.get(0) : unit(units, unit),
                    day(row.text(Column.DAY)),
                    row.text(Column.SUBJECT),
                    cause(row.text(Column.CAUSE)),
                    row.text(Column.GROUND));
        });
    }

    /** A row by what its columns mean. */
    private record Row(SheetRow row, Map<Column, Integer> columns) {

        String text(Column column) {
            return Normal.line(row.at(columns.getOrDefault(column, -1)).text()).strip();
        }
    }

    private Outcome rows(Path file, List<Column> wanted, Consumer<Row> take) throws IOException {
        var rows = new ArrayList<SheetRow>();
        SheetFile.read(file, MOST_ROWS, rows::add);
        Map<Column, Integer> columns = Map.of();
        var head = 0;
        for (var at = 0; at < Math.min(HEADERS_WITHIN, rows.size()); at++) {
            var found = columns(rows.get(at));
            if (found.size() > columns.size()) {
                columns = found;
                head = at;
            }
        }
        for (var column : wanted) {
            if (!columns.containsKey(column)) {
                throw Refusal.invalid("firms.import.column", header(column)[0]);
            }
        }
        var taken = 0;
        var faults = new ArrayList<Fault>();
        for (var row : rows.subList(head + 1, rows.size())) {
            var read = new Row(row, columns);
            try {
                each.executeWithoutResult(status -> take.accept(read));
                taken++;
            } catch (Refusal wrong) {
                faults.add(new Fault(row.line(), wrong));
            }
        }
        return new Outcome(taken, faults);
    }

    private Map<Column, Integer> columns(SheetRow head) {
        var found = new EnumMap<Column, Integer>(Column.class);
        for (var column : Column.values()) {
            var names = Arrays.stream(header(column)).map(Normal::key).toList();
            for (var at = 0; at < head.cells().size(); at++) {
                if (names.contains(Normal.key(head.at(at).text())) && !found.containsValue(at)) {
                    found.putIfAbsent(column, at);
                }
            }
        }
        return found;
    }

    private String[] header(Column column) {
        return messages.getMessage("firms.header." + column, null, Locale.SIMPLIFIED_CHINESE)
                .split("\\|");
    }

    private static String unit(List<Unit> units, String typed) {
        return units.stream()
                .filter(unit ->
                        unit.code().equals(typed) || Normal.key(unit.name()).equals(Normal.key(typed)))
                .map(Unit::code)
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("firms.import.unit", typed));
    }

    private static String officer(List<Person> officers, String typed) {
        if (typed.isEmpty()) {
            return null;
        }
        var found = officers.stream()
                .filter(person ->
                        person.username().equals(typed) || person.name().equals(typed))
                .map(Person::username)
                .toList();
        if (found.size() != 1) {
            throw Refusal.invalid("firms.officer.none", typed);
        }
        return found.get(0);
    }

    private boolean yes(String typed) {
        return Arrays.asList(messages.getMessage("firms.import.yes", null, Locale.SIMPLIFIED_CHINESE)
                        .split("\\|"))
                .contains(typed);
    }

    private Cause cause(String typed) {
        return typed.isEmpty()
                ? Cause.PLANNED
                : Arrays.stream(Cause.values())
                        .filter(cause -> messages.getMessage(
                                        "inspection.cause." + cause, null, Locale.SIMPLIFIED_CHINESE)
                                .equals(typed))
                        .findFirst()
                        .orElseThrow(() -> Refusal.invalid("firms.import.cause", typed));
    }

    private static LocalDate day(String typed) {
        var parts = DAY.matcher(typed);
        try {
            if (parts.matches()) {
                return LocalDate.of(
                        Integer.parseInt(parts.group(1)),
                        Integer.parseInt(parts.group(2)),
                        Integer.parseInt(parts.group(3)));
            }
        } catch (DateTimeException noSuchDay) {
            // told below, as what was typed
        }
        throw Refusal.invalid("firms.import.day", typed);
    }
}
