package cn.qingfeng.process.deployment;

import cn.qingfeng.process.ClueLifecycle;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The contracts that a deployment is held against. */
@Configuration(proxyBeanMethods = false)
class Contracts {

    @Bean
    Contract clueLifecycleContract() {
        return new Contract(ClueLifecycle.KEY, ClueLifecycle.REQUIRED_ELEMENTS);
    }

    @Bean
    Contract cardGradingContract() {
        return new Contract("card-grading", Set.of("card", "reason", "rule"));
    }

    @Bean
    Contract timeLimitsContract() {
        return new Contract("time-limits", Set.of("kind", "amount", "unit", "basis"));
    }

    @Bean
    Contract unitRoutingContract() {
        return new Contract("unit-routing", Set.of("leadUnit", "assistUnits", "reason"));
    }
}
