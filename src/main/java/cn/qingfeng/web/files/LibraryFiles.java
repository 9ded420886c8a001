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

    /** Where the drawings of figures come from; the version is the build's ({@code echarts.version}), held by a test. */
    static final String ECHARTS = "classpath:/META-INF/resources/_static/echarts/6.0.0/dist/";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/webjars/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/")
                .resourceChain(true);
        // Another packager's folder, with the version in it: the address is as if it lay beside the others.
        registry.addResourceHandler("/webjars/echarts/**").addResourceLocations(ECHARTS);
    }
}
