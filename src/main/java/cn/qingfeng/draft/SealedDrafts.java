package cn.qingfeng.draft;

import cn.qingfeng.keys.SealedColumn;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The column of this room that holds sealed texts. */
@Configuration(proxyBeanMethods = false)
class SealedDrafts {

    @Bean
    SealedColumn sealedDraft() {
        return new SealedColumn(
                Drafts.PURPOSE, "draft", List.of("person", "place"), "sealed", List.of("person", "place"), "");
    }
}
