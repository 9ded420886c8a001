package cn.qingfeng.operation;

import cn.qingfeng.Messages;
import java.text.MessageFormat;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Stops the start, before anything is touched, when a setting that {@code qingfeng.required-settings} names is missing,
 * and names all that are missing at once.
 */
class RequiredSettings implements EnvironmentPostProcessor, Ordered {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var missing = Binder.get(environment)
                .bind("qingfeng.required-settings", Bindable.listOf(String.class))
                .orElse(List.of())
                .stream()
                .filter(name -> isBlank(environment.getProperty(name)))
                .toList();
        if (!missing.isEmpty()) {
            throw new Missing(missing);
        }
    }

    private static boolean isBlank(String value) {
        return value == null || value.isBlank();
    }

    /** After the configuration files have been read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    /** Settings without which the product does not start. */
    static class Missing extends IllegalStateException {
        private final List<String> names;

        Missing(List<String> names) {
            super(String.join(", ", names));
            this.names = List.copyOf(names);
        }

        List<String> names() {
            return names;
        }
    }

    /** Tells the operator in plain words, instead of a stack trace. */
    static class Explanation extends AbstractFailureAnalyzer<Missing> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, Missing cause) {
            var messages = Messages.ofStart();
            return new FailureAnalysis(
                    MessageFormat.format(messages.getString("settings.missing"), cause.getMessage()),
                    messages.getString("settings.missing.action"),
                    cause);
        }
    }
}
