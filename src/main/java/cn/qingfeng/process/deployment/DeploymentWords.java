package cn.qingfeng.process.deployment;

import cn.qingfeng.web.OwnWords;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Texts for whoever deploys or asks over the engine's interface: in the caller's language.
 */
@Component("deploymentWords")
public class DeploymentWords {

    private final MessageSource messages;

    DeploymentWords(MessageSource messages) {
        this.messages = messages;
    }

    public String say(String key, Object... args) {
        return messages.getMessage(key, args, key, OwnWords.language());
    }
}
