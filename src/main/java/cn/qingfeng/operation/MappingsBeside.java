package cn.qingfeng.operation;

import org.springframework.boot.autoconfigure.orm.jpa.EntityManagerFactoryBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/** Hibernate reads the mappings while the engine reads its statements: each takes two seconds of a start and needs one core. */
@Configuration(proxyBeanMethods = false)
class MappingsBeside {

    @Bean
    EntityManagerFactoryBuilderCustomizer mappingsBesideTheEngine() {
        return builder -> builder.setBootstrapExecutor(new SimpleAsyncTaskExecutor("mappings-"));
    }
}
