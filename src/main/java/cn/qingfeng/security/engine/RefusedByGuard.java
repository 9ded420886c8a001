package cn.qingfeng.security.engine;

import cn.qingfeng.Messages;
import cn.qingfeng.Refusal;
import org.camunda.bpm.engine.AuthorizationException;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;

/** A refusal of {@link IdentityGuard} on its way through the engine: its REST API answers it with status 403 and this text. */
class RefusedByGuard extends AuthorizationException {

    private static final MessageSource MESSAGES = Messages.source();

    RefusedByGuard(Refusal refusal) {
        super(MESSAGES.getMessage(refusal.key(), refusal.args().toArray(), LocaleContextHolder.getLocale()));
    }
}
