package cn.qingfeng.form;

import cn.qingfeng.Refusal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Fills in a form as somebody would who answers what must be answered and nothing else; what cannot be answered shows, before
 * a person stands before it.
 */
final class Example {

    private static final String WORDS = "checked and found true";
    private static final int MOST_TRIES = 400;

    /** Words of many kinds, for what a pattern may want. */
    private static final List<String> SAMPLES = List.of(
            "1",
            "A",
            "a",
            "2026",
            "100000",
            "13800138000",
            "91110000100000151X",
            "462000",
            "someone@example.cn",
            "WY20260101-0001",
            "2026-01-01",
            "09:30",
            "aaaaaaaaaaaa",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");

    private final List<Field> fields;
    private final Map<String, Object> context;
    private final Instant now;
    private final Map<String, Object> answers = new HashMap<>();
    private final Map<String, Integer> tried = new HashMap<>();

    private Example(List<Field> fields, Map<String, Object> context, Instant now) {
        this.fields = fields;
        this.context = context;
        this.now = now;
    }

    /** As {@link FormSchema#example}. */
    static Map<String, Object> of(
            List<Field> fields,
            Map<String, Object> wanted,
            Collection<String> also,
            Map<String, Object> context,
            Instant now) {
        var example = new Example(fields, context, now);
        example.answers.putAll(wanted);
        also.stream().filter(key -> !wanted.containsKey(key)).forEach(key -> example.next(key, wanted));
        return example.complete(wanted);
    }

    private Map<String, Object> complete(Map<String, Object> wanted) {
        for (var tries = 0; ; tries++) {
            var check = new FormCheck(fields, answers, context, now);
            var clean = check.run();
            if (check.faults().isEmpty()) {
                return clean;
            }
            var fault = check.faults().get(0);
            if (tries > MOST_TRIES || !next(fault.field(), wanted)) {
                throw Refusal.invalid(List.of(fault));
            }
        }
    }

    /** Tries the next answer to a question; false when there is none left. */
    private boolean next(String key, Map<String, Object> wanted) {
        var field = FormSchema.inputs(fields)
                .filter(each -> each.key().equals(key) && !wanted.containsKey(key))
                .findFirst();
        var candidates = field.map(this::candidates).orElse(List.of());
        var at = tried.merge(key, 1, Integer::sum) - 1;
        if (at >= candidates.size()) {
            return false;
        }
        answers.put(key, candidates.get(at));
        return true;
    }

    private List<Object> candidates(Field field) {
        return switch (field.type()) {
            case TEXTFIELD, TEXTAREA -> texts(field);
            case NUMBER -> numbers(field);
            case CHECKBOX -> List.of(true);
            case RADIO, SELECT -> options(field).toList();
            case CHECKLIST, TAGLIST ->
                options(field).map(option -> (Object) List.of(option)).toList();
            case DATETIME -> moments(field);
            case DYNAMICLIST -> List.of(List.of(Map.of()));
            default -> List.of();
        };
    }

    private Stream<Object> options(Field field) {
        return (field.valuesKey().isEmpty() ? field.options() : FormCheck.fromContext(context.get(field.valuesKey())))
                .stream().map(Option::value);
    }

    private static List<Object> texts(Field field) {
        var least = field.rule("minLength").asInt(0);
        var most = field.rule("maxLength").asInt(FormCheck.LINE);
        var words = new StringBuilder(WORDS);
        while (words.length() < least && words.length() < FormCheck.CEILING) {
            words.append(WORDS);
        }
        var fitting = words.substring(
                0, Math.max(Math.min(words.length(), Math.max(least, 1)), Math.min(most, WORDS.length())));
        return Stream.concat(Stream.of(fitting), SAMPLES.stream())
                .map(text -> (Object) text)
                .toList();
    }

    private static List<Object> numbers(Field field) {
        var numbers = new ArrayList<Object>();
        var step =
                FormCheck.decimal(field.source().path("increment").asText("")).filter(size -> size.signum() > 0);
        for (var rule : List.of("min", "max")) {
            var bound = field.rule(rule);
            if (bound.isNumber()) {
                numbers.add(bound.decimalValue());
                step.ifPresent(size -> numbers.add(bound.decimalValue()
                        .divide(size, 0, rule.equals("min") ? RoundingMode.CEILING : RoundingMode.FLOOR)
                        .multiply(size)));
                numbers.add(bound.decimalValue()
                        .setScale(0, rule.equals("min") ? RoundingMode.CEILING : RoundingMode.FLOOR));
            }
        }
        numbers.addAll(List.of(BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.TEN));
        step.ifPresent(numbers::add);
        return field.source().path("serializeToString").asBoolean(false)
                ? numbers.stream().map(number -> (Object) number.toString()).toList()
                : numbers;
    }

    private List<Object> moments(Field field) {
        var here = now.atZone(FormCheck.COUNTY);
        return switch (field.subtype()) {
            case "time" -> List.of("09:30");
            case "datetime" ->
                List.of(OffsetDateTime.from(here)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString());
            default -> List.of(here.toLocalDate().toString());
        };
    }
}
