package cn.qingfeng;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files of texts as a translator sees them. */
public final class MessageFiles {

    static final Path FOLDER = Path.of("src/main/resources/messages");

    private MessageFiles() {}

    /** Every Chinese text by its key. */
    public static Map<String, String> chinese() {
        return all("");
    }

    static Map<String, String> english() {
        return all("_en");
    }

    /** The files of one language, {@code ""} or {@code "_en"}, in their order. */
    static List<Path> of(String language) {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith("_en.properties") == language.equals("_en"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, String> all(String language) {
        var texts = new TreeMap<String, String>();
        for (var file : of(language)) {
            var read = new java.util.Properties();
            try (var reader = Files.newBufferedReader(file)) {
                read.load(reader);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            read.stringPropertyNames().forEach(key -> texts.put(key, read.getProperty(key)));
        }
        return texts;
    }
}
