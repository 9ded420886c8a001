package cn.qingfeng.form;

import cn.qingfeng.Messages;
import cn.qingfeng.Refusal;
import cn.qingfeng.Refusal.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Small forms for tests, and the texts of faults as a person reads them. */
final class TestForms {

    /** 2026-03-02 09:00 in the county. */
    static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

    private TestForms() {}

    static FormSchema form(String... components) {
        return FormSchema.parse("{\"id\":\"test\",\"type\":\"default\",\"schemaVersion\":16,\"components\":["
                + String.join(",", components) + "]}");
    }

    static String component(String type, String key, String... more) {
        var id = key.isEmpty() ? "c-" + type : "c-" + key;
        var text = new StringBuilder("{\"type\":\"" + type + "\",\"id\":\"" + id + "\"");
        if (!key.isEmpty()) {
            text.append(",\"key\":\"" + key + "\"");
        }
        text.append(",\"label\":\"标签" + key + "\"");
        for (var each : more) {
            text.append(',').append(each);
        }
        return text.append('}').toString();
    }

    static Map<String, Object> check(FormSchema schema, Map<String, Object> answers) {
        return schema.check(answers, Map.of(), NOW);
    }

    static Map<String, Object> check(FormSchema schema, Map<String, Object> answers, Map<String, Object> context) {
        return schema.check(answers, context, NOW);
    }

    /** The texts of all faults in Chinese; empty when the answers are right. */
    static List<String> faults(FormSchema schema, Map<String, Object> answers) {
        return faults(schema, answers, Map.of());
    }

    static List<String> faults(FormSchema schema, Map<String, Object> answers, Map<String, Object> context) {
        try {
            schema.check(answers, context, NOW);
            return List.of();
        } catch (Refusal refusal) {
            return refusal.faults().stream().map(TestForms::text).toList();
        }
    }

    static String text(Fault fault) {
        return messages().getMessage(fault.key(), fault.args().toArray(), Locale.SIMPLIFIED_CHINESE);
    }

    static ResourceBundleMessageSource messages() {
        return Messages.source();
    }
}
