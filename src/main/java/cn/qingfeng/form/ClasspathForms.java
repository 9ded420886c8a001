package cn.qingfeng.form;

import cn.qingfeng.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/** The forms as they are shipped, for tests and for an installation whose engine holds none yet. */
public class ClasspathForms implements FormSource {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    @Override
    public FormSchema latest(String formId) {
        var file = new ClassPathResource("forms/" + formId + ".form");
        if (!ID.matcher(formId).matches() || !file.exists()) {
            throw Refusal.notFound("form.notFound", formId);
        }
        try {
            return FormSchema.parse(file.getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
