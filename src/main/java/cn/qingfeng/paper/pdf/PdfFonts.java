package cn.qingfeng.paper.pdf;

import cn.qingfeng.paper.word.PaperFont;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The fonts of this machine that a PDF can be drawn with: TrueType files with Chinese signs. Collections (.ttc) and
 * PostScript outlines cannot be put into one, so most of what Linux brings for Chinese is of no use. Looked for once, when
 * the first PDF is wanted.
 */
@Component
public class PdfFonts {

    /** A font's file, and what it calls itself. */
    record Found(Path file, String family) {}

    private static final Logger LOG = LoggerFactory.getLogger(PdfFonts.class);
    private static final int MOST_FILES = 2000;
    private static final int DEEPEST = 6;

    /** A sign that every Chinese font has. */
    private static final int CHINESE = '\u4e00';

    private final List<Path> folders;
    private Map<PaperFont, Found> found;

    /** @param own further folders with fonts, separated as the system separates paths */
    PdfFonts(@Value("${qingfeng.paper.fonts:}") String own) {
        folders = Stream.concat(
                        Stream.of(own.split(File.pathSeparator)).filter(path -> !path.isBlank()),
                        Stream.of(
                                "/usr/share/fonts",
                                "/usr/local/share/fonts",
                                System.getProperty("user.home") + "/.fonts",
                                System.getProperty("user.home") + "/.local/share/fonts",
                                "/Library/Fonts",
                                "/System/Library/Fonts",
                                Optional.ofNullable(System.getenv("WINDIR")).orElse("C:\\Windows") + "\\Fonts"))
                .map(Path::of)
                .toList();
    }

    /** Which file stands for which font; empty when this machine has none that is of use. */
    public synchronized Map<PaperFont, Found> all() {
        if (found == null) {
            found = look();
            LOG.info("Fonts for PDF: {}", found);
        }
        return found;
    }

    private Map<PaperFont, Found> look() {
        var usable = folders.stream()
                .filter(Files::isDirectory)
                .flatMap(PdfFonts::files)
                .limit(MOST_FILES)
                .flatMap(file -> read(file).stream())
                .toList();
        var chosen = new EnumMap<PaperFont, Found>(PaperFont.class);
        for (var font : PaperFont.values()) {
            font.families().stream()
                    .flatMap(family -> usable.stream().filter(one -> isCalled(one, family)))
                    .findFirst()
                    .or(() -> usable.stream().findFirst())
                    .ifPresent(one -> chosen.put(font, one));
        }
        return chosen;
    }

    private static boolean isCalled(Found font, String family) {
        return (font.family() + " " + font.file().getFileName())
                .toLowerCase(Locale.ROOT)
                .contains(family);
    }

    private static Stream<Path> files(Path folder) {
        try (var walk = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            return new ArrayList<>(walk.filter(file ->
                                    file.toString().toLowerCase(Locale.ROOT).endsWith(".ttf"))
                            .sorted()
                            .toList())
                    .stream();
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            LOG.debug("Fonts in {} cannot be read", folder, unreadable);
            return Stream.empty();
        }
    }

    private static Optional<Found> read(Path file) {
        try (var font = parsed(file)) {
            if (font.getTableMap().containsKey("glyf")
                    && font.getUnicodeCmapLookup().getGlyphId(CHINESE) > 0) {
                return Optional.of(new Found(file, family(font)));
            }
        } catch (IOException | RuntimeException unreadable) {
            LOG.debug("Font {} cannot be read", file, unreadable);
        }
        return Optional.empty();
    }

    static TrueTypeFont parsed(Path file) throws IOException {
        return new TTFParser().parse(new RandomAccessReadBufferedFile(file.toFile()));
    }

    private static String family(TrueTypeFont font) throws IOException {
        var names = font.getNaming();
        return Stream.of(names == null ? null : names.getFontFamily(), font.getName())
                .filter(name -> name != null && !name.isBlank())
                .findFirst()
                .orElse("");
    }
}
