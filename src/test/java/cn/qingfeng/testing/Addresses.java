package cn.qingfeng.testing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every page and answer of ours that a browser can ask for, read from the product's own mappings: a page that is added later
 * is among them, and one whose variables nobody knows is an error.
 */
public final class Addresses {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(?::[^{}]*(?:\\{[^}]*}[^{}]*)*)?}");

    /** Descriptions of the product, and nothing of its content. */
    private static final Set<String> ABOUT_THE_API = Set.of("/v3/api-docs", "/swagger-ui", "/error");

    private final List<String> patterns;

    public Addresses(RequestMappingHandlerMapping mappings) {
        patterns = mappings.getHandlerMethods().keySet().stream()
                .filter(mapping -> mapping.getMethodsCondition().getMethods().isEmpty()
                        || mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .filter(pattern -> ABOUT_THE_API.stream().noneMatch(pattern::startsWith))
                .sorted()
                .distinct()
                .toList();
    }

    /**
     * All of them.
     *
     * @param values what stands for each variable: by the whole pattern where it names one, else by the variable's name
     */
    public List<String> all(Map<String, String> values) {
        return patterns.stream().map(pattern -> filled(pattern, values)).toList();
    }

    /** Those that have one of these variables. */
    public List<String> with(Set<String> variables, Map<String, String> values) {
        return patterns.stream()
                .filter(pattern ->
                        VARIABLE.matcher(pattern).results().anyMatch(variable -> variables.contains(variable.group(1))))
                .map(pattern -> filled(pattern, values))
                .toList();
    }

    private static String filled(String pattern, Map<String, String> values) {
        return VARIABLE.matcher(pattern).replaceAll(variable -> {
            var value = values.getOrDefault(pattern, values.get(variable.group(1)));
            if (value == null) {
                throw new IllegalStateException("what stands for " + variable.group(1) + " in " + pattern + "?");
            }
            return value;
        });
    }
}
