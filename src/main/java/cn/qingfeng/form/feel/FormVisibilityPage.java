package cn.qingfeng.form.feel;

import cn.qingfeng.Refusal;
import cn.qingfeng.form.Forms;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells a page that is being filled in which fields to hide after a change, and what is wrong so far. The page sends only
 * the answers that conditions read, and those that it asks about; nothing is kept or logged. A page that gets no answer
 * shows everything and lets everything pass: whoever sends the form is told.
 */
@RestController
class FormVisibilityPage {

    private final Forms forms;
    private final MessageSource messages;
    private final Clock clock;

    FormVisibilityPage(Forms forms, MessageSource messages, Clock clock) {
        this.forms = forms;
        this.messages = messages;
        this.clock = clock;
    }

    record Hidden(Set<String> hidden) {}

    /** What is wrong, by the id that the field has in the page. */
    record Faults(List<FaultThere> faults) {}

    record FaultThere(String at, String text) {}

    @PostMapping("/form/visible/{formId}")
    Hidden hidden(@PathVariable String formId, @RequestParam MultiValueMap<String, String> post) {
        var form = forms.open(formId);
        return new Hidden(form.hidden(form.fromPost(post), Map.of()));
    }

    /** Also of fields that were not sent: the page tells those that it asks about. */
    @PostMapping("/form/visible/{formId}/faults")
    Faults faults(@PathVariable String formId, @RequestParam MultiValueMap<String, String> post, Locale reader) {
        var form = forms.open(formId).in(reader);
        var answers = form.fromPost(post);
        try {
            form.check(answers, Map.of(), clock.instant());
            return new Faults(List.of());
        } catch (Refusal refused) {
            return new Faults(form.page(answers, refused.faults(), Map.of()).faults().stream()
                    .filter(wrong -> wrong.domId() != null)
                    .map(wrong -> new FaultThere(
                            wrong.domId(),
                            messages.getMessage(
                                    wrong.fault().key(), wrong.fault().args().toArray(), reader)))
                    .toList());
        }
    }
}
