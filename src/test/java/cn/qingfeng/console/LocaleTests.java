package cn.qingfeng.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our Chinese texts against the English ones that the engine's apps ship on the class path. */
class LocaleTests {
    private static final String APPS = "/META-INF/resources/webjars/camunda/app/";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
    private static final Pattern LINK = Pattern.compile("href=\"(#[^\"]*)\"");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    /** English texts that read the same in Chinese: signs, formats and names of formats. */
    private static final Set<String> SAME =
            Set.of("<", "<=", ">", ">=", "ID", "ID*", "null", "CSV", "JSON", "YYYY-MM-DDTHH:mm:ss");

    /** An English plural ending and the last word of a sentence in pieces: Chinese has no word there. */
    private static final Set<String> WORDLESS = Set.of("s", "flag.");

    /** Formats of dates hold no words of their own. */
    private static final String DATES = "dateLocales";

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void hasExactlyTheShippedKeys(String app) {
        assertThat(texts(app, "zh-CN").keySet())
                .isEqualTo(texts(app, "en").keySet())
                .hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void keepsThePlaceholdersAndTheLinksInTheApp(String app) {
        var english = texts(app, "en");
        texts(app, "zh-CN").forEach((key, text) -> {
            assertThat(found(PLACEHOLDER, text)).as(key).isEqualTo(found(PLACEHOLDER, english.get(key)));
            assertThat(found(LINK, text)).as(key).isEqualTo(found(LINK, english.get(key)));
            assertThat(text.contains("{}")).as(key).isEqualTo(english.get(key).contains("{}"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void isChineseThroughoutAndNowhereEmpty(String app) {
        var english = texts(app, "en");
        texts(app, "zh-CN").forEach((key, text) -> {
            var shipped = english.get(key);
            if (shipped.isEmpty()) {
                return;
            }
            assertThat(text).as(key).isNotEmpty();
            if (key.startsWith(DATES) || WORDLESS.contains(shipped)) {
                return;
            }
            if (SAME.contains(shipped)) {
                assertThat(text).as(key).isEqualTo(shipped);
            } else {
                assertThat(text).as(key).containsPattern(HAN);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void saysTheProductsNameNotTheVendors(String app) {
        assertThat(texts(app, "zh-CN").values().stream().filter(text -> text.contains("Camunda")))
                .allMatch(text -> text.contains("《安全说明》"));
        assertThat(read(app + "/scripts/config.js")).contains("清风 · 营商环境问题线索", "'zh-CN'", "'en'");
        assertThat(read(app + "/styles/user-styles.css")).contains("console/vendor.css");
    }

    @Test
    void ourOwnTextsHaveTheSameKeysInBothLanguages() {
        assertThat(flat(json("/static/console/locales/zh-CN.json")).keySet())
                .isEqualTo(flat(json("/static/console/locales/en.json")).keySet())
                .isNotEmpty();
    }

    private static Map<String, String> texts(String app, String language) {
        return flat(json(APPS + app + "/locales/" + language + ".json"));
    }

    private static Map<String, String> flat(JsonNode node) {
        var texts = new TreeMap<String, String>();
        collect("", node, texts);
        return texts;
    }

    private static void collect(String path, JsonNode node, Map<String, String> texts) {
        if (node.isValueNode()) {
            texts.put(path, node.asText());
        } else if (node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                collect(path + "[" + i + "]", node.get(i), texts);
            }
        } else {
            node.fields().forEachRemaining(field -> {
                var below = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                collect(below, field.getValue(), texts);
            });
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        var found = new TreeSet<String>();
        pattern.matcher(text).results().forEach(match -> found.add(match.group(1)));
        return found;
    }

    private static String read(String path) {
        try (var stream = LocaleTests.class.getResourceAsStream(path.startsWith("/") ? path : APPS + path)) {
            assertThat(stream).as(path).isNotNull();
            // The shipped files start with a byte order mark.
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replaceFirst("^\uFEFF", "");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String path) {
        try {
            return new ObjectMapper().readTree(read(path));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
