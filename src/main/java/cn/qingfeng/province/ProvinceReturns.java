package cn.qingfeng.province;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.intake.imports.sheet.SheetFile;
import cn.qingfeng.intake.imports.sheet.SheetRow;
import cn.qingfeng.province.ProvinceCode.Kind;
import cn.qingfeng.text.Normal;
import cn.qingfeng.text.Numbers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A list from the platform, read back: numbers, statuses and times. A row is ours by its number there, or by our number anywhere
 * in it; of what is unknown here no more than number, status and time are kept.
 */
@Component
public class ProvinceReturns {

    private static final int MOST_ROWS = 20_000;
    private static final int HEADERS_WITHIN = 10;
    private static final Pattern DAY =
            Pattern.compile("(\\d{4})\\D(\\d{1,2})\\D(\\d{1,2})(?:\\D+(\\d{1,2})\\D(\\d{1,2}).*|\\D*)");

    /** What a column of theirs tells; its headers are {@code province.header.<NAME>}. */
    enum Column {
        NUMBER,
        OURS,
        STATUS,
        DUE,
        CREATED
    }

    /** What came of it. {@code faults} are row and message. */
    public record Outcome(int matched, int numbered, int unknown, List<Fault> faults) {}

    public record Fault(int line, String key, Object arg) {}

    private final Province province;
    private final ProvinceBook book;
    private final ProvinceCodes codes;
    private final ClueLedger ledger;
    private final MessageSource messages;
    private final Clock clock;

    ProvinceReturns(
            Province province,
            ProvinceBook book,
            ProvinceCodes codes,
            ClueLedger ledger,
            MessageSource messages,
            Clock clock) {
        this.province = province;
        this.book = book;
        this.codes = codes;
        this.ledger = ledger;
        this.messages = messages;
        this.clock = clock;
    }

    /** @throws Refusal when it is no table that is taken, or has no column of numbers; nothing is kept then */
    @Transactional(rollbackFor = IOException.class)
    public Outcome take(Path file, String by) throws IOException {
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
        if (!columns.containsKey(Column.NUMBER)) {
            throw Refusal.invalid("province.back.no-number");
        }
        var counts = new int[3];
        var faults = new ArrayList<Fault>();
        for (var row : rows.subList(head + 1, rows.size())) {
            try {
                take(row, columns, by, counts, faults);
            } catch (Refusal wrong) {
                faults.add(new Fault(
                        row.line(),
                        wrong.key(),
                        wrong.args().isEmpty() ? "" : wrong.args().get(0)));
            }
        }
        return new Outcome(counts[0], counts[1], counts[2], faults);
    }

    private Map<Column, Integer> columns(SheetRow head) {
        var found = new EnumMap<Column, Integer>(Column.class);
        for (var column : Column.values()) {
            var names = Arrays.stream(messages.getMessage("province.header." + column, null, Locale.SIMPLIFIED_CHINESE)
                            .split("\\|"))
                    .map(Normal::key)
                    .toList();
            for (var at = 0; at < head.cells().size(); at++) {
                if (names.contains(Normal.key(head.at(at).text())) && !found.containsValue(at)) {
                    found.putIfAbsent(column, at);
                }
            }
        }
        return found;
    }

    private void take(SheetRow row, Map<Column, Integer> columns, String by, int[] counts, List<Fault> faults) {
        var typed = text(row, columns, Column.NUMBER);
        if (typed.isEmpty()) {
            return;
        }
        var number = Province.numberOf(typed.get());
        var status = text(row, columns, Column.STATUS).flatMap(word -> {
            var code = codes.read(Kind.STATUS, word);
            if (code.isEmpty()) {
                faults.add(new Fault(row.line(), "province.back.status", word));
            }
            return code.map(ProvinceCode::code);
        });
        var known = book.findByNumber(number).map(ProvinceCase::clue);
        var clue = known.or(() -> ours(row, columns)).filter(ours -> mine(ours, by));
        if (clue.isEmpty()) {
            book.unknown(number, status.orElse(null), date(row, columns, Column.CREATED), clock.instant());
            counts[2]++;
            return;
        }
        if (known.isEmpty()) {
            province.enter(clue.get(), number, by);
            counts[1]++;
        }
        book.returned(clue.get(), status.orElse(null), date(row, columns, Column.DUE), clock.instant());
        counts[0]++;
    }

    private boolean mine(ClueNumber number, String by) {
        return ledger.find(number)
                .filter(clue -> clue.content().kind() != ClueKind.SUGGESTION && province.mayEnter(clue, by))
                .isPresent();
    }

    /** In a column of its own, else wherever it stands in the row, once. */
    private static Optional<ClueNumber> ours(SheetRow row, Map<Column, Integer> columns) {
        return text(row, columns, Column.OURS)
                .flatMap(Numbers::clueNumber)
                .or(() -> row.cells().stream()
                        .flatMap(
                                cell -> Numbers.clueNumber(cell.text())
                                        .filter(number -> cell.text().contains(ClueNumber.PREFIX))
                                        .stream())
                        .findFirst())
                .map(ClueNumber::of);
    }

    private static Optional<String> text(SheetRow row, Map<Column, Integer> columns, Column column) {
        return Optional.of(Normal.line(row.at(columns.getOrDefault(column, -1)).text())
                        .strip())
                .filter(text -> !text.isEmpty());
    }

    private Instant date(SheetRow row, Map<Column, Integer> columns, Column column) {
        return text(row, columns, column)
                .map(text -> Normal.of(text).text())
                .map(DAY::matcher)
                .filter(java.util.regex.Matcher::matches)
                .flatMap(found -> {
                    try {
                        return Optional.of(LocalDateTime.of(
                                        Integer.parseInt(found.group(1)),
                                        Integer.parseInt(found.group(2)),
                                        Integer.parseInt(found.group(3)),
                                        found.group(4) == null ? 18 : Integer.parseInt(found.group(4)),
                                        found.group(5) == null ? 0 : Integer.parseInt(found.group(5)))
                                .atZone(clock.getZone())
                                .toInstant());
                    } catch (DateTimeException noDate) {
                        return Optional.<Instant>empty();
                    }
                })
                .orElse(null);
    }
}
