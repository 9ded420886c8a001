package cn.qingfeng;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.ResourceBundle;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Every text a person reads: one file a room, {@code messages/<room>.properties} in Chinese and {@code <room>_en.properties} in
 * English beside it. A new file is found by itself.
 */
@Configuration(proxyBeanMethods = false)
public class Messages {

    private static final String FOLDER = "messages/";
    private static final String[] FILES = files();

    @Bean
    MessageSource messageSource() {
        return source();
    }

    /** All files as one, also where there are no beans yet; who asks for no language of ours is answered in Chinese. */
    public static ResourceBundleMessageSource source() {
        var source = new ResourceBundleMessageSource();
        source.setBasenames(FILES);
        // Else the loader of whichever thread asks first, and a web server's is closed with it.
        source.setBundleClassLoader(Messages.class.getClassLoader());
        source.setDefaultEncoding(StandardCharsets.UTF_8.name());
        source.setFallbackToSystemLocale(false);
        return source;
    }

    /** What the operator is told at the console before anything has started, in the machine's language. */
    public static ResourceBundle ofStart() {
        return ResourceBundle.getBundle(FOLDER + "operation");
    }

    private static String[] files() {
        try {
            var found = new PathMatchingResourcePatternResolver(Messages.class.getClassLoader())
                    .getResources("classpath*:" + FOLDER + "*.properties");
            return Arrays.stream(found)
                    .map(file -> file.getFilename().replaceFirst("(_en)?\\.properties$", ""))
                    .distinct()
                    .sorted()
                    .map(FOLDER::concat)
                    .toArray(String[]::new);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
