package cn.qingfeng.security;

import cn.qingfeng.process.deployment.Contract;
import java.util.Set;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Makes the small process of the tests one of the product's, which an owner may send. */
@TestConfiguration
class SmallProcess {

    @Bean
    Contract small() {
        return new Contract("small", Set.of());
    }
}
