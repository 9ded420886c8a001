package cn.qingfeng.intake.imports.sheet;

import cn.qingfeng.Refusal;
import cn.qingfeng.intake.imports.sheet.SheetCell.Kind;
import cn.qingfeng.intake.imports.sheet.SheetFile.Merged;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.ZipFile;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A workbook (.xlsx) as a stream of events: the first sheet that is not hidden and has rows. Of a formula what it came to counts.
 * A workbook that unpacks to too much is refused before anything of it is read, and one with a document type is damaged.
 */
final class WorkbookReader {

    private static final long MOST_UNPACKED = 300L << 20;

    /** These are held in memory. */
    private static final long MOST_STRINGS = 64L << 20;

    private static final int MOST_PARTS = 2000;
    private static final int MOST_MERGED = 1000;

    private record Sheet(String name, String id, boolean hidden) {}

    private WorkbookReader() {}

    static SheetFile.Read read(Path file, Consumer<SheetRow> rows) throws IOException {
        try {
            look(file);
            try (var parts = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
                return read(new XSSFReader(parts), new ReadOnlySharedStringsTable(parts, false), rows);
            }
        } catch (Refusal refused) {
            throw refused;
        } catch (OpenXML4JException
                | SAXException
                | ParserConfigurationException
                | IOException
                | RuntimeException damaged) {
            throw Refusal.invalid("imports.file.damaged");
        }
    }

    /** Unpacks it once into nothing, so that a bomb goes off here. */
    private static void look(Path file) throws IOException {
        var buffer = new byte[1 << 16];
        var all = 0L;
        var isWorkbook = false;
        try (var zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_PARTS) {
                throw Refusal.invalid("imports.file.bomb");
            }
            for (var parts = zip.entries(); parts.hasMoreElements(); ) {
                var part = parts.nextElement();
                var name = part.getName().toLowerCase(Locale.ROOT);
                if (name.endsWith("vbaproject.bin")) {
                    throw Refusal.invalid("imports.file.macros");
                }
                isWorkbook |= name.equals("xl/workbook.xml");
                var one = 0L;
                try (var in = zip.getInputStream(part)) {
                    for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        all += read;
                        one += read;
                        if (all > MOST_UNPACKED || one > MOST_STRINGS && name.endsWith("sharedstrings.xml")) {
                            throw Refusal.invalid("imports.file.bomb");
                        }
                    }
                }
            }
        }
        if (!isWorkbook) {
            throw Refusal.invalid("imports.file.no-table");
        }
    }

    private static SheetFile.Read read(XSSFReader book, ReadOnlySharedStringsTable strings, Consumer<SheetRow> rows)
            throws OpenXML4JException, IOException, SAXException, ParserConfigurationException {
        var sheets = new ArrayList<Sheet>();
        try (var in = book.getWorkbookData()) {
            parse(in, new DefaultHandler() {
                @Override
                public void startElement(String uri, String local, String name, Attributes given) {
                    if (local.equals("sheet")) {
                        var state = given.getValue("state");
                        sheets.add(new Sheet(
                                String.valueOf(given.getValue("name")),
                                idOf(given),
                                state != null && !state.equals("visible")));
                    } else if (local.equals("workbookPr")
                            && List.of("1", "true").contains(String.valueOf(given.getValue("date1904")))) {
                        throw Refusal.invalid("imports.file.1904");
                    }
                }
            });
        }
        for (var sheet : sheets) {
            if (!sheet.hidden()) {
                var content = new Content(strings, rows);
                try (var in = book.getSheet(sheet.id())) {
                    parse(in, content);
                }
                if (content.rows > 0) {
                    return new SheetFile.Read(
                            sheet.name(),
                            sheets.stream()
                                    .filter(other -> other != sheet)
                                    .map(Sheet::name)
                                    .toList(),
                            content.merged);
                }
            }
        }
        throw Refusal.invalid("imports.file.empty");
    }

    private static String idOf(Attributes given) {
        for (var at = 0; at < given.getLength(); at++) {
            if (given.getLocalName(at).equals("id")) {
                return given.getValue(at);
            }
        }
        throw Refusal.invalid("imports.file.damaged");
    }

    /** POI's parser takes no document type and no entity from outside. */
    private static void parse(InputStream in, DefaultHandler handler)
            throws SAXException, ParserConfigurationException, IOException {
        var parser = XMLHelper.newXMLReader();
        parser.setContentHandler(handler);
        parser.parse(new InputSource(in));
    }

    private static final class Content extends DefaultHandler {
        private final ReadOnlySharedStringsTable strings;
        private final Consumer<SheetRow> to;
        private final List<Merged> merged = new ArrayList<>();
        private final List<SheetCell> cells = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private int rows;
        private int line;
        private int column = -1;
        private String type;
        private boolean formula;
        private boolean valued;
        private boolean reading;
        private int phonetic;

        Content(ReadOnlySharedStringsTable strings, Consumer<SheetRow> to) {
            this.strings = strings;
            this.to = to;
        }

        @Override
        public void startElement(String uri, String local, String name, Attributes given) {
            switch (local) {
                case "row" -> {
                    var before = line;
                    line = given.getValue("r") == null ? line + 1 : Integer.parseInt(given.getValue("r"));
                    // A row that stands elsewhere than it says would get lost between the others.
                    if (line <= before || line > SheetFile.LINES_OF_EXCEL) {
                        throw Refusal.invalid("imports.file.damaged");
                    }
                    cells.clear();
                    column = -1;
                }
                case "c" -> {
                    column = given.getValue("r") == null ? column + 1 : SheetCell.column(given.getValue("r"));
                    type = given.getValue("t") == null ? "n" : given.getValue("t");
                    formula = false;
                    valued = false;
                    text.setLength(0);
                }
                case "f" -> formula = true;
                case "v" -> {
                    valued = true;
                    reading = true;
                }
                case "t" -> reading = "inlineStr".equals(type) && phonetic == 0;
                case "rPh" -> phonetic++;
                case "mergeCell" -> merge(given.getValue("ref"));
                default -> {}
            }
        }

        private void merge(String reference) {
            var ends = String.valueOf(reference).split(":");
            if (ends.length == 2) {
                var first = Integer.parseInt(ends[0].replaceAll("\\D", ""));
                var last = Integer.parseInt(ends[1].replaceAll("\\D", ""));
                if (last > first && merged.size() < MOST_MERGED) {
                    merged.add(new Merged(reference, first, last));
                }
            }
        }

        @Override
        public void characters(char[] signs, int start, int length) {
            if (reading) {
                text.append(signs, start, length);
                if (text.length() > SheetFile.LONGEST) {
                    throw Refusal.invalid("imports.file.cell", line, SheetFile.LONGEST);
                }
            }
        }

        @Override
        public void endElement(String uri, String local, String name) {
            switch (local) {
                case "v", "t" -> reading = false;
                case "rPh" -> phonetic--;
                case "c" -> put();
                case "row" -> {
                    var row = new SheetRow(line, List.copyOf(cells));
                    rows += row.isBlank() ? 0 : 1;
                    to.accept(row);
                }
                default -> {}
            }
        }

        private void put() {
            var cell = cell();
            if (cell.isBlank()) {
                return;
            }
            if (column < 0 || column >= SheetFile.MOST_COLUMNS) {
                throw Refusal.invalid("imports.file.columns", line, SheetFile.MOST_COLUMNS);
            }
            while (cells.size() <= column) {
                cells.add(SheetCell.EMPTY);
            }
            cells.set(column, cell);
        }

        private SheetCell cell() {
            if (formula && !valued && !"inlineStr".equals(type)) {
                return new SheetCell(Kind.NO_VALUE, "");
            }
            var value = text.toString();
            return switch (type) {
                case "s" ->
                    new SheetCell(
                            Kind.TEXT,
                            strings.getItemAt(Integer.parseInt(value.strip())).getString());
                case "e" -> new SheetCell(Kind.ERROR, value);
                case "n" ->
                    value.isBlank()
                            ? SheetCell.EMPTY
                            : new SheetCell(Kind.NUMBER, plain(new BigDecimal(value.strip())));
                default -> new SheetCell(Kind.TEXT, value);
            };
        }

        /** A number with a few hundred zeros is none of a ledger. */
        private static String plain(BigDecimal number) {
            return Math.abs(number.scale()) > 40
                    ? number.toString()
                    : number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
    }
}
