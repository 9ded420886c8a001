package cn.qingfeng.docs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Documents that are drawn from the code and its models. */
final class Drawn {

    private Drawn() {}

    private static final Pattern LINES = Pattern.compile("<tspan[^>]*>\\s*([^<]*?)\\s*</tspan>");

    /**
     * A picture of the browser's. Where it breaks a label and where a line begins hangs on the machine's fonts: a picture that
     * differs in nothing else stays as it lies.
     */
    static void picture(Path file, String svg) throws IOException {
        if (!Files.exists(file) || !withoutFonts(Files.readString(file)).equals(withoutFonts(svg))) {
            Files.writeString(file, svg);
        }
    }

    static String withoutFonts(String svg) {
        return LINES.matcher(svg).replaceAll("$1");
    }

    /** A zipped file, such as Word's: the same parts may be packed in another way, and stay as they lie. */
    static void packed(Path file, byte[] content) throws IOException {
        if (!Files.exists(file) || !parts(Files.readAllBytes(file)).equals(parts(content))) {
            Files.write(file, content);
        }
    }

    static Map<String, String> parts(byte[] content) throws IOException {
        var parts = new TreeMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return parts;
    }

    static void write(Map<Path, String> documents) throws IOException {
        for (var document : documents.entrySet()) {
            Files.createDirectories(document.getKey().getParent());
            Files.writeString(document.getKey(), document.getValue());
        }
    }
}
