package cn.qingfeng.form;

import cn.qingfeng.Refusal;
import cn.qingfeng.Refusal.Fault;
import cn.qingfeng.form.feel.Visibility;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.util.MultiValueMap;

/**
 * A Camunda Form ({@code .form}), read and found sound: what it asks, how it is drawn on our pages, and whether an answer
 * is right. Immutable. The engine itself takes any value, so that every answer passes {@link #check} first, wherever it
 * comes from.
 */
public final class FormSchema {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int MOST_FIELDS = 300;

    private final JsonNode source;
    private final String id;
    private final List<Field> fields;
    private final Map<String, FormSchema> translations = new ConcurrentHashMap<>();

    private FormSchema(JsonNode source) {
        this.source = source;
        this.id = source.path("id").asText("");
        if (!source.path("components").isArray() || id.isBlank()) {
            throw Refusal.invalid("form.schema.notAForm");
        }
        var read = new ArrayList<Field>();
        source.path("components").forEach(each -> read.add(Field.read(each, 0)));
        this.fields = List.copyOf(read);
        refuseDoubles();
    }

    /**
     * Reads the text of a {@code .form} file.
     *
     * @throws Refusal invalid, naming the component that cannot be used: unknown type, missing or doubled key or id,
     *     unreadable pattern or condition
     */
    public static FormSchema parse(String json) {
        try {
            return new FormSchema(JSON.readTree(json));
        } catch (JsonProcessingException broken) {
            var place = broken.getLocation();
            throw Refusal.invalid("form.schema.json", place == null ? 0 : place.getLineNr());
        }
    }

    /** The form's id, which is its file's base name. */
    public String id() {
        return id;
    }

    /** The text of the form, to be handed to Tasklist. */
    public String toJson() {
        return source.toString();
    }

    /** The keys of all questions, in order. A repeated list counts once, by its path. */
    public List<String> keys() {
        return inputs(fields).map(Field::key).toList();
    }

    /** The values that a question of one choice offers; empty when the form does not ask it, or asks it otherwise. */
    public Optional<List<String>> choices(String key) {
        return inputs(fields)
                .filter(field -> field.key().equals(key)
                        && field.type().choosesOne()
                        && field.valuesKey().isEmpty())
                .findFirst()
                .map(field -> field.options().stream()
                        .map(option -> String.valueOf(option.value()))
                        .toList());
    }

    /** The names of the lists of choices that are still to be filled in. */
    public Set<String> optionLists() {
        var names = new HashSet<String>();
        all(fields).map(Field::valuesKey).filter(name -> !name.isEmpty()).forEach(names::add);
        return names;
    }

    /** The same form with every {@code valuesKey} that is known replaced by its choices. */
    public FormSchema withOptions(FormOptions offer) {
        if (optionLists().isEmpty()) {
            return this;
        }
        var filled = source.deepCopy();
        fillIn(filled.path("components"), offer);
        return new FormSchema(filled);
    }

    /**
     * The same form in a reader's language. Its owner writes a translation as custom properties of a component: {@code
     * label:en}, {@code description:en}, {@code text:en}, {@code validationMessage:en} and, for each choice, {@code
     * option:en:VALUE}. What is not translated stays as it is.
     */
    public FormSchema in(Locale reader) {
        return translations.computeIfAbsent(reader.getLanguage(), language -> {
            var translated = source.deepCopy();
            return translate(translated.path("components"), ":" + language) ? new FormSchema(translated) : this;
        });
    }

    private static boolean translate(JsonNode components, String language) {
        var any = false;
        for (var component : components) {
            any |= translate(component.path("components"), language);
            var words = component.path("properties");
            if (!(component instanceof ObjectNode field) || words.isMissingNode()) {
                continue;
            }
            for (var text : List.of("label", "dateLabel", "description", "text")) {
                any |= say(field, text, words.path(text + language));
            }
            any |= say((ObjectNode) words, "validationMessage", words.path("validationMessage" + language));
            for (var option : field.path("values")) {
                if (option instanceof ObjectNode choice) {
                    any |= say(
                            choice,
                            "label",
                            words.path("option" + language + ":"
                                    + choice.path("value").asText()));
                }
            }
        }
        return any;
    }

    private static boolean say(ObjectNode where, String what, JsonNode words) {
        if (!words.isTextual()) {
            return false;
        }
        where.set(what, words);
        return true;
    }

    /**
     * The same form with other values standing in its fields before anybody has typed, a proposed unit for example. Keys
     * that the form does not ask for are ignored, and no answer is ever taken from here.
     */
    public FormSchema withDefaults(Map<String, ?> defaults) {
        var filled = source.deepCopy();
        preset(filled.path("components"), defaults);
        return new FormSchema(filled);
    }

    /**
     * Checks answers and tidies them: only visible questions of this form are kept, empty answers are left out, date-times
     * come as {@code 2026-03-01T09:30+08:00}, whole numbers as Long, others as BigDecimal, lists as List.
     *
     * @param submitted answers as JSON gives them (String, Number, Boolean, List, Map)
     * @param context what conditions may read besides the answers, the routing variables for example; a submitted value
     *     of the same name that the form does not ask for is ignored
     * @param now the moment for “not in the past” and “not in the future”
     * @throws Refusal invalid, with a fault for every field that is wrong
     */
    public Map<String, Object> check(Map<String, Object> submitted, Map<String, Object> context, Instant now) {
        var check = new FormCheck(fields, submitted, context, now);
        var clean = check.run();
        if (!check.faults().isEmpty()) {
            throw Refusal.invalid(check.faults());
        }
        return clean;
    }

    /**
     * Fills it in as somebody would who answers what must be answered.
     *
     * @param wanted answers that are given already
     * @param also keys that are to be answered though the form does not insist; those that it hides stay away
     * @throws Refusal invalid, with the first fault that no answer mends: nobody could hand the form in so
     */
    public Map<String, Object> example(
            Map<String, Object> wanted, Collection<String> also, Map<String, Object> context, Instant now) {
        return Example.of(fields, wanted, also, context, now);
    }

    /**
     * What kind of answer a question takes: {@code text}, {@code number}, {@code checkbox}, {@code date}, {@code datetime},
     * {@code time}, {@code one} or {@code several}, with a colon and the name of its list of choices where it has one; empty
     * when the form does not ask it.
     */
    public Optional<String> kind(String key) {
        return inputs(fields)
                .filter(field -> field.key().equals(key))
                .findFirst()
                .map(field -> switch (field.type()) {
                    case TEXTFIELD, TEXTAREA -> "text";
                    case RADIO, SELECT -> "one" + listed(field);
                    case CHECKLIST, TAGLIST -> "several" + listed(field);
                    case DATETIME -> field.subtype();
                    default -> field.type().name().toLowerCase(Locale.ROOT);
                });
    }

    /** How a question is put; empty when the form does not ask it. */
    public Optional<String> label(String key) {
        return inputs(fields)
                .filter(field -> field.key().equals(key))
                .map(Field::label)
                .filter(label -> label != null && !label.isBlank())
                .findFirst();
    }

    private static String listed(Field field) {
        return field.valuesKey().isEmpty() ? "" : ":" + field.valuesKey();
    }

    /** The ids of the components that are not to be shown, given these answers. */
    public Set<String> hidden(Map<String, Object> answers, Map<String, Object> context) {
        var visibility = Visibility.of(fields, answers, context);
        var hidden = new HashSet<String>();
        all(fields).filter(field -> visibility.hides(field)).forEach(field -> hidden.add(field.id()));
        return hidden;
    }

    /**
     * Turns a posted HTML form into answers. Nothing is judged here: what does not fit is handed on as it came, and
     * {@link #check} refuses it. Names that begin with “_” belong to the page and are left out.
     */
    public Map<String, Object> fromPost(MultiValueMap<String, String> post) {
        return new PostedForm(fields).read(post);
    }

    /** What a page draws. The faults are those of the last try, if there was one. */
    public FormPage page(Map<String, Object> answers, List<Fault> faults, Map<String, Object> context) {
        return FormPage.of(this, fields, answers, faults, context);
    }

    /** Questions and answers as a person reads them; what was not answered is left out. */
    public List<Answer> describe(Map<String, Object> answers, MessageSource messages, Locale locale) {
        return new Description(messages, locale).of(fields, answers);
    }

    /** What stands in the fields before anybody has typed. */
    public Map<String, Object> defaults() {
        var defaults = new LinkedHashMap<String, Object>();
        inputs(fields).forEach(field -> {
            var value = field.source().path("defaultValue");
            if (!value.isMissingNode() && !value.isNull()) {
                defaults.put(field.key(), JSON.convertValue(value, Object.class));
            }
        });
        return defaults;
    }

    List<Field> fields() {
        return fields;
    }

    static Stream<Field> all(List<Field> fields) {
        return fields.stream().flatMap(field -> Stream.concat(Stream.of(field), all(field.parts())));
    }

    /** The fields that answers are kept for, on one level: groups are looked into, repeated lists are not. */
    public static Stream<Field> inputs(List<Field> fields) {
        return fields.stream().flatMap(field -> {
            if (field.type() == FieldType.GROUP) {
                return inputs(field.parts());
            }
            var kept = field.type().asks()
                    || field.type() == FieldType.DYNAMICLIST
                    || field.type() == FieldType.EXPRESSION && !field.key().isEmpty();
            return kept ? Stream.of(field) : Stream.empty();
        });
    }

    private void refuseDoubles() {
        if (all(fields).count() > MOST_FIELDS) {
            throw Refusal.invalid("form.schema.tooMany", MOST_FIELDS);
        }
        var ids = new HashSet<String>();
        all(fields).filter(field -> !ids.add(field.id())).findFirst().ifPresent(field -> {
            throw Refusal.invalid("form.schema.doubleId", field.id());
        });
        refuseDoubleKeys(fields);
    }

    private static void refuseDoubleKeys(List<Field> level) {
        var keys = new HashSet<String>();
        inputs(level).filter(field -> !keys.add(field.key())).findFirst().ifPresent(field -> {
            throw Refusal.invalid("form.schema.doubleKey", field.id(), field.key());
        });
        inputs(level)
                .filter(field -> field.type() == FieldType.DYNAMICLIST)
                .forEach(list -> refuseDoubleKeys(list.parts()));
    }

    private static void preset(JsonNode components, Map<String, ?> defaults) {
        for (var component : components) {
            preset(component.path("components"), defaults);
            var value = defaults.get(component.path("key").asText(""));
            if (value != null && component instanceof ObjectNode field) {
                field.set("defaultValue", JSON.valueToTree(value));
            }
        }
    }

    private static void fillIn(JsonNode components, FormOptions offer) {
        for (var component : components) {
            fillIn(component.path("components"), offer);
            var name = component.path("valuesKey").asText("");
            if (!name.isEmpty() && component instanceof ObjectNode field) {
                // An empty list leaves the field as it is: one in which nothing can be chosen yet.
                offer.named(name).filter(options -> !options.isEmpty()).ifPresent(options -> {
                    field.remove("valuesKey");
                    ArrayNode values = field.putArray("values");
                    options.forEach(option -> values.addObject()
                            .put("label", option.label())
                            .set("value", JSON.valueToTree(option.value())));
                });
            }
        }
    }
}
