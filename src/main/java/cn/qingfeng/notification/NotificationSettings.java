package cn.qingfeng.notification;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Settings of the room, and the two figures that an operator watches. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailSettings.class)
class NotificationSettings {

    @Bean
    MeterBinder noticeFigures(Letters letters) {
        return registry -> {
            for (var status : new Letter.Status[] {Letter.Status.QUEUED, Letter.Status.FAILED}) {
                Gauge.builder("qingfeng.notices", letters, all -> all.countByChannelAndStatus(Channel.EMAIL, status))
                        .tag("status", status.name().toLowerCase())
                        .description("mails that wait for delivery, and mails refused for good")
                        .register(registry);
            }
        };
    }
}
