package cn.qingfeng.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.organization.Right;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;

/** The menu and the links of the pages: nobody has to know an address. */
class MenuTests {

    private static final Path RESOURCES = Path.of("src/main/resources");

    private static final Pattern GROUP =
            Pattern.compile("<details class=\"menu\"[^>]*sec:authorize=\"([^\"]*)\">(.*?)</details>", Pattern.DOTALL);

    private static final Pattern ENTRY = Pattern.compile("<a th:href=\"@\\{([^}]+)}\"[^>]*?sec:authorize=\"([^\"]*)\"");

    /** Opened by a program, a reader of notices, or by Spring itself. */
    private static final Set<String> NO_LINK = Set.of("/error");

    @Test
    void whoSeesAGroupOfTheMenuSeesSomethingInItAndWhoMaySeeAnEntrySeesItsGroup() throws IOException {
        var groups = GROUP.matcher(layout()).results().toList();

        assertThat(groups).hasSizeGreaterThan(2);
        for (var group : groups) {
            var entries = ENTRY.matcher(group.group(2)).results().toList();
            assertThat(entries).as("each entry says who sees it").hasSameSizeAs(links(group.group(2)));
            Set<String> inside = new TreeSet<>();
            entries.forEach(entry -> inside.addAll(authorities(entry.group(2))));
            assertThat(inside).isEqualTo(authorities(group.group(1)));
        }
    }

    @Test
    void nobodyOpensAGroupForASingleEntry() throws IOException {
        for (var group : GROUP.matcher(layout()).results().toList()) {
            var seen = new TreeMap<String, Integer>();
            ENTRY.matcher(group.group(2))
                    .results()
                    .map(entry -> entry.group(2).replaceAll("!has\\w+\\([^)]*\\)", ""))
                    .forEach(who -> authorities(who).forEach(each -> seen.merge(each, 1, Integer::sum)));
            assertThat(seen).doesNotContainValue(1);
        }
    }

    @Test
    void nobodysMenuIsLongerThanARow() throws IOException {
        var menu = layout().replaceAll("(?s).*<nav class=\"top-nav\"", "").replaceAll("(?s)</nav>.*", "");
        var row = ENTRY.matcher(GROUP.matcher(menu).replaceAll("")).results().toList();
        var everybodys = links(GROUP.matcher(menu).replaceAll("")).size() - row.size();
        var most = new TreeMap<String, Integer>();
        Stream.concat(
                        row.stream().map(entry -> entry.group(2)),
                        GROUP.matcher(menu).results().map(group -> group.group(1)))
                .forEach(who -> authorities(who).forEach(each -> most.merge(each, 1, Integer::sum)));

        assertThat(most.values()).isNotEmpty().allMatch(count -> count + everybodys <= 9);
    }

    @Test
    void everyPageIsLinkedFromSomewhere() throws IOException {
        var texts = texts();
        var unlinked = new ArrayList<String>();
        for (var page : pages()) {
            // A place in an address is filled in where the link is written.
            var fixed = Arrays.stream(page.split("\\{[^}]*}"))
                    .filter(part -> part.length() > 1)
                    .toList();
            if (!NO_LINK.contains(page) && fixed.stream().anyMatch(part -> !texts.contains(part))) {
                unlinked.add(page);
            }
        }

        assertThat(pages()).hasSizeGreaterThan(50);
        assertThat(unlinked).isEmpty();
    }

    private static String layout() throws IOException {
        return Files.readString(RESOURCES.resolve("templates/layout.html"));
    }

    private static List<MatchResult> links(String html) {
        return Pattern.compile("<a ").matcher(html).results().toList();
    }

    /** Who an expression lets through; what is not for single duties is not one of the menu's. */
    private static Set<String> authorities(String expression) {
        var right =
                Pattern.compile("@rights\\.has\\(authentication, '(\\w+)'\\)").matcher(expression);
        if (right.matches()) {
            return new TreeSet<>(List.of(Right.valueOf(right.group(1)).groups()));
        }
        return expression.startsWith("!")
                ? Set.of()
                : Pattern.compile("'([a-z-]+)'")
                        .matcher(expression)
                        .results()
                        .map(match -> match.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every address that a page answers to. */
    private static Set<String> pages() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class, false));
        var found = new TreeSet<String>();
        for (var bean : scanner.findCandidateComponents("cn.qingfeng")) {
            var type = type(bean.getBeanClassName());
            if (AnnotatedElementUtils.hasAnnotation(type, ResponseBody.class)) {
                continue;
            }
            var bases = paths(AnnotatedElementUtils.findMergedAnnotation(type, RequestMapping.class));
            for (var method : type.getDeclaredMethods()) {
                var mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
                if (mapping != null
                        && !AnnotatedElementUtils.hasAnnotation(method, ResponseBody.class)
                        && List.of(mapping.method()).contains(RequestMethod.GET)) {
                    bases.forEach(base -> paths(mapping).forEach(path -> found.add(base + path)));
                }
            }
        }
        return found;
    }

    private static List<String> paths(RequestMapping mapping) {
        return mapping == null || mapping.path().length == 0 ? List.of("") : List.of(mapping.path());
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What links are written in: templates, scripts, and the Java that makes addresses; mappings left out. */
    private static String texts() throws IOException {
        Map<Path, String> all = new LinkedHashMap<>();
        for (var root : List.of(RESOURCES, Path.of("src/main/java"), Path.of("forms"))) {
            try (var files = Files.walk(root)) {
                for (var file : files.filter(Files::isRegularFile)
                        .filter(each -> each.toString().matches(".*\\.(html|js|java|properties|form)"))
                        .toList()) {
                    all.put(file, Files.readString(file).replaceAll("@(Get|Post|Request)Mapping\\([^)]*\\)", ""));
                }
            }
        }
        return String.join("\n", all.values());
    }
}
