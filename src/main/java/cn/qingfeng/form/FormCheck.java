package cn.qingfeng.form;

import cn.qingfeng.Refusal.Fault;
import cn.qingfeng.form.feel.Feel;
import cn.qingfeng.form.feel.Visibility;
import cn.qingfeng.text.Normal;
import cn.qingfeng.text.Pasted;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One try of one person: judges every answer, collects what is wrong, keeps what is right. */
final class FormCheck {

    static final ZoneId COUNTY = ZoneId.of("Asia/Shanghai");
    static final int MOST_ROWS = 50;
    /** Longest single-line answer, in characters (code points), where the form sets none. */
    static final int LINE = 200;
    /** Longest long answer, in characters (code points), where the form sets none. */
    static final int PAGE = 20_000;
    /** No form may allow more than this, in characters: it bounds the work of a pattern. */
    static final int CEILING = 100_000;

    /** Clocks of phones and counters differ a little. */
    private static final java.time.Duration SLACK = java.time.Duration.ofMinutes(10);

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,190}\\.[^@\\s.]{2,63}");
    private static final Pattern PHONE = Pattern.compile("\\+[0-9]{7,15}");

    private final List<Field> fields;
    private final Map<String, Object> submitted;
    private final Map<String, Object> context;
    private final Instant now;
    private final List<Fault> faults = new ArrayList<>();

    FormCheck(List<Field> fields, Map<String, Object> submitted, Map<String, Object> context, Instant now) {
        this.fields = fields;
        this.submitted = submitted;
        this.context = context;
        this.now = now;
    }

    List<Fault> faults() {
        return faults;
    }

    Map<String, Object> run() {
        return level(fields, submitted, context, "", "");
    }

    private Map<String, Object> level(
            List<Field> level, Map<?, ?> given, Map<String, Object> around, String prefix, String suffix) {
        var answers = new HashMap<String, Object>();
        given.forEach((key, value) -> answers.put(String.valueOf(key), value));
        refuseUnknown(level, answers, around, prefix);
        var visibility = Visibility.of(level, answers, around);
        var clean = new LinkedHashMap<String, Object>();
        FormSchema.inputs(level).filter(field -> !visibility.hides(field)).forEach(field -> {
            var where = new Place(field, prefix + field.key(), field.label() + suffix, visibility.data());
            Object value;
            if (field.type() == FieldType.EXPRESSION) {
                value = Feel.value(field.source().path("expression").asText(""), visibility.data());
            } else {
                value = judge(where, answers.get(field.key()));
            }
            if (value != null) {
                clean.put(field.key(), value);
            }
        });
        return clean;
    }

    private void refuseUnknown(
            List<Field> level, Map<String, Object> answers, Map<String, Object> around, String prefix) {
        var known = new HashSet<>(around.keySet());
        FormSchema.inputs(level).forEach(field -> known.add(field.key()));
        answers.keySet().stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .limit(20)
                .forEach(key -> {
                    var name = key.length() > 64 ? key.substring(0, 64) : key;
                    faults.add(new Fault(prefix + name, "form.unknown", name));
                });
    }

    /** A field where it stands: the name for the fault, the label for the person, the data for its expressions. */
    private record Place(Field field, String name, String label, Map<String, Object> data) {
        /** A bound such as minLength or max, which may be an expression. */
        Optional<BigDecimal> bound(String rule) {
            JsonNode node = field.rule(rule);
            Object value = node.isNumber() ? node.decimalValue() : node.isTextual() ? node.textValue() : null;
            if (value instanceof String text && Feel.isExpression(text)) {
                value = Feel.value(text, data);
            }
            return value == null ? Optional.empty() : decimal(value.toString());
        }
    }

    private void fault(Place where, String key, Object... args) {
        var all = new ArrayList<>();
        all.add(where.label());
        all.addAll(List.of(args));
        faults.add(new Fault(where.name(), key, List.copyOf(all)));
    }

    /** The answer as it is to be kept, or null when there is none or it is wrong. */
    private Object judge(Place where, Object given) {
        var type = where.field().type();
        if (isEmpty(given)) {
            if (where.field().required()) {
                fault(where, missing(type));
            }
            return type == FieldType.CHECKBOX ? Boolean.FALSE : null;
        }
        return switch (type) {
            case TEXTFIELD, TEXTAREA -> text(where, given);
            case NUMBER -> number(where, given);
            case CHECKBOX -> checkbox(where, given);
            case RADIO, SELECT -> choice(where, given);
            case CHECKLIST, TAGLIST -> choices(where, given);
            case DATETIME -> moment(where, given);
            case DYNAMICLIST -> rows(where, given);
            default -> null;
        };
    }

    private static String missing(FieldType type) {
        if (type == FieldType.CHECKBOX) {
            return "form.tick";
        }
        return type.choosesOne() || type.choosesMany() ? "form.choose" : "form.required";
    }

    private static boolean isEmpty(Object given) {
        return given == null
                || given instanceof String text && isBlank(text)
                || given instanceof Collection<?> several && several.isEmpty();
    }

    /** Blank for the eye: spaces of any kind, line breaks and invisible joiners only. */
    private static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.getType(c) == Character.FORMAT);
    }

    private String text(Place where, Object given) {
        if (!(given instanceof String raw)) {
            fault(where, "form.type");
            return null;
        }
        var line = where.field().type() == FieldType.TEXTFIELD;
        // A single-line box in the browser turns breaks into blanks; a pasted text arrives here the same way.
        var pasted = Pasted.tidy(raw);
        var text = line
                ? pasted.replaceAll("[\\r\\n\\t]+", " ")
                : pasted.replace("\r\n", "\n").replace('\r', '\n');
        if (!isProper(text)) {
            fault(where, "form.characters");
            return null;
        }
        if (line) {
            text = Normal.line(text);
        }
        int length = text.codePointCount(0, text.length());
        int most = Math.min(
                CEILING, where.bound("maxLength").map(BigDecimal::intValue).orElse(line ? LINE : PAGE));
        int least = where.bound("minLength").map(BigDecimal::intValue).orElse(0);
        if (length > most) {
            fault(where, "form.tooLong", most, length);
            return null;
        }
        if (text.strip().codePointCount(0, text.strip().length()) < least) {
            fault(where, "form.tooShort", least);
            return null;
        }
        var kept = TypedForms.of(where.field(), text);
        if (kept.isEmpty()) {
            // The owner's own sentence says it better than ours.
            var own = where.field().properties().get("validationMessage");
            if (own == null) {
                fault(where, "form.pattern");
            } else {
                faults.add(new Fault(where.name(), "form.own", own));
            }
            return null;
        }
        var kind = where.field().rule("validationType").asText("");
        if (kind.equals("email") && !EMAIL.matcher(text).matches()) {
            fault(where, "form.email");
            return null;
        }
        if (kind.equals("phone") && !PHONE.matcher(text).matches()) {
            fault(where, "form.phone");
            return null;
        }
        return kept.get();
    }

    /** Valid Unicode without control characters; tabs and line breaks are welcome. */
    private static boolean isProper(String text) {
        return text.codePoints()
                .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                        || (c & 0xFFFE) == 0xFFFE
                        || Character.isISOControl(c) && c != '\n' && c != '\t');
    }

    private Object number(Place where, Object given) {
        var asText = where.field().source().path("serializeToString").asBoolean(false);
        if (!(given instanceof Number) && !(given instanceof String && asText)) {
            fault(where, "form.number");
            return null;
        }
        var read = decimal(given.toString());
        if (read.isEmpty()) {
            fault(where, "form.number");
            return null;
        }
        var number = read.get();
        var digits = where.field().source().path("decimalDigits");
        if (digits.isInt() && number.scale() > digits.intValue()) {
            fault(where, digits.intValue() == 0 ? "form.whole" : "form.decimals", digits.intValue());
            return null;
        }
        var step = decimal(where.field().source().path("increment").asText("")).filter(s -> s.signum() > 0);
        if (step.isPresent() && number.remainder(step.get()).signum() != 0) {
            fault(where, "form.step", step.get().toPlainString());
            return null;
        }
        var least = where.bound("min");
        if (least.isPresent() && number.compareTo(least.get()) < 0) {
            fault(where, "form.min", least.get().toPlainString());
            return null;
        }
        var most = where.bound("max");
        if (most.isPresent() && number.compareTo(most.get()) > 0) {
            fault(where, "form.max", most.get().toPlainString());
            return null;
        }
        if (asText) {
            return number.toPlainString();
        }
        var isLong = number.scale() <= 0 && number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        return isLong ? (Object) number.longValueExact() : number;
    }

    /** A number of reasonable size; “1e999999999” is none. */
    static Optional<BigDecimal> decimal(String text) {
        if (text.isEmpty() || text.length() > 40) {
            return Optional.empty();
        }
        try {
            var number = new BigDecimal(text);
            if (Math.abs((long) number.scale()) > 40) {
                return Optional.empty();
            }
            var plain = number.stripTrailingZeros();
            return Optional.of(plain.scale() < 0 ? plain.setScale(0) : plain);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private Boolean checkbox(Place where, Object given) {
        if (!(given instanceof Boolean ticked)) {
            fault(where, "form.type");
            return null;
        }
        if (!ticked && where.field().required()) {
            fault(where, "form.tick");
            return null;
        }
        return ticked;
    }

    private Object choice(Place where, Object given) {
        if (given instanceof Collection || given instanceof Map) {
            fault(where, "form.type");
            return null;
        }
        var option = option(where, given);
        if (option.isEmpty()) {
            fault(where, "form.option");
            return null;
        }
        return option.get().value();
    }

    private List<Object> choices(Place where, Object given) {
        if (!(given instanceof Collection<?> several)) {
            fault(where, "form.type");
            return null;
        }
        var kept = new ArrayList<Object>();
        for (var each : several) {
            var option = each == null ? Optional.<Option>empty() : option(where, each);
            if (option.isEmpty()) {
                fault(where, "form.option");
                return null;
            }
            if (!kept.contains(option.get().value())) {
                kept.add(option.get().value());
            }
        }
        return List.copyOf(kept);
    }

    /** The chosen option; a list named by valuesKey that nobody has filled in may stand in the context. */
    private Optional<Option> option(Place where, Object given) {
        var named = where.field().valuesKey();
        var options = named.isEmpty() ? where.field().options() : fromContext(context.get(named));
        return options.stream().filter(option -> option.means(given)).findFirst();
    }

    static List<Option> fromContext(Object list) {
        var options = new ArrayList<Option>();
        if (list instanceof Collection<?> several) {
            for (var each : several) {
                if (each instanceof Option option) {
                    options.add(option);
                } else if (each instanceof Map<?, ?> pair && pair.get("value") != null) {
                    options.add(new Option(
                            String.valueOf(pair.get("label") == null ? pair.get("value") : pair.get("label")),
                            pair.get("value")));
                } else if (each instanceof String text) {
                    options.add(new Option(text, text));
                }
            }
        }
        return options;
    }

    private String moment(Place where, Object given) {
        if (!(given instanceof String text) || text.length() > 40) {
            fault(where, "form.type");
            return null;
        }
        var subtype = where.field().subtype();
        try {
            return switch (subtype) {
                case "time" -> time(text).toString();
                case "datetime" -> dateTime(where, text);
                default -> date(where, text);
            };
        } catch (DateTimeException unreadable) {
            fault(where, "form." + (subtype.equals("time") || subtype.equals("datetime") ? subtype : "date"));
            return null;
        }
    }

    private static LocalTime time(String text) {
        var hasOffset = text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d");
        var time = hasOffset
                ? OffsetTime.parse(text)
                        .withOffsetSameInstant(java.time.ZoneOffset.ofHours(8))
                        .toLocalTime()
                : LocalTime.parse(text);
        return time.truncatedTo(ChronoUnit.MINUTES);
    }

    private String dateTime(Place where, String text) {
        var hasOffset = text.endsWith("Z") || text.matches(".*T.*[+-]\\d\\d:\\d\\d");
        var moment = hasOffset
                ? OffsetDateTime.parse(text).atZoneSameInstant(COUNTY)
                : LocalDateTime.parse(text).atZone(COUNTY);
        refuseUnlikely(moment.getYear());
        var at = moment.toInstant();
        if (outOfTime(where, at.plus(SLACK).isBefore(now), at.minus(SLACK).isAfter(now))) {
            return null;
        }
        return moment.toOffsetDateTime().truncatedTo(ChronoUnit.MINUTES).toString();
    }

    private String date(Place where, String text) {
        var date = LocalDate.parse(text);
        refuseUnlikely(date.getYear());
        var today = LocalDate.ofInstant(now, COUNTY);
        return outOfTime(where, date.isBefore(today), date.isAfter(today)) ? null : date.toString();
    }

    private boolean outOfTime(Place where, boolean past, boolean future) {
        if (past && where.field().source().path("disallowPassedDates").asBoolean(false)) {
            fault(where, "form.past");
            return true;
        }
        if (future && "true".equals(where.field().properties().get("notFuture"))) {
            fault(where, "form.future");
            return true;
        }
        return false;
    }

    private static void refuseUnlikely(int year) {
        if (year < 1900 || year > 2200) {
            throw new DateTimeException("year");
        }
    }

    private List<Object> rows(Place where, Object given) {
        if (!(given instanceof List<?> rows) || rows.stream().anyMatch(row -> !(row instanceof Map))) {
            fault(where, "form.type");
            return null;
        }
        if (rows.size() > MOST_ROWS) {
            fault(where, "form.rows", MOST_ROWS);
            return null;
        }
        var kept = new ArrayList<Object>();
        for (int i = 0; i < rows.size(); i++) {
            var prefix = where.name() + "[" + i + "].";
            kept.add(level(where.field().parts(), (Map<?, ?>) rows.get(i), where.data(), prefix, " #" + (i + 1)));
        }
        return List.copyOf(kept);
    }
}
