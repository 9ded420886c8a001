package cn.qingfeng.testing;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    private final Set<String> files;

    public Addresses(RequestMappingHandlerMapping mappings) {
        files = mappings.getHandlerMethods().entrySet().stream()
                .filter(mapping ->
                        mapping.getKey().getMethodsCondition().getMethods().contains(RequestMethod.POST)
                                && writesAFile(mapping.getValue().getMethod()))
                .flatMap(mapping -> mapping.getKey().getPatternValues().stream())
                .collect(Collectors.toCollection(TreeSet::new));
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

    /** What is taken out as a file by a form: it writes its answer itself. */
    public Set<String> filesByForm() {
        return files;
    }

    private static boolean writesAFile(Method method) {
        return method.getGenericReturnType().getTypeName().equals("org.springframework.http.ResponseEntity<byte[]>")
                || method.getReturnType() == void.class
                        && List.of(method.getParameterTypes()).contains(HttpServletResponse.class);
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
