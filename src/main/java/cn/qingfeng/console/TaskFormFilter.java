package cn.qingfeng.console;

import cn.qingfeng.Refusal;
import cn.qingfeng.form.FormSchema;
import cn.qingfeng.form.Forms;
import cn.qingfeng.web.Address;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Completes a task's form on its way from the engine to Tasklist: choices that are data of the county (a field's
 * {@code valuesKey}) are written into it, and what the ledger knows or the rules propose stands in the fields. So neither
 * needs a variable of the process; and what the person typed before and did not send comes with it. The engine answers first: whoever may not read the task gets the engine's refusal.
 */
@Component
class TaskFormFilter extends OncePerRequestFilter {

    private static final Pattern FORM = Pattern.compile(
            "(?:/camunda/api/engine/engine/[^/]+|/engine-rest(?:/engine/[^/]+)?)/task/([^/]+)/deployed-form");

    private final Forms forms;
    private final TaskPresets presets;
    private final TaskDrafts drafts;
    private final ObjectMapper json;

    TaskFormFilter(Forms forms, TaskPresets presets, TaskDrafts drafts, ObjectMapper json) {
        this.forms = forms;
        this.presets = presets;
        this.drafts = drafts;
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpMethod.GET.matches(request.getMethod())
                || !FORM.matcher(Address.of(request)).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        if (answer.getStatus() == HttpServletResponse.SC_OK) {
            var deployed = new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
            var task = FORM.matcher(Address.of(request));
            if (task.matches()) {
                var completed = kept(task.group(1), request.getUserPrincipal(), complete(task.group(1), deployed));
                answer.resetBuffer();
                answer.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
                answer.getOutputStream().write(completed.getBytes(StandardCharsets.UTF_8));
            }
        }
        answer.copyBodyToResponse();
    }

    private String complete(String task, String deployed) {
        try {
            var form = forms.fill(FormSchema.parse(deployed));
            return form.withDefaults(presets.of(task, form.id())).toJson();
        } catch (Refusal notReadable) {
            // Deployed before the product checked forms: Tasklist may still know what to do with it.
            return deployed;
        }
    }

    /**
     * Puts what the person typed before beside the form, so that Tasklist's script ({@code console/drafts.js}) finds it in
     * the same answer: a draft that came later would overwrite what is being typed.
     */
    private String kept(String task, Principal person, String form) throws IOException {
        if (person == null || !(json.readTree(form) instanceof ObjectNode whole)) {
            return form;
        }
        var mark = whole.putObject("qingfeng").put("task", task);
        drafts.of(task, person.getName()).ifPresent(draft -> mark.set("draft", json.valueToTree(draft)));
        return whole.toString();
    }
}
