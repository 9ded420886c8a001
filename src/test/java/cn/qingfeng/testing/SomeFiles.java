package cn.qingfeng.testing;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.hpsf.PropertySetFactory;
import org.apache.poi.hpsf.SummaryInformation;
import org.apache.poi.hpsf.WritingNotSupportedException;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Files as people send them, made here: pictures with a place in them, documents, and what only looks like one. */
public final class SomeFiles {

    /** What a camera wrote beside the picture, and nobody is to read. */
    public static final String SECRET = "GPS-33.4381N-113.5985E";

    /** What is done to a document before it is written. */
    @FunctionalInterface
    public interface MoreOf {
        void accept(PDDocument document) throws IOException;
    }

    private static final Pattern SIGN = Pattern.compile("&#(?:x([0-9a-fA-F]{1,5})|([0-9]{1,6}));");

    private SomeFiles() {}

    /** What a reader finds in an answer: packed files unpacked, a PDF's text, else as it came. */
    public static String read(byte[] content) {
        try {
            if (starts(content, "PK")) {
                // By its directory: what is streamed into a workbook says its lengths only there.
                var file = Files.write(Files.createTempFile("read", ".zip"), content);
                var all = new StringBuilder();
                try (var zip = new ZipFile(file.toFile())) {
                    for (var entry : Collections.list(zip.entries())) {
                        all.append(entry.getName())
                                .append('\n')
                                .append(read(zip.getInputStream(entry).readAllBytes()));
                    }
                } finally {
                    Files.delete(file);
                }
                return all.toString();
            }
            if (starts(content, "%PDF")) {
                try (var document = Loader.loadPDF(content)) {
                    return new PDFTextStripper().getText(document)
                            + document.getDocumentInformation().getCOSObject();
                }
            }
            // A workbook writes signs as their numbers.
            return SIGN.matcher(new String(content, StandardCharsets.UTF_8))
                    .replaceAll(sign -> Matcher.quoteReplacement(Character.toString(
                            sign.group(1) == null
                                    ? Integer.parseInt(sign.group(2))
                                    : Integer.parseInt(sign.group(1), 16))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean starts(byte[] content, String mark) {
        return content.length > mark.length()
                && new String(content, 0, mark.length(), StandardCharsets.ISO_8859_1).equals(mark);
    }

    /** A JPEG as a camera writes it: held sideways, with place, notes and a trailer behind its end. */
    public static byte[] photo() {
        var plain = drawn("jpg");
        var exif = exif(6);
        return join(
                Arrays.copyOf(plain, 2),
                segment(0xE1, join(bytes("Exif\0\0"), exif)),
                segment(0xE1, bytes("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + SECRET + "</x:xmpmeta>")),
                segment(0xE2, bytes("MPF\0" + SECRET)),
                segment(0xED, bytes("Photoshop 3.0\0" + SECRET)),
                segment(0xFE, bytes(SECRET)),
                Arrays.copyOfRange(plain, 2, plain.length),
                bytes("trailer " + SECRET));
    }

    public static byte[] png() {
        var plain = drawn("png");
        var end = plain.length - 12;
        return join(
                Arrays.copyOf(plain, 33),
                chunk("tEXt", bytes("Comment\0" + SECRET)),
                chunk("iTXt", bytes("XML:com.adobe.xmp\0\0\0\0\0" + SECRET)),
                chunk("eXIf", exif(6)),
                chunk("tIME", new byte[7]),
                Arrays.copyOfRange(plain, 33, end),
                Arrays.copyOfRange(plain, end, plain.length),
                bytes(SECRET));
    }

    public static byte[] gif() {
        var plain = drawn("gif");
        var colours = (plain[10] & 0x80) == 0 ? 0 : 3 << ((plain[10] & 7) + 1);
        var head = 13 + colours;
        var comment = join(new byte[] {0x21, (byte) 0xFE, (byte) SECRET.length()}, bytes(SECRET), new byte[1]);
        return join(Arrays.copyOf(plain, head), comment, Arrays.copyOfRange(plain, head, plain.length), bytes(SECRET));
    }

    /** A WebP of one pixel, lossless, with metadata. */
    public static byte[] webp() {
        var pixel =
                new byte[] {0x2F, 0, 0, 0, 0x10, 0x07, 0x10, 0x11, 0x11, (byte) 0x88, (byte) 0x88, (byte) 0xFE, 0x07, 0
                };
        var chunks = join(
                riff("VP8X", new byte[] {0x0C, 0, 0, 0, 0, 0, 0, 0, 0, 0}),
                riff("VP8L", pixel),
                riff("EXIF", exif(1)),
                riff("XMP ", bytes(SECRET)));
        return join(riff("RIFF", join(bytes("WEBP"), chunks)), bytes(SECRET));
    }

    public static byte[] bmp() {
        return drawn("bmp");
    }

    public static byte[] pdf() {
        return bytes(
                "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
    }

    public static byte[] docx() {
        return zip("[Content_Types].xml", "_rels/.rels", "word/document.xml");
    }

    /** An Office file whose main part has a name of its own and is known by its content type alone. */
    public static byte[] office(String kind, String part, String other) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.write(bytes("<Types><Override PartName='/" + part
                    + "' ContentType='application/vnd.openxmlformats-officedocument."
                    + kind + ".main+xml'/>"
                    + (other.isEmpty() ? "" : "<Override ContentType='" + other + ".main+xml'/>")
                    + "</Types>"));
            zip.putNextEntry(new ZipEntry(part));
            zip.write(bytes("<x/>"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A ZIP with entry names in the coding of older Chinese software. */
    public static byte[] gbkZip(String... names) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out, java.nio.charset.Charset.forName("GBK"))) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(bytes("<x/>"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * A video as a phone writes it: place and author in every box that phones use, a track of places beside picture and
     * sound, and moments. Its picture is {@link #PICTURE}, at the place that its table says.
     */
    public static byte[] film(String brand) {
        var place = box(
                "udta", box("\u00A9xyz", bytes(SECRET)), box("\u00A9ART", bytes(SECRET)), box("loci", bytes(SECRET)));
        var keys = box("meta", bytes("\0\0\0\0"), box("keys", bytes(SECRET)), box("ilst", bytes(SECRET)));
        var head = box("ftyp", bytes(brand + "\0\0\2\0" + brand));
        var uuid = box("uuid", bytes("0123456789abcdef<x:xmpmeta>" + SECRET));
        var data = box("mdat", bytes(PICTURE), bytes(SECRET));
        var at = head.length + uuid.length + 8;
        return join(
                head,
                uuid,
                data,
                box(
                        "moov",
                        box("mvhd", bytes("\0\0\0\0"), bytes(MOMENT), bytes(MOMENT), new byte[92]),
                        track("vide", at, PICTURE.length(), place),
                        track("meta", at + PICTURE.length(), SECRET.length(), keys),
                        place,
                        keys),
                box("free", bytes(SECRET)),
                bytes(SECRET));
    }

    /** What a film shows. */
    public static final String PICTURE = "the picture itself, which nothing may change";

    /** When it was taken: four bytes of a box's head. */
    public static final String MOMENT = "WHEN";

    private static byte[] track(String handler, int at, int length, byte[] beside) {
        return box(
                "trak",
                box("tkhd", bytes("\0\0\0\0"), bytes(MOMENT), bytes(MOMENT), new byte[76]),
                box(
                        "mdia",
                        box("mdhd", bytes("\0\0\0\0"), bytes(MOMENT), bytes(MOMENT), new byte[12]),
                        box("hdlr", new byte[8], bytes(handler), new byte[12]),
                        box(
                                "minf",
                                box(
                                        "stbl",
                                        box("stsz", numbers(0, 0, 1, length)),
                                        box("stsc", numbers(0, 1, 1, 1, 1)),
                                        box("stco", numbers(0, 1, at))))),
                beside);
    }

    private static byte[] numbers(int... numbers) {
        var bytes = ByteBuffer.allocate(4 * numbers.length);
        for (var number : numbers) {
            bytes.putInt(number);
        }
        return bytes.array();
    }

    private static byte[] box(String type, byte[]... contents) {
        var content = join(contents);
        return join(
                ByteBuffer.allocate(4).putInt(8 + content.length).array(),
                type.getBytes(StandardCharsets.ISO_8859_1),
                content);
    }

    /** A recording with notes in a list and in a block of its own. */
    public static byte[] wav() {
        return riff(
                "RIFF",
                join(
                        bytes("WAVE"),
                        riff("fmt ", new byte[16]),
                        riff("LIST", join(bytes("INFO"), riff("IART", bytes(SECRET)))),
                        riff("bext", bytes(SECRET)),
                        riff("data", bytes(PICTURE)),
                        riff("id3 ", bytes(SECRET))));
    }

    /** A recording of exactly so many bytes, an even number, without notes. */
    public static byte[] wav(int bytes) {
        return riff("RIFF", join(bytes("WAVE"), riff("fmt ", new byte[16]), riff("data", new byte[bytes - 44])));
    }

    /** A recording with notes before and behind its sound. */
    public static byte[] mp3() {
        var notes = bytes("TPE1\0\0\0\20\0\0\0" + SECRET);
        var behind = Arrays.copyOf(bytes("TAG" + SECRET), 128);
        return join(
                bytes("ID3\3\0\0\0\0\0"),
                new byte[] {(byte) notes.length},
                notes,
                new byte[] {(byte) 0xFF, (byte) 0xFB, (byte) 0x90, 0x64},
                bytes(PICTURE),
                behind);
    }

    /** A WebM or Matroska video with tags before and behind its picture; a live one does not know how long it becomes. */
    public static byte[] matroska(String kind, boolean live) {
        var info = join(
                element(0x2AD7B1, new byte[] {15, 66, 64}),
                element(0x7BA9, bytes(SECRET)),
                element(0x4461, bytes(MOMENT + MOMENT)),
                element(0x4D80, bytes(SECRET)),
                element(0x5741, bytes(SECRET)));
        var track = element(0xAE, join(element(0xD7, new byte[] {1}), element(0x536E, bytes(SECRET))));
        var cluster = join(element(0xE7, new byte[] {0}), element(0xA3, bytes(PICTURE)));
        var segment = join(
                element(0x1549A966, info),
                element(0x1654AE6B, track),
                element(0x1941A469, bytes(SECRET)),
                live ? unknown(0x1F43B675, cluster) : element(0x1F43B675, cluster),
                element(0x1254C367, element(0x7373, bytes(SECRET))),
                element(0x1043A770, bytes(SECRET)));
        return join(
                element(0x1A45DFA3, element(0x4282, bytes(kind))),
                live ? unknown(0x18538067, segment) : element(0x18538067, segment));
    }

    private static byte[] element(int id, byte[] content) {
        return join(
                id(id),
                ByteBuffer.allocate(4).putInt(0x10000000 | content.length).array(),
                content);
    }

    private static byte[] unknown(int id, byte[] content) {
        return join(id(id), ByteBuffer.allocate(8).putLong(0x01FFFFFFFFFFFFFFL).array(), content);
    }

    private static byte[] id(int id) {
        var all = ByteBuffer.allocate(4).putInt(id).array();
        return Arrays.copyOfRange(all, Integer.numberOfLeadingZeros(id) / 8, 4);
    }

    /** A Windows Media video with author and place in three objects, the last within the header's extension. */
    public static byte[] wmv() {
        var file = join(new byte[24], bytes(MOMENT + MOMENT), new byte[48]);
        var extension = join(
                new byte[22],
                object("C5F8CBEA5BAF4877 8467AA8C44FA4CCA", bytes(SECRET)),
                object("14E6A5CBC6724332 8399A96952065B5A", new byte[64]));
        var header = join(
                new byte[6],
                object("8CABDCA1A94711CF 8EE400C00C205365", file),
                object("75B22633668E11CF A6D900AA0062CE6C", bytes(SECRET)),
                object("D2D0A440E30711D2 97F000A0C95EA850", bytes(SECRET)),
                object("5FBF03B5A92E11CF 8EE300C00C205365", extension));
        return join(
                object("75B22630668E11CF A6D900AA0062CE6C", header),
                object("75B22636668E11CF A6D900AA0062CE6C", bytes(PICTURE)),
                object("BE7ACFCB97A942E8 9C71999491E3AFAC", bytes(SECRET)));
    }

    private static byte[] object(String id, byte[] content) {
        var plain = HexFormat.of().parseHex(id.replace(" ", ""));
        var parts = ByteBuffer.wrap(plain);
        var head = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(parts.getInt()).putShort(parts.getShort()).putShort(parts.getShort());
        head.put(plain, 8, 8).putLong(24L + content.length);
        return join(head.array(), content);
    }

    /** A Flash video: notes, then its picture. */
    public static byte[] flv() {
        return join(
                bytes("FLV\1\5\0\0\0\11\0\0\0\0"),
                flvTag(18, bytes("\2\0\12onMetaData" + SECRET)),
                flvTag(9, bytes(PICTURE)));
    }

    private static byte[] flvTag(int type, byte[] content) {
        return join(
                ByteBuffer.allocate(11).putInt(type << 24 | content.length).array(),
                content,
                ByteBuffer.allocate(4).putInt(11 + content.length).array());
    }

    /** An Ogg recording: what it is, its comments, its sound. */
    public static byte[] ogg() {
        var comments =
                join(bytes("OpusTags"), little(4), bytes("abcd"), little(1), little(SECRET.length()), bytes(SECRET));
        return join(oggPage(2, 0, bytes("OpusHead\1\2")), oggPage(0, 1, comments), oggPage(4, 2, bytes(PICTURE)));
    }

    private static byte[] oggPage(int flags, int sequence, byte[] packet) {
        var head = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
        head.put(bytes("OggS\0"))
                .put((byte) flags)
                .putLong(0)
                .putInt(7)
                .putInt(sequence)
                .putInt(0);
        head.put((byte) 1).put((byte) packet.length);
        return join(head.array(), packet);
    }

    private static byte[] little(int number) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();
    }

    /** A PDF whose author stands in the open, in XMP, in a packed object, and in a camera's picture. */
    public static byte[] pdfByAuthor() throws IOException {
        return pdfByAuthor(document -> {});
    }

    /** The same, with something done to the document before it is written. */
    public static byte[] pdfByAuthor(MoreOf more) throws IOException {
        try (var document = new PDDocument();
                var out = new ByteArrayOutputStream()) {
            var page = new PDPage();
            document.addPage(page);
            // Nothing behind the picture's end: what stands there is kept within a PDF.
            var whole = Arrays.copyOf(photo(), photo().length - ("trailer " + SECRET).length());
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.showText(PICTURE);
                content.endText();
                content.drawImage(PDImageXObject.createFromByteArray(document, whole, "photograph"), 10, 10);
            }
            document.getDocumentInformation().setAuthor(SECRET);
            document.getDocumentInformation().setCustomMetadataValue("Company", SECRET);
            document.getDocumentInformation().setCustomMetadataValue("Saved", MOMENT);
            document.getDocumentCatalog()
                    .setMetadata(new PDMetadata(document, new ByteArrayInputStream(bytes(SECRET))));
            var note = new PDAnnotationText();
            note.setRectangle(new PDRectangle(10, 10, 20, 20));
            note.setTitlePopup(SECRET);
            page.setAnnotations(List.of(note));
            more.accept(document);
            document.save(out);
            return out.toByteArray();
        }
    }

    /** An Office file whose author stands in its properties, its comments, its changes and a picture. */
    public static byte[] docxByAuthor(String... further) {
        var parts = new LinkedHashMap<String, byte[]>();
        parts.put(
                "[Content_Types].xml",
                bytes(
                        "<Types><Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument."
                                + "wordprocessingml.document.main+xml'/></Types>"));
        parts.put(
                "docProps/core.xml",
                bytes("<?xml version='1.0'?><cp:coreProperties xmlns:cp='core-properties'><dc:creator>" + SECRET
                        + "</dc:creator></cp:coreProperties>"));
        parts.put(
                "elsewhere.xml",
                bytes("<Properties xmlns='http://x/extended-properties'><Company>" + SECRET
                        + "</Company></Properties>"));
        parts.put(
                "word/document.xml",
                bytes("<w:document><w:ins w:id=\"1\" w:author=\"" + SECRET + "\" w:date=\"x\"><w:t>" + PICTURE
                        + "</w:t></w:ins></w:document>"));
        parts.put(
                "word/comments.xml",
                bytes("<w:comments><w:comment w:author='" + SECRET + "' w:initials='S'/></w:comments>"));
        parts.put("xl/comments1.xml", bytes("<comments><authors><author>" + SECRET + "</author></authors></comments>"));
        parts.put(
                "xl/persons/person.xml",
                bytes("<personList><person displayName=\"" + SECRET + "\" id=\"{1}\"/></personList>"));
        parts.put(
                "xl/workbook.xml", bytes("<workbook><x15ac:absPath url=\"C:\\Users\\" + SECRET + "\\\"/></workbook>"));
        parts.put(
                "word/_rels/settings.xml.rels",
                bytes("<Relationships><Relationship Target=\"file:///C:/" + SECRET
                        + "/Normal.dotm\"/></Relationships>"));
        parts.put("docProps/thumbnail.jpeg", bytes(SECRET));
        parts.put("word/media/image1.jpeg", photo());
        for (var name : further) {
            parts.put(name, bytes("<x/>"));
        }
        return zipped(parts);
    }

    /** A ZIP of these parts. */
    public static byte[] zipOf(Map<String, String> parts) {
        var bytes = new LinkedHashMap<String, byte[]>();
        parts.forEach((name, text) -> bytes.put(name, bytes(text)));
        return zipped(bytes);
    }

    private static byte[] zipped(Map<String, byte[]> parts) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A Word file of before 2007: its properties in a mini stream, its list of names in the table of the document. */
    public static byte[] docByAuthor() throws IOException {
        try (var files = new POIFSFileSystem();
                var out = new ByteArrayOutputStream()) {
            var told = PropertySetFactory.newSummaryInformation();
            told.setAuthor(SECRET);
            told.write(files.getRoot(), SummaryInformation.DEFAULT_STREAM_NAME);
            var word = ByteBuffer.allocate(4608).order(ByteOrder.LITTLE_ENDIAN);
            word.put(0x0B, (byte) 2).putInt(0x19A, 16).putInt(0x19E, 6 + 2 + 2 * SECRET.length());
            word.put(2048, bytes(PICTURE));
            files.createDocument(new ByteArrayInputStream(word.array()), "WordDocument");
            var table = ByteBuffer.allocate(4608).order(ByteOrder.LITTLE_ENDIAN);
            table.putShort(16, (short) -1).putShort(18, (short) 1).putShort(22, (short) SECRET.length());
            table.put(24, SECRET.getBytes(StandardCharsets.UTF_16LE));
            files.createDocument(new ByteArrayInputStream(table.array()), "1Table");
            files.writeFilesystem(out);
            return out.toByteArray();
        } catch (WritingNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A ZIP with these entries. */
    public static byte[] zip(String... names) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(bytes("<x>" + name + "</x>"));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** An OLE2 container with streams of these names; one written as a path lies in folders. */
    public static byte[] ole2(String... names) {
        try (var files = new POIFSFileSystem();
                var out = new ByteArrayOutputStream()) {
            for (var name : names) {
                var folder = files.getRoot();
                var path = name.split("/");
                for (var i = 0; i < path.length - 1; i++) {
                    folder = (DirectoryNode) folder.createDirectory(path[i]);
                }
                folder.createDocument(path[path.length - 1], new ByteArrayInputStream(bytes(name)));
            }
            files.writeFilesystem(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first box of an MP4 and its kin. */
    public static byte[] branded(String brand) {
        return join(new byte[] {0, 0, 0, 24}, bytes("ftyp" + brand), new byte[4], bytes(brand + brand), new byte[64]);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] drawn(String format) {
        var picture = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
        var brush = picture.createGraphics();
        brush.setColor(Color.WHITE);
        brush.fillRect(0, 0, 40, 20);
        brush.setColor(Color.RED);
        brush.fillOval(5, 5, 10, 10);
        brush.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** An EXIF block with an orientation and a secret. */
    private static byte[] exif(int orientation) {
        var text = bytes(SECRET + "\0");
        return ByteBuffer.allocate(38 + text.length)
                .putShort((short) 0x4D4D)
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 2)
                .putShort((short) 0x010F)
                .putShort((short) 2)
                .putInt(text.length)
                .putInt(38)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .put(text)
                .array();
    }

    private static byte[] segment(int marker, byte[] content) {
        return join(
                new byte[] {(byte) 0xFF, (byte) marker},
                ByteBuffer.allocate(2).putShort((short) (content.length + 2)).array(),
                content);
    }

    private static byte[] chunk(String name, byte[] content) {
        var named = join(bytes(name), content);
        var sum = new CRC32();
        sum.update(named);
        return join(
                ByteBuffer.allocate(4).putInt(content.length).array(),
                named,
                ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    private static byte[] riff(String name, byte[] content) {
        return join(
                bytes(name),
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(content.length)
                        .array(),
                content,
                new byte[content.length % 2]);
    }
}
