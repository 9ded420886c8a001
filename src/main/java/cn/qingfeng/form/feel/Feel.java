package cn.qingfeng.form.feel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The conditions in forms: read once, and their answers remembered where that is safe. */
public final class Feel {

    private static final FeelLanguage LANGUAGE = ServiceLoader.load(FeelLanguage.class, Feel.class.getClassLoader())
            .findFirst()
            .orElseThrow();

    /** Reading costs more than working out, and the same few hundred expressions come again with every answer. */
    private static final Map<String, FeelLanguage.Expression> READ = new ConcurrentHashMap<>();

    private static final int MOST_READ = 5_000;

    private static final Map<List<Object>, Boolean> ANSWERED = new ConcurrentHashMap<>();
    private static final int MOST_ANSWERED = 20_000;
    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
    private static final Pattern CODE = Pattern.compile("[A-Z_]{0,40}");
    private static final Set<String> FLEETING = Set.of("now", "today", "random");

    private Feel() {}

    public static boolean isExpression(String text) {
        return text != null && text.startsWith("=");
    }

    /** Whether an expression, written with its leading “=”, can be read. */
    public static boolean readable(String expression) {
        return read(expression) != null;
    }

    /** The value, or null when it cannot be worked out; a form in the browser does the same. */
    public static Object value(String expression, Map<String, Object> data) {
        var read = read(expression);
        return read == null ? null : read.value(data).orElse(null);
    }

    /** Whether a condition is true. The same few answers come again and again, so that most are remembered. */
    static boolean holds(String expression, Map<String, Object> data) {
        var question = question(expression, data);
        if (question == null) {
            return Boolean.TRUE.equals(value(expression, data));
        }
        var known = ANSWERED.get(question);
        if (known != null) {
            return known;
        }
        var holds = Boolean.TRUE.equals(value(expression, data));
        if (ANSWERED.size() >= MOST_ANSWERED) {
            ANSWERED.clear();
        }
        ANSWERED.put(question, holds);
        return holds;
    }

    /**
     * The condition with the values that it reads, or null when the answer must not be remembered: it depends on the
     * moment or on chance, or a value is more than a code (nothing that a person wrote is kept).
     */
    private static List<Object> question(String expression, Map<String, Object> data) {
        var question = new ArrayList<>();
        question.add(expression);
        var name = NAME.matcher(LITERAL.matcher(expression).replaceAll(""));
        while (name.find()) {
            if (FLEETING.contains(name.group())) {
                return null;
            }
            var value = data.get(name.group());
            if (value != null
                    && !(value instanceof Boolean)
                    && !(value instanceof String text && CODE.matcher(text).matches())) {
                return null;
            }
            question.add(value);
        }
        return question;
    }

    private static FeelLanguage.Expression read(String expression) {
        var known = READ.get(expression);
        if (known != null) {
            return known;
        }
        var read = LANGUAGE.read(body(expression)).orElse(null);
        if (read == null) {
            return null;
        }
        if (READ.size() >= MOST_READ) {
            READ.clear();
        }
        READ.put(expression, read);
        return read;
    }

    private static String body(String expression) {
        return isExpression(expression) ? expression.substring(1) : expression;
    }
}
