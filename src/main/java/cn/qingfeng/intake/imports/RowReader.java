package cn.qingfeng.intake.imports;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.Result;
import cn.qingfeng.clue.classification.Leaves;
import cn.qingfeng.clue.content.Consent;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.form.Forms;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.intake.imports.RowReading.Ended;
import cn.qingfeng.intake.imports.RowReading.Fault;
import cn.qingfeng.intake.imports.sheet.SheetCell;
import cn.qingfeng.intake.imports.sheet.SheetRow;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.text.Normal;
import cn.qingfeng.text.Numbers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Understands a row of a foreign table, and says in words what is wrong with it. Nothing is registered here. */
@Component
class RowReader {

    private static final int FROM_NARRATIVE = 40;
    private static final int MOST_DIGITS = 15;

    enum Standing {
        OPEN,
        CLOSED
    }

    enum Yes {
        YES,
        NO
    }

    private final Forms forms;
    private final ImportWords words;
    private final Organization organization;
    private final Leaves leaves;
    private final MessageSource messages;
    private final Clock clock;

    RowReader(
            Forms forms,
            ImportWords words,
            Organization organization,
            Leaves leaves,
            MessageSource messages,
            Clock clock) {
        this.forms = forms;
        this.words = words;
        this.organization = organization;
        this.leaves = leaves;
        this.messages = messages;
        this.clock = clock;
    }

    RowReading read(SheetRow row, Mapping mapping) {
        return new Reader(row, mapping).read();
    }

    private final class Reader {
        private final SheetRow row;
        private final Mapping mapping;
        private final List<Fault> faults = new ArrayList<>();
        private final Map<String, Object> values = new HashMap<>();

        Reader(SheetRow row, Mapping mapping) {
            this.row = row;
            this.mapping = mapping;
        }

        RowReading read() {
            for (var field : ImportField.values()) {
                if (field.longest() > 0 && field.answer() != null) {
                    text(field).ifPresent(text -> values.put(field.answer(), text));
                }
            }
            var kind = choice(ImportField.KIND, ClueKind.class, "kind").orElse(mapping.kind());
            values.put("kind", kind.name());
            values.put(
                    "channel",
                    choice(ImportField.CHANNEL, ReportingChannel.class, "channel")
                            .orElse(mapping.channel())
                            .name());
            oneTellsTheOther();
            if (mapping.place() != null) {
                values.putIfAbsent("place", mapping.place());
            }
            who(kind);
            leaf();
            var first = date(ImportField.REGISTERED_AT);
            var ended = ended(kind, first);
            unit(ImportField.UNIT)
                    .ifPresent(unit -> values.put("unit", ended == null ? organization.current(unit) : unit));
            if (ended == null && faults.isEmpty()) {
                checkAsTyped();
            }
            return new RowReading(values, first.orElse(null), ended, ended == null ? null : outcome(), faults);
        }

        private void fault(ImportField field, String key, Object... args) {
            faults.add(new Fault(field, mapping.column(field), key, List.of(args)));
        }

        private Optional<String> text(ImportField field) {
            var cell = row.at(mapping.column(field));
            switch (cell.kind()) {
                case ERROR -> fault(field, "imports.fault.error", cell.text());
                case NO_VALUE -> fault(field, "imports.fault.no-value");
                default -> {
                    if (words.isNothing(cell.text())) {
                        return Optional.empty();
                    }
                    var digits = cell.text().replaceAll("\\D", "").length();
                    if (cell.kind() == SheetCell.Kind.NUMBER && field.isCode() && digits > MOST_DIGITS) {
                        fault(field, "imports.fault.digits-lost", MOST_DIGITS);
                        return Optional.empty();
                    }
                    var text = field == ImportField.NARRATIVE || field == ImportField.OUTCOME
                            ? Normal.lines(cell.text()).strip()
                            : Normal.line(cell.text()).strip();
                    if (field.longest() > 0 && text.length() > field.longest()) {
                        fault(field, "imports.fault.long", field.longest(), text.length());
                        return Optional.empty();
                    }
                    return Optional.of(text);
                }
            }
            return Optional.empty();
        }

        private <E extends Enum<E>> Optional<E> choice(ImportField field, Class<E> type, String list) {
            return text(field).flatMap(text -> {
                var found = words.findWithin(type, list, text);
                if (found.isEmpty()) {
                    fault(field, "imports.fault.word", choices(type, list));
                }
                return found;
            });
        }

        private <E extends Enum<E>> String choices(Class<E> type, String list) {
            return Arrays.stream(type.getEnumConstants())
                    .map(one -> messages.getMessage(list + "." + one, null, one.name(), Locale.SIMPLIFIED_CHINESE))
                    .collect(Collectors.joining("/"));
        }

        /** The hotline has no titles, many an old ledger nothing else. */
        private void oneTellsTheOther() {
            var title = (String) values.get("title");
            var narrative = (String) values.get("narrative");
            if (title == null && narrative != null) {
                var line = Normal.line(narrative);
                values.put(
                        "title",
                        line.substring(
                                0,
                                line.offsetByCodePoints(
                                        0, Math.min(FROM_NARRATIVE, line.codePointCount(0, line.length())))));
            } else if (narrative == null && title != null) {
                values.put("narrative", title);
            } else if (title == null && faults.isEmpty()) {
                fault(ImportField.TITLE, "imports.fault.missing");
            }
        }

        private void who(ClueKind kind) {
            text(ImportField.PHONE)
                    .ifPresent(typed -> Numbers.phone(typed)
                            .ifPresentOrElse(
                                    phone -> values.put("reporterPhone", phone),
                                    () -> fault(ImportField.PHONE, "imports.fault.phone")));
            text(ImportField.CREDIT_CODE)
                    .ifPresent(typed -> Numbers.creditCode(typed)
                            .ifPresentOrElse(
                                    code -> values.put("reporterCreditCode", code),
                                    () -> fault(ImportField.CREDIT_CODE, "imports.fault.credit-code")));
            var anonymous = yes(ImportField.ANONYMOUS)
                    .map(Yes.YES::equals)
                    .or(() -> yes(ImportField.REAL_NAME).map(Yes.NO::equals))
                    .orElseGet(() -> values.keySet().stream()
                            .noneMatch(key -> List.of(
                                            "reporterName", "reporterPhone", "reporterEnterprise", "reporterCreditCode")
                                    .contains(key)));
            values.put("reporterAnonymous", anonymous);
            if (anonymous) {
                values.keySet()
                        .removeAll(
                                List.of("reporterName", "reporterPhone", "reporterEnterprise", "reporterCreditCode"));
            } else if (kind == ClueKind.APPEAL) {
                values.put(
                        "reporterConsent",
                        yes(ImportField.CONSENT).filter(Yes.YES::equals).isPresent()
                                ? Consent.UNIT_MAY_KNOW.name()
                                : Consent.OFFICE_ONLY.name());
            }
        }

        private Optional<Yes> yes(ImportField field) {
            return text(field).flatMap(text -> {
                var found = words.find(Yes.class, "yes", text);
                if (found.isEmpty()) {
                    fault(field, "imports.fault.yes");
                }
                return found;
            });
        }

        private void leaf() {
            text(ImportField.CLASSIFICATION).ifPresent(text -> {
                var key = Normal.key(text);
                leaves.all().stream()
                        .filter(leaf -> leaf.code().equals(text) || key.endsWith(Normal.key(leaf.name())))
                        .findFirst()
                        .ifPresentOrElse(
                                leaf -> values.put("classification", leaf.code()),
                                () -> fault(ImportField.CLASSIFICATION, "imports.fault.leaf"));
            });
        }

        /** A unit by its name or code, or by a part of a name that no other has. */
        private Optional<String> unit(ImportField field) {
            return text(field).flatMap(text -> {
                var key = Normal.key(text);
                var units = organization.allUnits();
                var found = units.stream()
                        .filter(unit -> unit.code().equals(text)
                                || Normal.key(unit.name()).equals(key))
                        .toList();
                if (found.isEmpty() && key.length() > 1) {
                    found = units.stream()
                            .filter(unit ->
                                    Normal.key(unit.name()).contains(key) || key.contains(Normal.key(unit.name())))
                            .toList();
                }
                if (found.size() != 1) {
                    fault(field, found.isEmpty() ? "imports.fault.unit" : "imports.fault.units", text);
                    return Optional.empty();
                }
                return Optional.of(found.get(0).code());
            });
        }

        private Optional<Instant> date(ImportField field) {
            return text(field).flatMap(text -> {
                var read = Dates.read(text)
                        .map(local -> local.atZone(clock.getZone()).toInstant());
                if (read.isEmpty()) {
                    fault(field, "imports.fault.date");
                } else if (read.get().isAfter(clock.instant())) {
                    fault(field, "imports.fault.future");
                }
                return read;
            });
        }

        /** Null of an open one. */
        private Ended ended(ClueKind kind, Optional<Instant> first) {
            var closed = date(ImportField.CLOSED_AT);
            var finished = date(ImportField.FINISHED_AT);
            var end = closed.or(() -> finished);
            var standing = text(ImportField.STATUS).flatMap(text -> {
                var found = words.find(Standing.class, "status", text);
                if (found.isEmpty()) {
                    fault(ImportField.STATUS, "imports.fault.status");
                }
                return found;
            });
            var isClosed = standing.map(Standing.CLOSED::equals)
                    .orElse(mapping.column(ImportField.STATUS) < 0 && end.isPresent());
            if (!isClosed) {
                return null;
            }
            if (kind == ClueKind.REPORT) {
                fault(ImportField.KIND, "imports.fault.report-closed");
            }
            if (first.isEmpty() && faults.isEmpty()) {
                fault(ImportField.REGISTERED_AT, "imports.fault.missing");
            }
            if (end.isEmpty() && faults.isEmpty()) {
                fault(ImportField.CLOSED_AT, "imports.fault.end-missing");
            }
            if (first.isPresent() && end.isPresent() && end.get().isBefore(first.get())) {
                fault(ImportField.CLOSED_AT, "imports.fault.end-before");
            }
            return new Ended(
                    date(ImportField.DISPATCHED_AT).orElse(null),
                    finished.orElse(end.orElse(null)),
                    end.orElse(null),
                    choice(ImportField.CARD, Card.class, "card").orElse(null),
                    unit(ImportField.LEAD_UNIT).orElse(null),
                    choice(ImportField.RESULT, Result.class, "result").orElse(null));
        }

        private String outcome() {
            var rating = text(ImportField.RATING)
                    .map(text -> messages.getMessage("imports.rated", new Object[] {text}, Locale.SIMPLIFIED_CHINESE));
            var told = text(ImportField.OUTCOME);
            return told.isEmpty() && rating.isEmpty()
                    ? null
                    : told.orElse("")
                            + rating.map(text -> told.isEmpty() ? text : "\n" + text)
                                    .orElse("");
        }

        /** By the form of the window, as if a clerk had typed it. */
        private void checkAsTyped() {
            values.put("truthful", true);
            values.put("privacyRead", true);
            values.put("unitsConcerned", 1);
            try {
                forms.open(Registration.FORM).check(values, Map.of(), clock.instant());
            } catch (Refusal refused) {
                refused.faults()
                        .forEach(wrong -> faults.add(Arrays.stream(ImportField.values())
                                .filter(field -> wrong.field().equals(field.answer()))
                                .findFirst()
                                .map(field -> new Fault(field, mapping.column(field), wrong.key(), wrong.args()))
                                .orElseGet(() -> new Fault(ImportField.TITLE, -1, wrong.key(), wrong.args()))));
            }
        }
    }
}
