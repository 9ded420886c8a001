package cn.qingfeng.intake.imports.sheet;

import cn.qingfeng.testing.SmallJvm;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The most rows that are taken, of five hundred signs each, are 40 MB once they are cells: they come in through a heap of 32. */
class TableMemoryTests {

    private static final int ROWS = 20_000;
    private static final int COLUMNS = 10;
    private static final int HEAP = 32;

    /** As long as what people tell, and another one in each row. */
    private static String text(int row, int column) {
        return "反映内容".repeat(9) + row + "/" + column + Long.toHexString((row * 31L + column) * 0x9E3779B97F4A7C15L);
    }

    @TempDir
    Path folder;

    @Test
    void aWorkbookIsReadRowByRow() throws IOException {
        var file = folder.resolve("table.xlsx");
        try (var out = new BufferedOutputStream(Files.newOutputStream(file));
                var book = new Workbook(out, "Test", "1.0")) {
            var sheet = book.newWorksheet("台账");
            for (var row = 0; row < ROWS; row++) {
                for (var column = 0; column < COLUMNS; column++) {
                    sheet.inlineString(row, column, text(row, column));
                }
            }
        }
        SmallJvm.getsThrough(Coming.class, HEAP, file, ROWS);
    }

    @Test
    void textIsReadRowByRow() throws IOException {
        var file = folder.resolve("table.csv");
        try (var out = Files.newBufferedWriter(file, Charset.forName("GBK"))) {
            for (var row = 0; row < ROWS; row++) {
                for (var column = 0; column < COLUMNS; column++) {
                    out.write((column == 0 ? "" : ",") + text(row, column));
                }
                out.write("\r\n");
            }
        }
        SmallJvm.getsThrough(Coming.class, HEAP, file, ROWS);
    }

    /** What an import does first. */
    static final class Coming {

        private Coming() {}

        public static void main(String[] arguments) throws IOException {
            var rows = new int[1];
            SheetFile.read(Path.of(arguments[0]), ROWS, row -> rows[0]++);
            if (rows[0] != Integer.parseInt(arguments[1])) {
                throw new IllegalStateException("read " + rows[0]);
            }
        }
    }
}
