package cn.qingfeng.form;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;

@Configuration(proxyBeanMethods = false)
class FormConfiguration {

    /** Only where no room offers the deployed forms. */
    @Bean
    @Fallback
    FormSource shippedForms() {
        return new ClasspathForms();
    }
}
