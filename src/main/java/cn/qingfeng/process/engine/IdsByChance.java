package cn.qingfeng.process.engine;

import java.util.UUID;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The engine's ids by chance alone: those that it makes by itself hold the moment, to a ten-millionth of a second, and stand
 * in every address of Cockpit, so that two clues told together would show.
 */
@Configuration(proxyBeanMethods = false)
class IdsByChance {
    @Bean
    IdGenerator idGenerator() {
        return () -> UUID.randomUUID().toString();
    }
}
