package cn.qingfeng.intake;

import cn.qingfeng.keys.SealedColumn;
import cn.qingfeng.reporter.SealedTexts;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The columns of this room that hold sealed texts. */
@Configuration(proxyBeanMethods = false)
class SealedWords {

    @Bean
    SealedColumn sealedMessage() {
        return of("reporter_message", "sealed");
    }

    @Bean
    SealedColumn sealedRemark() {
        return of("reporter_rating", "remark");
    }

    private static SealedColumn of(String table, String column) {
        return new SealedColumn(SealedTexts.PURPOSE, table, List.of("id"), column, List.of("clue_number"), "");
    }
}
