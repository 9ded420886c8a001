package cn.qingfeng.insight.export;

import cn.qingfeng.calendar.Moments;
import cn.qingfeng.insight.column.Cell;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** UTF-8 with its mark, so that Excel reads Chinese, and every field between quotes (RFC 4180). */
class CsvWriter implements SheetWriter {

    /** What a spreadsheet takes for a formula, and long digits, of which it would keep fifteen. */
    private static final Pattern NOT_AS_IT_STANDS =
            Pattern.compile("(?s)[=+\\-@\\t\\r\\n\\uFF1D\\uFF0B\\uFF0D\\uFF20].*|\\d{12,}");

    private final Writer out;

    CsvWriter(OutputStream out, SheetHead head, ZoneId zone) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.out.write('\uFEFF');
        row(List.of(new Cell.Text(head.mark())));
        row(head.columns().stream().<Cell>map(Cell.Text::new).toList());
    }

    @Override
    public void row(List<Cell> cells) throws IOException {
        out.write(cells.stream().map(CsvWriter::field).collect(Collectors.joining(",")));
        out.write("\r\n");
    }

    private static String field(Cell cell) {
        if (cell instanceof Cell.Number number) {
            return Long.toString(number.value());
        }
        return quoted(
                cell instanceof Cell.Moment moment ? Moments.minute(moment.at()) : plain(((Cell.Text) cell).value()));
    }

    private static String plain(String text) {
        return NOT_AS_IT_STANDS.matcher(text).matches() ? "'" + text : text;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }
}
