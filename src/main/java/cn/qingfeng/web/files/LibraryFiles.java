package cn.qingfeng.web.files;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Scripts of libraries, without their version in the address. Only these are looked for by a chain: Spring Boot's own
 * ({@code spring.web.resources.chain}) would search the whole class path for every link of every page, which took a fifth of
 * all that the server did.
 */
@Configuration(proxyBeanMethods = false)
class LibraryFiles implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/webjars/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/")
                .resourceChain(true);
    }
}
