package cn.qingfeng.reporter;

import cn.qingfeng.SealedColumn;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The column of this room that holds sealed texts. */
@Configuration(proxyBeanMethods = false)
class SealedIdentities {

    @Bean
    SealedColumn sealedIdentity() {
        return new SealedColumn(
                IdentityVault.PURPOSE,
                "reporter_identity",
                List.of("clue_number"),
                "sealed",
                List.of("clue_number"),
                "");
    }
}
