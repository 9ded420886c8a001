package cn.qingfeng.outward;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param allowedHosts hosts that may be told although they are in the own network, over http too; whoever runs the machine names
 *     them, nobody on a page
 * @param timeout until the whole answer is there
 */
@ConfigurationProperties("qingfeng.outward")
record OutwardSettings(
        @DefaultValue List<String> allowedHosts,
        @DefaultValue("5s") Duration timeout) {}
