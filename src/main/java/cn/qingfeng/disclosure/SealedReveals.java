package cn.qingfeng.disclosure;

import cn.qingfeng.keys.SealedColumn;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sealed columns of wishes to know who reported. */
@Configuration(proxyBeanMethods = false)
class SealedReveals {

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
