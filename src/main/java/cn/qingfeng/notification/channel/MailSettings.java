package cn.qingfeng.notification.channel;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether and how notices go out by mail.
 *
 * @param enabled without it only inboxes are written, as in the demo county, which has no mail server
 * @param from the sender's address
 * @param url where the county's people reach this product, for the link in a mail
 */
@ConfigurationProperties("qingfeng.mail")
public record MailSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("qingfeng@localhost") String from,
        @DefaultValue("http://localhost:8080") String url) {}
