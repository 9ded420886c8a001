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
            var read = new Once(file);
            try (var reader = Files.newBufferedReader(file)) {
                read.load(reader);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            read.stringPropertyNames().forEach(key -> {
                if (texts.put(key, read.getProperty(key)) != null) {
                    throw new IllegalStateException(key + " stands in two files");
                }
            });
        }
        return texts;
    }

    /** A file in which nothing is said twice: of two texts the product would take the last without a word. */
    private static final class Once extends java.util.Properties {

        private final Path file;

        Once(Path file) {
            this.file = file;
        }

        @Override
        public synchronized Object put(Object key, Object text) {
            if (containsKey(key)) {
                throw new IllegalStateException(key + " stands twice in " + file);
            }
            return super.put(key, text);
        }
    }
}
