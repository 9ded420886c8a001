package cn.qingfeng.notification.channel;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The ways out over HTTP. A unit gives a robot's key only, never an address: so nobody makes this server call another.
 *
 * @param sms the county's SMS gateway
 * @param wecom where WeCom takes robots' messages; {@code key} is added
 * @param dingtalk where DingTalk takes robots' messages; {@code access_token} is added
 * @param timeout until the whole answer is there
 */
@ConfigurationProperties("qingfeng.notification")
public record GatewaySettings(
        @DefaultValue Sms sms,

        @DefaultValue("https://qyapi.weixin.qq.com/cgi-bin/webhook/send")
        URI wecom,

        @DefaultValue("https://oapi.dingtalk.com/robot/send")
        URI dingtalk,

        @DefaultValue("5s") Duration timeout) {

    /**
     * @param url where to post; without it there is no SMS
     * @param header name of the header that carries {@code token}
     * @param contentType {@code application/json} or {@code application/x-www-form-urlencoded}; the values are escaped for it
     * @param body what to post; {@code {id}}, {@code {phone}} and {@code {text}} are filled in
     * @param refused a regular expression that the answer contains where the number itself is refused for good; empty: none is
     * @param success a regular expression that the answer to an accepted message contains; empty: every 2xx is a yes
     */
    public record Sms(
            URI url,
            @DefaultValue("Authorization") String header,
            @DefaultValue("") String token,
            @DefaultValue("application/json") String contentType,

            @DefaultValue("{\"id\":\"{id}\",\"phone\":\"{phone}\",\"text\":\"{text}\"}")
            String body,

            @DefaultValue("") String success,

            @DefaultValue("") String refused) {

        public boolean enabled() {
            return url != null && !url.toString().isBlank();
        }
    }
}
