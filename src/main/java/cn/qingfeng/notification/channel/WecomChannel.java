package cn.qingfeng.notification.channel;

import cn.qingfeng.notification.address.UnitChannels;
import cn.qingfeng.notification.text.NoticeTexts;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Set;
import org.springframework.stereotype.Component;

/** WeCom's group robot (企业微信群机器人): {@code …/cgi-bin/webhook/send?key=…}. */
@Component
class WecomChannel extends RobotChannel {

    /** -1: busy; 45009: more than 20 messages a minute. */
    private static final Set<Integer> LATER = Set.of(-1, 45009);

    private final GatewaySettings settings;

    WecomChannel(
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
        return NoticeChannel.WECOM;
    }

    @Override
    URI address(UnitChannels.Robot robot) {
        return with(settings.wecom(), "key", robot.address());
    }

    @Override
    Set<Integer> later() {
        return LATER;
    }
}
