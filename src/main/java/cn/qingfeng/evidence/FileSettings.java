package cn.qingfeng.evidence;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code qingfeng.files.*}.
 *
 * @param store where contents lie
 * @param directory for {@link Store#DIRECTORY}
 * @param waiting for how long a page may keep what it sent ahead of its form
 * @param waitingMegabytes how much may wait in all
 */
@ConfigurationProperties("qingfeng.files")
record FileSettings(
        @DefaultValue("DATABASE") Store store,
        @DefaultValue("") Path directory,
        @DefaultValue("24h") Duration waiting,
        @DefaultValue("4096") long waitingMegabytes) {

    enum Store {
        DATABASE,
        DIRECTORY
    }
}
