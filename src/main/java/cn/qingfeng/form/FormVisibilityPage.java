package cn.qingfeng.form;

import java.util.Map;
import java.util.Set;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells a page which fields to hide after a change. The page sends only the answers that conditions read, nothing is kept
 * or logged, and a page that gets no answer shows everything.
 */
@RestController
class FormVisibilityPage {

    private final Forms forms;

    FormVisibilityPage(Forms forms) {
        this.forms = forms;
    }

    record Hidden(Set<String> hidden) {}

    @PostMapping("/form/visible/{formId}")
    Hidden hidden(@PathVariable String formId, @RequestParam MultiValueMap<String, String> post) {
        var form = forms.open(formId);
        return new Hidden(form.hidden(form.fromPost(post), Map.of()));
    }
}
