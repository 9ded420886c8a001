package cn.qingfeng.security.engine;

import cn.qingfeng.Messages;
import cn.qingfeng.Refusal;
import cn.qingfeng.web.OwnWords;
import org.camunda.bpm.engine.AuthorizationException;
import org.springframework.context.MessageSource;

/** A refusal of {@link IdentityGuard} on its way through the engine: its REST API answers it with status 403 and this text. */
class RefusedByGuard extends AuthorizationException {

    private static final MessageSource MESSAGES = Messages.source();

    RefusedByGuard(Refusal refusal) {
        super(OwnWords.said(MESSAGES.getMessage(refusal.key(), refusal.args().toArray(), OwnWords.language())));
    }
}
