package cn.qingfeng.reporter.vault;

import cn.qingfeng.keys.SealedColumn;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The columns of this room that hold sealed texts. */
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
