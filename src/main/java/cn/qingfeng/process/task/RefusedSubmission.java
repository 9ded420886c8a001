package cn.qingfeng.process.task;

import cn.qingfeng.Refusal;
import cn.qingfeng.web.OwnWords;
import java.util.Locale;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * A refusal on its way through the engine. The engine's REST API answers it with status 400 and this text, which Tasklist
 * shows to the person who submitted the form.
 */
class RefusedSubmission extends FormFieldValidationException {

    private final transient Refusal refusal;

    RefusedSubmission(Refusal refusal, MessageSource messages) {
        super(refusal.key(), text(refusal, messages), refusal);
        this.refusal = refusal;
    }

    /** What was refused and why. */
    Refusal refusal() {
        return refusal;
    }

    /** What is told to the person, in the person's language. */
    static String text(Refusal refusal, MessageSource messages) {
        Locale locale = LocaleContextHolder.getLocale();
        if (refusal.faults().isEmpty()) {
            return OwnWords.said(
                    messages.getMessage(refusal.key(), refusal.args().toArray(), refusal.key(), locale));
        }
        return OwnWords.said(refusal.faults().stream()
                .map(fault -> messages.getMessage(fault.key(), fault.args().toArray(), fault.key(), locale))
                .collect(Collectors.joining(" ")));
    }
}
