package cn.qingfeng.intake.imports;

import cn.qingfeng.text.Normal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What foreign tables call things: headers and values, in one normal form. The words are texts of this room. */
@Component
class ImportWords {

    private static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    /** Characters; no word for nothing comes near. */
    private static final int LONGEST_NOTHING = 60;

    private final MessageSource messages;
    private final Map<String, Map<String, String>> lists = new ConcurrentHashMap<>();

    ImportWords(MessageSource messages) {
        this.messages = messages;
    }

    /** The columns whose headers are recognized; of two with the same meaning the surer, else the first. */
    Map<ImportField, Integer> recognized(List<String> headers) {
        var found = new EnumMap<ImportField, Integer>(ImportField.class);
        var keys = headers.stream().map(ImportWords::headerKey).toList();
        for (var field : ImportField.values()) {
            headers(field).stream()
                    .map(keys::indexOf)
                    .filter(column -> column >= 0 && !found.containsValue(column))
                    .findFirst()
                    .ifPresent(column -> found.put(field, column));
        }
        return found;
    }

    private List<String> headers(ImportField field) {
        return LANGUAGES.stream()
                .flatMap(language -> Arrays.stream(
                        (text("imports.field." + field, language) + "|" + text("imports.header." + field, language))
                                .split("\\|")))
                .map(ImportWords::headerKey)
                .filter(key -> !key.isEmpty())
                .distinct()
                .toList();
    }

    /** A header without the remarks in brackets and the star of what is required. */
    private static String headerKey(String header) {
        var plain = Normal.of(header).text().replaceAll("[(\\[].*?[)\\]]", "").replaceAll("[*:]", "");
        return Normal.key(plain);
    }

    /** Whether somebody wrote that there is nothing. */
    boolean isNothing(String text) {
        // Nobody writes at length that there is nothing: a long text is not read twice.
        if (text.length() > LONGEST_NOTHING
                && !Normal.key(text.substring(0, LONGEST_NOTHING)).isEmpty()) {
            return false;
        }
        var key = Normal.key(text);
        return key.isEmpty() || list("none", Set.of()).containsKey(key);
    }

    /** The constant that this word means. */
    <E extends Enum<E>> Optional<E> find(Class<E> type, String list, String word) {
        return Optional.ofNullable(list(list, codes(type)).get(Normal.key(word)))
                .map(code -> Enum.valueOf(type, code));
    }

    /** As {@link #find}; else the constant whose longest word stands in this text. */
    <E extends Enum<E>> Optional<E> findWithin(Class<E> type, String list, String text) {
        var key = Normal.key(text);
        return find(type, list, text)
                .or(() -> list(list, codes(type)).entrySet().stream()
                        .filter(known -> known.getKey().length() > 1 && key.contains(known.getKey()))
                        .max(Comparator.comparingInt(known -> known.getKey().length()))
                        .map(known -> Enum.valueOf(type, known.getValue())));
    }

    private static <E extends Enum<E>> Set<String> codes(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.toSet());
    }

    private Map<String, String> list(String list, Set<String> codes) {
        return lists.computeIfAbsent(list, name -> {
            var words = new HashMap<String, String>();
            for (var language : LANGUAGES) {
                for (var code : codes) {
                    words.put(Normal.key(code), code);
                    var shown = messages.getMessage(name + "." + code, null, "", language);
                    words.put(Normal.key(shown), code);
                }
                for (var pair : text("imports.words." + name, language).split("\\|")) {
                    var parts = pair.split("=");
                    words.put(Normal.key(parts[0]), parts.length > 1 ? parts[1] : "");
                }
            }
            words.remove("");
            return words;
        });
    }

    private String text(String key, Locale language) {
        return messages.getMessage(key, null, language);
    }
}
