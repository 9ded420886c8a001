package cn.qingfeng.testing;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Looks at an open page for what keeps people with a keyboard, a screen reader or weak eyes out of it (WCAG 2.2 A and AA). */
public final class Axe {

    private static final String RUN = """
            async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}))
                .violations.flatMap(rule => rule.nodes.map(node => rule.id + ': ' + node.target + ' ' + node.html))""";

    private Axe() {}

    /** What it finds, each as rule, place and element; empty when all is well. */
    @SuppressWarnings("unchecked")
    public static List<String> findings(Page page) {
        page.evaluate(script());
        return (List<String>) page.evaluate(RUN);
    }

    private static String script() {
        try (var source = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(source.readAllBytes(), StandardCharsets.UTF_8) + "; undefined";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
