package cn.qingfeng.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads the files under {@code sample/}, which are written for people. */
final class SampleFile {

    private SampleFile() {}

    static <K, V> Map<K, V> mapping(String name) {
        return read(name);
    }

    static <T> List<T> list(String name) {
        return read(name);
    }

    private static <T> T read(String name) {
        try (var text = new ClassPathResource("sample/" + name).getInputStream()) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
