package cn.qingfeng.console;

import cn.qingfeng.Address;
import cn.qingfeng.Refusal;
import cn.qingfeng.form.FormSchema;
import cn.qingfeng.form.Forms;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Completes a task's form on its way from the engine to Tasklist: choices that are data of the county (a field's
 * {@code valuesKey}) are written into it, and what the ledger knows or the rules propose stands in the fields. So neither
 * needs a variable of the process. The engine answers first: whoever may not read the task gets the engine's refusal.
 */
@Component
class TaskFormFilter extends OncePerRequestFilter {

    private static final Pattern FORM = Pattern.compile(
            "(?:/camunda/api/engine/engine/[^/]+|/engine-rest(?:/engine/[^/]+)?)/task/([^/]+)/deployed-form");

    private final Forms forms;
    private final TaskPresets presets;

    TaskFormFilter(Forms forms, TaskPresets presets) {
        this.forms = forms;
        this.presets = presets;
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
                var completed = complete(task.group(1), deployed).getBytes(StandardCharsets.UTF_8);
                answer.resetBuffer();
                answer.getOutputStream().write(completed);
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
}
