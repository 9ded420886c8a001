package cn.qingfeng.intake.imports;

import cn.qingfeng.Refusal;
import cn.qingfeng.intake.imports.ClueImport.RowState;
import cn.qingfeng.intake.imports.ClueImport.State;
import cn.qingfeng.intake.imports.ImportBook.Kept;
import cn.qingfeng.intake.imports.sheet.SheetFile;
import cn.qingfeng.intake.imports.sheet.SheetRow;
import cn.qingfeng.text.Normal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes tables in, checks them, and says what would become of each row. Whoever sent one alone reads what is in it. */
@Component
class Imports {

    /** Among so many first rows the headers are looked for. */
    private static final int HEADERS_WITHIN = 15;

    private static final int AT_ONCE = 200;
    private static final int LONGEST_REASON = 500;

    private final ImportBook book;
    private final ImportWords words;
    private final RowReader rows;
    private final ImportRunner runner;
    private final Clock clock;
    private final int most;

    Imports(
            ImportBook book,
            ImportWords words,
            RowReader rows,
            ImportRunner runner,
            Clock clock,
            @Value("${qingfeng.import.most-rows:20000}") int most) {
        this.book = book;
        this.words = words;
        this.rows = rows;
        this.runner = runner;
        this.clock = clock;
        this.most = most;
    }

    /** How many rows a table may have. */
    int mostRows() {
        return most;
    }

    /**
     * Reads a table and keeps its rows, sealed; some at a time, so that memory does not grow with it.
     *
     * @throws Refusal when it is none that is taken; nothing of it is kept then
     */
    @Transactional(rollbackFor = IOException.class)
    public ClueImport take(Path file, String name, String by) throws IOException {
        var fresh = new ClueImport(
                UUID.randomUUID().toString(),
                by,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                fileName(name),
                "",
                List.of(),
                null,
                State.READ,
                false,
                false,
                null,
                0,
                clock.instant(),
                null,
                null,
                null);
        book.add(fresh);
        var taking = new Taking(fresh.id());
        var read = SheetFile.read(file, most + HEADERS_WITHIN, taking);
        taking.finish();
        if (taking.count == 0) {
            throw Refusal.invalid("imports.file.empty");
        }
        if (taking.count > most) {
            throw new Refusal(Refusal.Kind.TOO_LARGE, "imports.file.rows", List.of(), most);
        }
        read.merged().stream()
                .filter(merged -> merged.last() > taking.headed)
                .findFirst()
                .ifPresent(merged -> {
                    throw Refusal.invalid("imports.file.merged", merged.where());
                });
        book.read(fresh.id(), read);
        return get(fresh.id(), by);
    }

    private static String fileName(String name) {
        var plain = Normal.line(name == null ? "" : name).replaceAll(".*[/\\\\]", "");
        return plain.length() <= 200 ? plain : plain.substring(plain.length() - 200);
    }

    /** Keeps what is read, behind the headers. */
    private final class Taking implements Consumer<SheetRow> {
        private final String id;
        private final List<SheetRow> waiting = new ArrayList<>();
        private boolean started;
        private int headed;
        private int count;

        Taking(String id) {
            this.id = id;
        }

        @Override
        public void accept(SheetRow row) {
            waiting.add(row);
            if (!started && waiting.size() == HEADERS_WITHIN) {
                start();
            }
            if (started && waiting.size() >= AT_ONCE) {
                keep();
            }
        }

        private void start() {
            started = true;
            SheetRow head = null;
            var best = 0;
            for (var row : waiting) {
                var recognized = words.recognized(headers(row)).size();
                if (recognized > best) {
                    best = recognized;
                    head = row;
                }
            }
            if (head == null) {
                head = waiting.stream()
                        .filter(row -> row.cells().stream()
                                        .filter(cell -> !cell.isBlank())
                                        .count()
                                > 1)
                        .findFirst()
                        .orElseThrow(() -> Refusal.invalid("imports.file.no-head"));
            }
            headed = head.line();
            book.addRows(id, List.of(head), RowState.HEAD);
            waiting.removeIf(row -> row.line() <= headed);
        }

        private void keep() {
            book.addRows(id, waiting, RowState.READ);
            count += waiting.size();
            waiting.clear();
        }

        private void finish() {
            if (waiting.isEmpty() && !started) {
                throw Refusal.invalid("imports.file.empty");
            }
            if (!started) {
                start();
            }
            keep();
        }
    }

    static List<String> headers(SheetRow head) {
        return head.cells().stream()
                .map(cell -> Normal.line(cell.text()).strip())
                .toList();
    }

    /** @throws Refusal not found, for anybody but whoever sent it */
    @Transactional(readOnly = true)
    public ClueImport get(String id, String reader) {
        return book.find(id)
                .filter(one -> one.by().equals(reader))
                .orElseThrow(() -> Refusal.notFound("imports.unknown"));
    }

    @Transactional(readOnly = true)
    public List<String> headersOf(ClueImport one) {
        return book.rows(one.id(), 0, 1, RowState.HEAD).stream()
                .map(Kept::row)
                .map(Imports::headers)
                .findFirst()
                .orElse(List.of());
    }

    /**
     * Begins to look at every row as these columns mean it, in the background.
     *
     * @throws Refusal when the columns do not say what a clue is about, it is too late, or another table of this person is
     *     being looked at
     */
    @Transactional
    public void check(String id, Mapping mapping, String by) {
        var own = book.lockedOf(by);
        var one = own.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("imports.unknown"));
        if (!one.isUnused() && one.state() != State.CHECKING) {
            throw notNow(one);
        }
        if (!mapping.isUsable()) {
            throw Refusal.invalid("imports.mapping.unusable");
        }
        if (mapping.columns().values().stream().distinct().count()
                < mapping.columns().size()) {
            throw Refusal.invalid("imports.mapping.twice");
        }
        own.stream()
                .filter(other -> other.state() == State.CHECKING)
                .findFirst()
                .ifPresent(other -> {
                    throw Refusal.conflict("imports.check.busy", other.fileName(), other.progress());
                });
        book.check(id, mapping);
        runner.checkAfterCommit(id);
    }

    /** Stops looking at rows: nothing counts of what was looked at, and what the columns mean can be said anew. */
    @Transactional
    public void stopChecking(String id, String by) {
        var one = get(id, by);
        if (!book.stopChecking(id)) {
            throw notNow(one);
        }
    }

    private static Refusal notNow(ClueImport one) {
        return Refusal.conflict("imports.not-now", Refusal.word("imports.state." + one.state()));
    }

    RowReading read(Kept row, Mapping mapping) {
        return rows.read(row.row(), mapping);
    }

    /**
     * Begins to register the rows, in the background.
     *
     * @param whole all of them or none: refused at once where one is wrong
     * @param doubles those too that are perhaps here already
     */
    @Transactional
    public void start(String id, boolean whole, boolean doubles, String by) {
        var one = get(id, by);
        if (!one.isReady()) {
            throw notNow(one);
        }
        if (one.state() == State.BROKEN_OFF && one.withdrawnBy() != null) {
            throw notNow(one);
        }
        var counts = book.counts(id);
        var wrong = counts.getOrDefault(RowState.WRONG, 0L);
        if (whole && wrong > 0) {
            throw Refusal.conflict("imports.whole.wrong", wrong);
        }
        if (counts.getOrDefault(RowState.GOOD, 0L) + (doubles ? counts.getOrDefault(RowState.DOUBLE, 0L) : 0) == 0) {
            throw Refusal.conflict("imports.nothing");
        }
        book.go(one, State.RUNNING, whole, doubles);
        runner.afterCommit(id);
    }

    /**
     * Takes out again what was imported, where nobody has worked on it yet; what somebody worked on stays.
     *
     * @throws Refusal when there is no reason, or everything has been worked on
     */
    @Transactional
    public void withdraw(String id, String why, String by) {
        var one = get(id, by);
        var goesOn = one.state() == State.BROKEN_OFF && one.withdrawnBy() != null;
        if (one.state() != State.DONE && !goesOn) {
            throw notNow(one);
        }
        if (!goesOn) {
            if (why == null || why.isBlank() || why.length() > LONGEST_REASON) {
                throw Refusal.invalid("imports.withdraw.reason", LONGEST_REASON);
            }
            if (book.counts(id).getOrDefault(RowState.DONE, 0L) == 0) {
                throw Refusal.conflict("imports.nothing");
            }
            book.withdrawn(id, by, why.strip());
        }
        book.go(one, State.WITHDRAWING, one.whole(), one.doubles());
        runner.afterCommit(id);
    }

    /** Forgets a table of which nothing was registered. */
    @Transactional
    public void discard(String id, String by) {
        var one = get(id, by);
        if (!one.isUnused()) {
            throw notNow(one);
        }
        book.discard(id);
    }
}
