package cn.qingfeng.security;

import cn.qingfeng.Refusal;
import org.camunda.bpm.engine.AuthorizationException;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;

/** A refusal of {@link IdentityGuard} on its way through the engine: its REST API answers it with status 403 and this text. */
class RefusedByGuard extends AuthorizationException {

    private static final ResourceBundleMessageSource MESSAGES = new ResourceBundleMessageSource();

    static {
        MESSAGES.setBasename("messages");
        MESSAGES.setDefaultEncoding("UTF-8");
        MESSAGES.setFallbackToSystemLocale(false);
    }

    RefusedByGuard(Refusal refusal) {
        super(MESSAGES.getMessage(refusal.key(), refusal.args().toArray(), LocaleContextHolder.getLocale()));
    }
}
