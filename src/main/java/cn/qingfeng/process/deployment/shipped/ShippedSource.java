package cn.qingfeng.process.deployment.shipped;

import cn.qingfeng.process.deployment.shipped.ShippedFiles.Shipped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The diagrams, tables and forms beside the product; read once, because they do not change while it runs. */
@Component
public class ShippedSource implements Supplier<List<Shipped>> {

    private final List<Shipped> files;

    ShippedSource(CamundaBpmProperties settings, ResourcePatternResolver resources) {
        var found = new TreeMap<String, Shipped>();
        Arrays.stream(settings.getDeploymentResourcePattern())
                .flatMap(pattern -> read(resources, pattern).stream())
                .forEach(file -> found.putIfAbsent(file.file(), file));
        files = List.copyOf(found.values());
    }

    private static List<Shipped> read(ResourcePatternResolver resources, String pattern) {
        try {
            return Arrays.stream(resources.getResources(pattern))
                    .filter(Resource::isReadable)
                    .map(ShippedSource::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Shipped read(Resource resource) {
        try (var stream = resource.getInputStream()) {
            return new Shipped(resource.getFilename(), stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Shipped> get() {
        return files;
    }
}
