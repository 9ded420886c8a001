package cn.qingfeng.insight.export;

import cn.qingfeng.insight.column.Cell;
import cn.qingfeng.testing.SmallJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A ledger of 100,000 clues is 120 MB of text and more: it leaves through a heap of 32. */
class SheetMemoryTests {

    private static final int CLUES = 100_000;
    private static final int COLUMNS = 20;
    private static final int AT_ONCE = 500;
    private static final int HEAP = 32;

    @ParameterizedTest
    @EnumSource
    void aHundredThousandCluesLeaveWithoutBeingHeld(SheetFormat format) {
        SmallJvm.getsThrough(Leaving.class, HEAP, format);
    }

    /** What an export does, with rows that nobody keeps. */
    static final class Leaving {

        private Leaving() {}

        public static void main(String[] format) throws IOException {
            var head = new SheetHead(
                    "ledger", "mark", Collections.nCopies(COLUMNS, "column"), Collections.nCopies(COLUMNS, 20));
            var sheet = SheetFormat.valueOf(format[0])
                    .open(OutputStream.nullOutputStream(), head, ZoneId.of("Asia/Shanghai"));
            for (var at = 0; at < CLUES; at++) {
                sheet.row(row(at));
                if (at % AT_ONCE == 0) {
                    sheet.flush();
                }
            }
            sheet.finish();
        }

        private static List<Cell> row(int at) {
            var cells = new ArrayList<Cell>();
            cells.add(new Cell.Number(at));
            cells.add(Cell.of(Instant.EPOCH.plusSeconds(at)));
            while (cells.size() < COLUMNS) {
                cells.add(Cell.of("a text of sixty letters that is another one in each row " + at));
            }
            return cells;
        }
    }
}
