package cn.qingfeng.intake.imports.sheet;

import cn.qingfeng.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.web.multipart.MultipartFile;

/** A table that somebody sent: read row by row whatever its form, or refused in words. */
public final class SheetFile {

    static final int MOST_COLUMNS = 200;
    public static final long LARGEST = 20L << 20;

    /** The longest text that a cell of Excel holds. */
    static final int LONGEST = 32_767;

    /** So many rows a sheet of Excel has, blank ones too. */
    static final int LINES_OF_EXCEL = 1 << 20;

    private static final int OLE = 0xD0CF11E0;
    private static final int ZIP = 0x504B0304;
    private static final int HEAD = 512;

    /**
     * What was read beside the rows.
     *
     * @param sheet the sheet's name; empty for a text file
     * @param others names of sheets that were not read
     * @param merged places merged over several rows
     */
    public record Read(String sheet, List<String> others, List<Merged> merged) {}

    /** A place over several rows, from the first to the last, counted from 1. */
    public record Merged(String where, int first, int last) {}

    /** What is done with a table that was sent, while it lies on the disk. */
    public interface Use<T> {
        T of(Path file) throws IOException;
    }

    private SheetFile() {}

    /**
     * Takes a table from a form: it lies on the disk for as long as it is used, and no more of it than one byte beyond the
     * largest that is read.
     *
     * @throws Refusal when no file was chosen
     */
    public static <T> T sent(MultipartFile sent, Use<T> use) throws IOException {
        if (sent == null || sent.isEmpty()) {
            throw Refusal.invalid("imports.file.choose");
        }
        var file = Files.createTempFile("sheet", ".tmp");
        try {
            try (var in = sent.getInputStream();
                    var out = Files.newOutputStream(file)) {
                out.write(in.readNBytes((int) LARGEST + 1));
            }
            return use.of(file);
        } finally {
            Files.delete(file);
        }
    }

    /**
     * Hands over the rows that are not blank, in their order.
     *
     * @param most so many rows; one more is refused
     * @throws Refusal when it is no table, or one that is not taken
     */
    public static Read read(Path file, int most, Consumer<SheetRow> rows) throws IOException {
        var counted = new Consumer<SheetRow>() {
            private int count;
            private int lines;

            @Override
            public void accept(SheetRow row) {
                if (++lines > LINES_OF_EXCEL) {
                    throw new Refusal(Refusal.Kind.TOO_LARGE, "imports.file.rows", List.of(), most);
                }
                if (!row.isBlank()) {
                    if (++count > most) {
                        throw new Refusal(Refusal.Kind.TOO_LARGE, "imports.file.rows", List.of(), most);
                    }
                    rows.accept(row);
                }
            }
        };
        var size = Files.size(file);
        if (size == 0) {
            throw Refusal.invalid("imports.file.empty");
        }
        if (size > LARGEST) {
            throw new Refusal(Refusal.Kind.TOO_LARGE, "imports.file.large", List.of(), LARGEST >> 20);
        }
        var head = head(file);
        var first = head.length < 4
                ? 0
                : (head[0] & 0xFF) << 24 | (head[1] & 0xFF) << 16 | (head[2] & 0xFF) << 8 | head[3] & 0xFF;
        if (first == OLE) {
            throw Refusal.invalid("imports.file.xls");
        }
        if (first == ZIP) {
            return WorkbookReader.read(file, counted);
        }
        var text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.replace("\u00EF\u00BB\u00BF", "").stripLeading().startsWith("<")) {
            throw Refusal.invalid("imports.file.web-page");
        }
        if (text.startsWith("%PDF") || text.startsWith("PK") || text.startsWith("Rar!")) {
            throw Refusal.invalid("imports.file.no-table");
        }
        CsvReader.read(file, counted);
        return new Read("", List.of(), List.of());
    }

    private static byte[] head(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }
}
