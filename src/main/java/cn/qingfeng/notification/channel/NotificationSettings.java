package cn.qingfeng.notification.channel;

import cn.qingfeng.notification.OutboxMessage;
import cn.qingfeng.notification.OutboxMessages;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Settings of the room, and the figures that an operator watches. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MailSettings.class, GatewaySettings.class})
class NotificationSettings {

    @Bean
    MeterBinder noticeFigures(OutboxMessages letters, ChannelBreakers breakers) {
        return registry -> {
            for (var channel : NoticeChannel.values()) {
                if (channel == NoticeChannel.INBOX) {
                    continue;
                }
                var name = channel.name().toLowerCase(Locale.ROOT);
                for (var status :
                        new OutboxMessage.Status[] {OutboxMessage.Status.QUEUED, OutboxMessage.Status.FAILED}) {
                    Gauge.builder("qingfeng.notices", letters, all -> all.countByChannelAndStatus(channel, status))
                            .tag("channel", name)
                            .tag("status", status.name().toLowerCase(Locale.ROOT))
                            .description("letters that wait for delivery, and letters refused for good")
                            .register(registry);
                }
                Gauge.builder("qingfeng.channel.closed", breakers, all -> all.closed(channel) ? 1 : 0)
                        .tag("channel", name)
                        .description("1 while nothing gets through the channel from this node")
                        .register(registry);
            }
        };
    }
}
