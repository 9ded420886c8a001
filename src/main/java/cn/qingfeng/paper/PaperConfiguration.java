package cn.qingfeng.paper;

import cn.qingfeng.keys.SealedColumn;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this room keeps sealed. */
@Configuration(proxyBeanMethods = false)
class PaperConfiguration {

    @Bean
    SealedColumn sealedReasonsOfVoidPapers() {
        return new SealedColumn(PaperBook.REASON, "paper", List.of("id"), "sealed_void_reason", List.of("id"), "");
    }
}
