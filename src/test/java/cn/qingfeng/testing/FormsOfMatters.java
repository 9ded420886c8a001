package cn.qingfeng.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The forms that the shipped diagrams of matters name: each kind brings its own, and their steps are named by the drawing. */
public final class FormsOfMatters {

    private static final Pattern NAMED = Pattern.compile("formRef=\"([^\"]+)\"");

    private FormsOfMatters() {}

    public static Set<String> all() {
        var named = new TreeSet<String>();
        try (var diagrams = Files.newDirectoryStream(Path.of("processes"), "matter-*.bpmn")) {
            for (var diagram : diagrams) {
                NAMED.matcher(Files.readString(diagram)).results().forEach(found -> named.add(found.group(1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return named;
    }
}
