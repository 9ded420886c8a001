package cn.qingfeng.web.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * One word for all scripts, styles and pictures of this installation, made of what is in them: whatever address carries it may be
 * kept for good, and an upgrade that changes one of them changes every address.
 */
@Component
class FilesVersion {

    /** Ours, the webapps' with what of ours takes the place of theirs, and their plugins. */
    private static final String[] WHERE = {
        "classpath:/static/**",
        "classpath*:/META-INF/resources/webjars/camunda/**",
        "classpath*:/META-INF/resources/webjars/bpmn-js/**",
        "classpath*:/META-INF/resources/_static/echarts/*/dist/echarts.common.min.js",
        "classpath*:/META-INF/resources/plugin/**"
    };

    private volatile String version;

    /** The same on every node and at every start while nothing changes. */
    String now() {
        var known = version;
        if (known == null) {
            known = read();
            version = known;
        }
        return known;
    }

    private static String read() {
        var resolver = new PathMatchingResourcePatternResolver(FilesVersion.class.getClassLoader());
        var sums = Arrays.stream(WHERE)
                .flatMap(pattern -> found(resolver, pattern))
                .filter(Resource::isReadable)
                .map(FilesVersion::sum)
                .sorted(Comparator.naturalOrder())
                .toList();
        var all = new CRC32();
        var more = new CRC32();
        sums.forEach(sum -> {
            all.update(sum.getBytes());
            more.update(sum.substring(sum.length() / 2).getBytes());
        });
        return "%08x%08x".formatted(all.getValue(), more.getValue());
    }

    private static Stream<Resource> found(PathMatchingResourcePatternResolver resolver, String pattern) {
        try {
            return Arrays.stream(resolver.getResources(pattern));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String sum(Resource file) {
        try (var content = file.getInputStream()) {
            var sum = new CRC32();
            sum.update(content.readAllBytes());
            return file.getFilename() + " %08x".formatted(sum.getValue());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
