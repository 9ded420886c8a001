package cn.qingfeng.notification.channel;

import cn.qingfeng.notification.address.UnitChannels;
import cn.qingfeng.notification.text.NoticeTexts;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** DingTalk's group robot (钉钉群机器人): {@code …/robot/send?access_token=…}, signed where the group asks for it (加签). */
@Component
class DingtalkChannel extends RobotChannel {

    /** -1: busy; 130101 and 130102: more than 20 messages a minute. */
    private static final Set<Integer> LATER = Set.of(-1, 130101, 130102);

    private final GatewaySettings settings;

    DingtalkChannel(
            UnitChannels units,
            HttpPost http,
            NoticeTexts texts,
            ObjectMapper json,
            MailSettings mail,
            GatewaySettings settings) {
        super(units, http, texts, json, mail);
        this.settings = settings;
    }

    @Override
    public NoticeChannel channel() {
        return NoticeChannel.DINGTALK;
    }

    @Override
    URI address(UnitChannels.Robot robot) {
        var address = with(settings.dingtalk(), "access_token", robot.address());
        if (robot.secret() == null) {
            return address;
        }
        // The maker's clock judges the stamp, so it is the machine's time, not the county's, which a demo moves.
        var stamp = String.valueOf(System.currentTimeMillis());
        return with(with(address, "timestamp", stamp), "sign", sign(stamp, robot.secret()));
    }

    static String sign(String timestamp, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal((timestamp + "\n" + secret).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    Set<Integer> later() {
        return LATER;
    }
}
