package cn.qingfeng.process.deployment;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Texts for whoever deploys or asks over the engine's interface: in the caller's language when the call names one, else in
 * Chinese. Camunda Modeler names none.
 */
@Component("deploymentWords")
public class DeploymentWords {

    private final MessageSource messages;

    DeploymentWords(MessageSource messages) {
        this.messages = messages;
    }

    public String say(String key, Object... args) {
        return messages.getMessage(key, args, key, readersLanguage());
    }

    private static Locale readersLanguage() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                && attributes.getRequest().getHeader("Accept-Language") != null) {
            return attributes.getRequest().getLocale();
        }
        return Locale.SIMPLIFIED_CHINESE;
    }
}
