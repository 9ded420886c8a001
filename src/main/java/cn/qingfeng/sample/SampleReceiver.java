package cn.qingfeng.sample;

import cn.qingfeng.Refusal;
import cn.qingfeng.outward.Receivers;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Another system of the demo county, switched off, so that its page shows how one stands there. Nobody answers at its address. */
@Component
class SampleReceiver {

    private static final Logger LOG = LoggerFactory.getLogger(SampleReceiver.class);

    /** Of a network that is kept for examples (RFC 5737). */
    private static final String URL = "https://203.0.113.10/qingfeng";

    private final Receivers receivers;
    private final MessageSource messages;

    SampleReceiver(Receivers receivers, MessageSource messages) {
        this.receivers = receivers;
        this.messages = messages;
    }

    void enter() {
        try {
            receivers.addPaused(messages.getMessage("sample.receiver", null, Locale.CHINA), URL, "admin");
        } catch (Refusal refused) {
            LOG.info("No receiver in the demo: {}", refused.key());
        }
    }
}
