package cn.qingfeng.testing;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Files as people send them, made here: pictures with a place in them, documents, and what only looks like one. */
public final class SomeFiles {

    /** What a camera wrote beside the picture, and nobody is to read. */
    public static final String SECRET = "GPS-33.4381N-113.5985E";

    private SomeFiles() {}

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

    /** An OLE2 container whose directory has these names. */
    public static byte[] ole2(String... names) {
        var container =
                ByteBuffer.allocate(512 + Math.max(4, names.length) * 128).order(ByteOrder.LITTLE_ENDIAN);
        container.put(
                new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1});
        for (var i = 0; i < names.length; i++) {
            var at = 512 + i * 128;
            container.position(at).put(names[i].getBytes(StandardCharsets.UTF_16LE));
            container.putShort(at + 64, (short) ((names[i].length() + 1) * 2));
            container.put(at + 66, (byte) 2);
        }
        return container.array();
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
