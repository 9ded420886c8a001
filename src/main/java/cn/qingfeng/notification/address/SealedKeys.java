package cn.qingfeng.notification.address;

import cn.qingfeng.keys.SealedColumn;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The columns of this room that hold sealed texts. */
@Configuration(proxyBeanMethods = false)
class SealedKeys {

    @Bean
    SealedColumn sealedChannelAddress() {
        return of("address");
    }

    @Bean
    SealedColumn sealedChannelSecret() {
        return of("secret");
    }

    private static SealedColumn of(String column) {
        var row = List.of("unit_code", "channel");
        return new SealedColumn(Seal.PURPOSE, "unit_channel", row, column, row, "/" + column);
    }
}
