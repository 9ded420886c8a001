package cn.qingfeng.evidence;

import cn.qingfeng.Refusal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;

/**
 * Says what a file is by looking into it. Tika knows the first bytes of most formats; containers (ZIP, OLE2, MP4) hold very
 * different things under the same first bytes and are looked through here, OLE2 by POI.
 */
public final class Inspection {

    private static final MimeTypes MAGIC = MimeTypes.getDefaultMimeTypes();

    /** What differs from the names that {@link FileType} hands out. */
    private static final Map<String, FileType> OTHER_NAMES = Map.ofEntries(
            Map.entry("audio/x-aac", FileType.AAC),
            Map.entry("audio/amr-wb", FileType.AMR),
            Map.entry("audio/vnd.wave", FileType.WAV),
            Map.entry("audio/x-wav", FileType.WAV),
            Map.entry("audio/vorbis", FileType.OGG),
            Map.entry("audio/opus", FileType.OGG),
            Map.entry("application/ogg", FileType.OGG),
            Map.entry("video/x-ms-asf", FileType.WMV),
            Map.entry("application/vnd.ms-asf", FileType.WMV),
            Map.entry("audio/x-ms-wma", FileType.WMV),
            Map.entry("application/x-matroska", FileType.MKV),
            Map.entry("audio/x-matroska", FileType.MKV));

    private static final Set<FileType> MAY_HOLD_A_ZIP_BEHIND = EnumSet.complementOf(EnumSet.of(
            FileType.OFD,
            FileType.DOCX,
            FileType.XLSX,
            FileType.PPTX,
            FileType.JPEG,
            FileType.PNG,
            FileType.GIF,
            FileType.WEBP));

    private static final Pattern ARCHIVE = Pattern.compile(
            "application/(zip|gzip|java-archive|x-(7z-compressed|rar-compressed.*|tar|gtar|bzip2?|xz|compress|lzma|archive"
                    + "|cpio|lz4|lzip|zstd|zoo|arj|lharc|stuffit.*|iso9660-image|rpm|debian-package|apple-diskimage)"
                    + "|zstd|vnd\\.(rar|ms-cab-compressed|android\\.package-archive))|application/x-gtar.*");
    private static final Pattern EXECUTABLE = Pattern.compile(
            "application/(x-(msdownload.*|dosexec|executable|sharedlib|object|elf|mach-o.*|coredump|java-class|java-applet"
                    + "|msi|ms-installer|ms-shortcut|mswinurl|bat|sh|msdos-program)|java-vm|vnd\\.microsoft\\.portable-executable)");
    private static final Pattern SCRIPT = Pattern.compile(
            "text/.*|image/svg\\+xml|application/(xhtml\\+xml|.*xml|javascript|x-sh|x-bat|x-httpd-php|json|rtf|postscript)");

    private static final Pattern BEFORE_PDF = Pattern.compile(
            "(?:\u00EF\u00BB\u00BF|\u00FE\u00FF|\u00FF\u00FE)?(?:[\\s\\x00]|\\x1B%-12345X|@PJL[^\\n]*\\n)*");

    /** What the main part of an Office file is, by its content type. */
    private static final Map<String, FileType> MAIN_PARTS = Map.of(
            "wordprocessingml.document.main+xml", FileType.DOCX,
            "wordprocessingml.template.main+xml", FileType.DOCX,
            "spreadsheetml.sheet.main+xml", FileType.XLSX,
            "spreadsheetml.template.main+xml", FileType.XLSX,
            "presentationml.presentation.main+xml", FileType.PPTX,
            "presentationml.slideshow.main+xml", FileType.PPTX,
            "presentationml.template.main+xml", FileType.PPTX);

    /** Longest list of content types that is looked through, in bytes. */
    private static final int LONGEST_LIST = 1 << 20;

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLE2 = {
        (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
    };
    private static final int MOST_ENTRIES = 20_000;

    private Inspection() {}

    /**
     * The type of the file.
     *
     * @throws Refusal when such files are not taken, with the way out as far as there is one
     */
    public static FileType of(Path file) throws IOException {
        var head = head(file);
        if (head.length == 0) {
            throw Refusal.invalid("file.empty");
        }
        if (startsWith(head, ZIP)) {
            return inZip(file);
        }
        if (startsWith(head, OLE2)) {
            return inOle2(file);
        }
        if (isPdfBehindABlank(file)) {
            return notTwoInOne(FileType.PDF, file);
        }
        return notTwoInOne(startsWithBrand(head) ? branded(head) : byMagic(file, head), file);
    }

    /**
     * Whether a PDF begins within the first 1,024 bytes, as readers take it, behind nothing but a byte order mark, blanks, or
     * what a printer was told.
     */
    private static boolean isPdfBehindABlank(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var begin = new String(in.readNBytes(1024 + 5), StandardCharsets.ISO_8859_1);
            var at = begin.indexOf("%PDF-");
            return at > 0 && BEFORE_PDF.matcher(begin.substring(0, at)).matches();
        }
    }

    private static FileType notTwoInOne(FileType type, Path file) throws IOException {
        if (MAY_HOLD_A_ZIP_BEHIND.contains(type) && endsAsZip(file)) {
            throw Refusal.invalid("file.type.archive");
        }
        return type;
    }

    private static byte[] head(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(64);
        }
    }

    private static boolean startsWith(byte[] head, byte[] magic) {
        return head.length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }

    private static FileType byMagic(Path file, byte[] head) throws IOException {
        String name;
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            name = MAGIC.detect(in, new Metadata()).getBaseType().toString();
        }
        if (name.endsWith("x-matroska") && matroskaIsWebm(file)) {
            return FileType.WEBM;
        }
        var type = Optional.ofNullable(OTHER_NAMES.get(name)).or(() -> FileType.of(name));
        // A page or a PDF may be found further down in a file; what stands before it is then something else.
        if (type.filter(found -> found != FileType.PDF || ascii(head, 0, 5).equals("%PDF-"))
                .isPresent()) {
            return type.get();
        }
        if (ARCHIVE.matcher(name).matches()) {
            throw Refusal.invalid("file.type.archive");
        }
        if (EXECUTABLE.matcher(name).matches()) {
            throw Refusal.invalid("file.type.program");
        }
        if (name.startsWith("image/") && !SCRIPT.matcher(name).matches()) {
            throw Refusal.invalid("file.type.picture");
        }
        throw Refusal.invalid(SCRIPT.matcher(name).matches() ? "file.type.script" : "file.type.unknown");
    }

    private static boolean matroskaIsWebm(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(64), StandardCharsets.ISO_8859_1).contains("webm");
        }
    }

    private static String ascii(byte[] bytes, int from, int length) {
        return bytes.length < from + length ? "" : new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    /** MP4 and its kin name their brand in the first box. */
    private static boolean startsWithBrand(byte[] head) {
        return ascii(head, 4, 4).equals("ftyp");
    }

    private static FileType branded(byte[] head) {
        var brand = ascii(head, 8, 4);
        if (Pattern.matches("hei[cxms]|hev[cxms]|mif[12]|msf1|avi[fs]|crx ", brand)) {
            throw Refusal.invalid("file.type.heic");
        }
        if (Pattern.matches("M4[AB] ", brand)) {
            return FileType.M4A;
        }
        if (brand.equals("qt  ")) {
            return FileType.MOV;
        }
        if (Pattern.matches("3g[pg2].", brand)) {
            return FileType.THREE_GP;
        }
        if (Pattern.matches("iso[0-9m]|mp4[12]|avc1|dash|MSNV|M4V.|mmp4|f4v ", brand)) {
            return FileType.MP4;
        }
        throw Refusal.invalid("file.type.unknown");
    }

    /** Word, Excel, PowerPoint and OFD lie in a ZIP; every other ZIP is an archive. */
    private static FileType inZip(Path file) throws IOException {
        var names = new HashSet<String>();
        var contentTypes = "";
        // Names without the mark of UTF-8 are in whatever the machine spoke that wrote them; none that counts here.
        try (var zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
            if (zip.size() > MOST_ENTRIES) {
                throw Refusal.invalid("file.type.archive");
            }
            zip.stream().forEach(entry -> names.add(plain(entry.getName())));
            contentTypes = contentTypes(zip);
        } catch (ZipException | IllegalArgumentException broken) {
            throw Refusal.invalid("file.type.archive");
        }
        if (names.stream().anyMatch(name -> name.endsWith("vbaproject.bin"))
                || contentTypes.contains("macroenabled.main+xml")) {
            throw Refusal.invalid("file.type.macro");
        }
        if (names.stream().anyMatch(Inspection::isProgram)) {
            throw Refusal.invalid("file.type.program");
        }
        for (var part : MAIN_PARTS.entrySet()) {
            if (contentTypes.contains(part.getKey())) {
                return part.getValue();
            }
        }
        if (names.contains("[content_types].xml")) {
            if (names.contains("word/document.xml")) {
                return FileType.DOCX;
            }
            if (names.contains("xl/workbook.xml")) {
                return FileType.XLSX;
            }
            if (names.contains("ppt/presentation.xml")) {
                return FileType.PPTX;
            }
        }
        if (names.contains("ofd.xml")) {
            return FileType.OFD;
        }
        throw Refusal.invalid("file.type.archive");
    }

    private static String plain(String name) {
        return name.replace('\\', '/').toLowerCase(Locale.ROOT);
    }

    private static String contentTypes(ZipFile zip) throws IOException {
        var list = zip.stream()
                .filter(entry -> plain(entry.getName()).equals("[content_types].xml"))
                .findFirst();
        if (list.isEmpty()) {
            return "";
        }
        try (var in = zip.getInputStream(list.get())) {
            return new String(in.readNBytes(LONGEST_LIST), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        }
    }

    private static boolean isProgram(String name) {
        return name.toLowerCase(Locale.ROOT)
                .matches(".*\\.(exe|dll|scr|bat|cmd|com|js|vbs|ps1|jar|class|dex|so|msi|lnk)");
    }

    /** Old Office files: the names in the container's directory say what it holds. */
    private static FileType inOle2(Path file) {
        var names = namesInOle2(file);
        if (names.contains("encryptedpackage")) {
            throw Refusal.invalid("file.type.encrypted");
        }
        if (names.contains("vba") || names.contains("_vba_project") || names.contains("_vba_project_cur")) {
            throw Refusal.invalid("file.type.macro");
        }
        if (names.contains("worddocument")) {
            return FileType.DOC;
        }
        if (names.contains("workbook") || names.contains("book")) {
            return FileType.XLS;
        }
        if (names.contains("powerpoint document")) {
            return FileType.PPT;
        }
        throw Refusal.invalid("file.type.unknown");
    }

    /** Names at every depth, in small letters: readers do not tell them from large ones. */
    private static Set<String> namesInOle2(Path file) {
        var names = new HashSet<String>();
        try (var container = new POIFSFileSystem(file.toFile(), true)) {
            var folders = new ArrayDeque<DirectoryEntry>(List.of(container.getRoot()));
            while (!folders.isEmpty()) {
                for (var entry : folders.pop()) {
                    names.add(entry.getName().toLowerCase(Locale.ROOT));
                    if (entry instanceof DirectoryEntry inner) {
                        folders.push(inner);
                    }
                }
            }
            return names;
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            // The library meets a file that breaks its rules with exceptions of every kind.
            throw Source.broken();
        }
    }

    /** Whether the file, read from its end, is a ZIP too: one file for two readers. */
    private static boolean endsAsZip(Path file) throws IOException {
        try (var whole = new RandomAccessFile(file.toFile(), "r")) {
            var tail = new byte[(int) Math.min(whole.length(), 22 + 0xFFFF)];
            whole.seek(whole.length() - tail.length);
            whole.readFully(tail);
            for (var at = tail.length - 22; at >= 0; at--) {
                if (tail[at] == 'P' && tail[at + 1] == 'K' && tail[at + 2] == 5 && tail[at + 3] == 6) {
                    var comment = (tail[at + 20] & 0xFF) + ((tail[at + 21] & 0xFF) << 8);
                    if (at + 22 + comment == tail.length) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
