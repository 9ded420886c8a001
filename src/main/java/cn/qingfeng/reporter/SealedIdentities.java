package cn.qingfeng.reporter;

import cn.qingfeng.SealedColumn;
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

    @Bean
    SealedColumn sealedRevealReason() {
        return ofReveals(RevealRequests.REASON, "sealed_reason");
    }

    @Bean
    SealedColumn sealedRevealDecision() {
        return ofReveals(RevealRequests.DECISION, "sealed_decision");
    }

    private static SealedColumn ofReveals(String purpose, String column) {
        var row = List.of("request_number");
        return new SealedColumn(purpose, "reveal_request", row, column, row, "");
    }
}
