package cn.qingfeng.intake.imports.sheet;

import cn.qingfeng.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A table as text (RFC 4180): UTF-8 with or without its mark, UTF-16 with it, else GB18030, which holds GBK; parted by commas,
 * semicolons or tabs, whichever its first line has most of.
 */
final class CsvReader {

    private static final char MARK = '\uFEFF';
    private static final int END = -1;

    private CsvReader() {}

    static void read(Path file, Consumer<SheetRow> rows) throws IOException {
        var charset = charset(file);
        char separator;
        try (var in = open(file, charset)) {
            separator = separator(in);
        }
        try (var in = new PushbackReader(open(file, charset))) {
            var mark = in.read();
            if (mark != MARK && mark != END) {
                in.unread(mark);
            }
            rows(in, separator, rows);
        } catch (CharacterCodingException unreadable) {
            throw Refusal.invalid("imports.file.charset");
        }
    }

    private static Charset charset(Path file) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(2);
        }
        if (head.length == 2 && (head[0] & 0xFF) == 0xFF && (head[1] & 0xFF) == 0xFE
                || head.length == 2 && (head[0] & 0xFF) == 0xFE && (head[1] & 0xFF) == 0xFF) {
            return checked(file, StandardCharsets.UTF_16);
        }
        return checked(file, StandardCharsets.UTF_8, Charset.forName("GB18030"));
    }

    /** The first of these in which all of it can be read. */
    private static Charset checked(Path file, Charset... charsets) throws IOException {
        for (var charset : charsets) {
            if (reads(file, charset)) {
                return charset;
            }
        }
        throw Refusal.invalid("imports.file.charset");
    }

    private static boolean reads(Path file, Charset charset) throws IOException {
        var buffer = new char[8192];
        try (var in = open(file, charset)) {
            for (var read = in.read(buffer); read != END; read = in.read(buffer)) {
                for (var at = 0; at < read; at++) {
                    if (buffer[at] == 0) {
                        throw Refusal.invalid("imports.file.no-table");
                    }
                }
            }
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }

    private static Reader open(Path file, Charset charset) throws IOException {
        return new BufferedReader(new InputStreamReader(
                Files.newInputStream(file),
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    /** Of what the first line that says something has most. */
    private static char separator(Reader in) throws IOException {
        var counts = new int[3];
        var quoted = false;
        var said = false;
        for (var c = in.read(); c != END; c = in.read()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '\n' || c == '\r')) {
                if (said && counts[0] + counts[1] + counts[2] > 0) {
                    break;
                }
            } else if (!quoted) {
                said |= !Character.isWhitespace(c);
                var which = ",;\t".indexOf(c);
                if (which >= 0) {
                    counts[which]++;
                }
            }
        }
        return counts[2] >= counts[0] && counts[2] >= counts[1] && counts[2] > 0
                ? '\t'
                : counts[1] > counts[0] ? ';' : ',';
    }

    private static void rows(PushbackReader in, char separator, Consumer<SheetRow> rows) throws IOException {
        var line = 1;
        var starts = 1;
        var cells = new ArrayList<SheetCell>();
        var cell = new StringBuilder();
        var quoted = false;
        var afterQuote = false;
        for (var c = in.read(); ; c = in.read()) {
            if (quoted && c != END) {
                if (c == '"') {
                    var next = in.read();
                    if (next == '"') {
                        cell.append('"');
                    } else {
                        quoted = false;
                        afterQuote = true;
                        if (next != END) {
                            in.unread(next);
                        }
                    }
                } else {
                    line += c == '\n' ? 1 : 0;
                    append(cell, c, line);
                }
            } else if (c == '"' && !afterQuote && cell.toString().isBlank()) {
                cell.setLength(0);
                quoted = true;
            } else if (c == separator) {
                put(cells, cell, line);
                afterQuote = false;
            } else if (c == '\n' || c == '\r' || c == END) {
                if (quoted) {
                    throw Refusal.invalid("imports.file.quote", starts);
                }
                put(cells, cell, line);
                afterQuote = false;
                rows.accept(new SheetRow(starts, List.copyOf(cells)));
                cells.clear();
                if (c == END) {
                    return;
                }
                if (c == '\r') {
                    skipLineFeed(in);
                }
                starts = ++line;
            } else if (!(afterQuote && Character.isWhitespace(c))) {
                append(cell, c, line);
            }
        }
    }

    /** A line ends with both signs, or with one of them, as on old machines. */
    private static void skipLineFeed(PushbackReader in) throws IOException {
        var next = in.read();
        if (next != '\n' && next != END) {
            in.unread(next);
        }
    }

    private static void append(StringBuilder cell, int c, int line) {
        if (cell.length() >= SheetFile.LONGEST) {
            throw Refusal.invalid("imports.file.cell", line, SheetFile.LONGEST);
        }
        cell.append((char) c);
    }

    /** What a table of ours guards with a quotation mark is the text behind it. */
    private static void put(List<SheetCell> cells, StringBuilder cell, int line) {
        var text = cell.toString();
        cell.setLength(0);
        if (cells.size() >= SheetFile.MOST_COLUMNS) {
            if (!text.isBlank()) {
                throw Refusal.invalid("imports.file.columns", line, SheetFile.MOST_COLUMNS);
            }
            return;
        }
        cells.add(
                text.isEmpty()
                        ? SheetCell.EMPTY
                        : new SheetCell(
                                SheetCell.Kind.TEXT,
                                text.matches("(?s)'(?:[=+\\-@\\t\\r\\n]|\\d{12,}).*") ? text.substring(1) : text));
    }
}
