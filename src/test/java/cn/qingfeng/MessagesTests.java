package cn.qingfeng;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every language is complete, and every text lies where a translator finds it. */
class MessagesTests {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)");

    /** Chinese writes the month and the day of a date apart, English takes it whole. */
    private static final Set<String> DATES = Set.of("calendar.because.makeup");

    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final Pattern KEY = Pattern.compile("^([^#=\\s]+)\\s*=");

    @Test
    void everyFileHasItsEnglishBesideItWithTheSameKeys() throws IOException {
        assertThat(MessageFiles.of("")).hasSizeGreaterThan(10).hasSameSizeAs(MessageFiles.of("_en"));
        for (var chinese : MessageFiles.of("")) {
            var english = Path.of(chinese.toString().replace(".properties", "_en.properties"));
            assertThat(keys(english)).as("%s", english).containsExactlyInAnyOrderElementsOf(keys(chinese));
        }
    }

    @Test
    void noKeyStandsTwiceInWhicheverFile() throws IOException {
        for (var language : List.of("", "_en")) {
            var keys = new ArrayList<String>();
            for (var file : MessageFiles.of(language)) {
                keys.addAll(keys(file));
            }
            assertThat(keys).doesNotHaveDuplicates();
        }
    }

    @Test
    void theProductReadsEveryFile() {
        var source = Messages.source();
        MessageFiles.chinese()
                .keySet()
                .forEach(key -> assertThat(source.getMessage(key, null, Locale.SIMPLIFIED_CHINESE))
                        .isNotBlank());
    }

    @Test
    void bothLanguagesTakeTheSameArguments() {
        var english = MessageFiles.english();
        var different = new TreeMap<String, String>();
        MessageFiles.chinese().forEach((key, chinese) -> {
            var here = places(chinese);
            var there = places(english.getOrDefault(key, ""));
            if (!here.equals(there) && !DATES.contains(key)) {
                different.put(key, here + " and " + there);
            }
        });
        assertThat(different).isEmpty();
    }

    @Test
    void noTextIsEmptyOrBreaksWhenItsArgumentsAreFilledIn() {
        for (var texts : List.of(MessageFiles.chinese(), MessageFiles.english())) {
            texts.forEach((key, text) -> {
                assertThat(text).as(key).isNotBlank();
                if (PLACE.matcher(text).find()) {
                    assertThat(new MessageFormat(text).format(new Object[] {1, 2, 3, 4, 5, 6, 7, 8, 9}))
                            .as("%s: a single apostrophe hides what follows it", key)
                            .doesNotContainPattern("\\{\\d");
                }
            });
        }
    }

    @Test
    void javaAndPagesHoldNoChineseText() throws IOException {
        var found = new ArrayList<String>();
        collect(found, Path.of("src/main/java"), ".java", MessagesTests::withoutJavaComments);
        collect(found, RESOURCES.resolve("templates"), ".html", MessagesTests::withoutSampleText);
        collect(found, RESOURCES.resolve("static"), ".js", MessagesTests::withoutJavaComments);
        collect(found, RESOURCES.resolve("META-INF"), ".js", MessagesTests::withoutJavaComments);
        assertThat(found).isEmpty();
    }

    private interface Cleaner {
        String clean(String source);
    }

    private static void collect(List<String> found, Path folder, String ending, Cleaner cleaner) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(path -> path.toString().endsWith(ending) && !isLocaleFile(path))
                    .sorted()
                    .toList()) {
                var lines = cleaner.clean(Files.readString(file)).split("\n", -1);
                for (int i = 0; i < lines.length; i++) {
                    if (CHINESE.matcher(lines[i]).find()) {
                        found.add(file + ":" + (i + 1) + " " + lines[i].strip());
                    }
                }
            }
        }
    }

    /** The webapps' own settings name each app in both languages: they are read before any message file. */
    private static boolean isLocaleFile(Path path) {
        return path.toString().matches(".*/webjars/camunda/app/\\w+/(locales/.*|scripts/config\\.js)");
    }

    /** Comments may quote the plan in its own words; line numbers are kept. */
    private static String withoutJavaComments(String source) {
        return Pattern.compile("\"(?:\\\\.|[^\"\\\\\n])*\"|/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL)
                .matcher(source)
                .replaceAll(match -> match.group().startsWith("\"")
                        ? java.util.regex.Matcher.quoteReplacement(match.group())
                        : match.group().replaceAll("[^\n]", ""));
    }

    /** Leaves out comments, and the sample text of an element that Thymeleaf fills: no reader ever sees it. */
    private static String withoutSampleText(String source) {
        return Pattern.compile(
                        "<!--.*?-->|(?<=<[^<]{1,400}th:(?:text|utext|replace)=\"[^\"]{1,200}\"[^<]{0,400}>)[^<]+",
                        Pattern.DOTALL)
                .matcher(source)
                .replaceAll(match -> match.group().replaceAll("[^\n]", ""));
    }

    private static TreeSet<String> places(String text) {
        var places = new TreeSet<String>();
        PLACE.matcher(text).results().forEach(match -> places.add(match.group(1)));
        return places;
    }

    private static List<String> keys(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(KEY::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1))
                .toList();
    }
}
