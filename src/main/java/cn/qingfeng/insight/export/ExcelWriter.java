package cn.qingfeng.insight.export;

import cn.qingfeng.insight.column.Cell;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A workbook; a sheet that is full goes on in another one. Texts stand in their cells, so that memory does not grow. */
class ExcelWriter implements SheetWriter {

    /** Excel's 1,048,576 lines, less head and some room. */
    static final int ROWS_A_SHEET = 1_000_000;

    /** The longest text of a cell in Excel. */
    private static final int LONGEST = 32_767;

    private static final int MARK = 0;
    private static final int HEADER = 1;

    private final SheetHead head;
    private final ZoneId zone;
    private final Workbook book;
    private final int most;
    private Worksheet sheet;
    private int sheets;
    private int line;

    ExcelWriter(OutputStream out, SheetHead head, ZoneId zone) throws IOException {
        this(out, head, zone, ROWS_A_SHEET);
    }

    ExcelWriter(OutputStream out, SheetHead head, ZoneId zone, int most) throws IOException {
        this.head = head;
        this.zone = zone;
        this.most = most;
        this.book = new Workbook(out, "Qingfeng", "1.0");
        begin();
    }

    private void begin() throws IOException {
        if (sheet != null) {
            sheet.finish();
        }
        sheets++;
        sheet = book.newWorksheet(sheets == 1 ? head.name() : head.name() + " " + sheets);
        var last = head.columns().size() - 1;
        for (var column = 0; column <= last; column++) {
            sheet.width(column, head.widths().get(column));
        }
        sheet.inlineString(MARK, 0, head.mark());
        for (var column = 0; column <= last; column++) {
            sheet.inlineString(HEADER, column, head.columns().get(column));
            sheet.style(HEADER, column)
                    .bold()
                    .fillColor("E8EEF6")
                    .wrapText(true)
                    .verticalAlignment("center")
                    .set();
        }
        sheet.freezePane(2, HEADER + 1);
        sheet.setAutoFilter(HEADER, 0, last);
        sheet.pageOrientation("landscape");
        sheet.repeatRows(HEADER);
        // In a header & begins a code.
        sheet.header(head.mark().replace("&", "&&"), Position.CENTER);
        sheet.footer("&P / &N", Position.CENTER);
        line = HEADER + 1;
    }

    @Override
    public void row(List<Cell> cells) throws IOException {
        if (line - HEADER > most) {
            begin();
        }
        for (var column = 0; column < cells.size(); column++) {
            put(column, cells.get(column));
        }
        line++;
    }

    private void put(int column, Cell cell) {
        if (cell instanceof Cell.Number number) {
            sheet.value(line, column, number.value());
        } else if (cell instanceof Cell.Moment moment) {
            sheet.value(line, column, LocalDateTime.ofInstant(moment.at(), zone).truncatedTo(ChronoUnit.MINUTES));
            sheet.style(line, column).format("yyyy-mm-dd hh:mm").set();
        } else if (cell instanceof Cell.Text text && !text.value().isEmpty()) {
            sheet.inlineString(
                    line,
                    column,
                    text.value().substring(0, Math.min(LONGEST, text.value().length())));
        }
    }

    @Override
    public void flush() throws IOException {
        sheet.flush();
    }

    @Override
    public void finish() throws IOException {
        sheet.finish();
        book.finish();
    }
}
