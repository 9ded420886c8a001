package cn.qingfeng.operation;

import cn.qingfeng.StartFault;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Reads how the product was started, before anything else does: an option that nobody knows, hence is misspelt, stops the start
 * instead of being passed over, and a data folder is where it was said from the folder of the start.
 */
class StartOptions implements EnvironmentPostProcessor, Ordered {

    /** Commands, which end the program when they are done, and Spring Boot's own switches. */
    private static final Set<String> COMMANDS = Set.of("rotate-keys", "verify-timelines", "debug", "trace");

    /** Beginnings of settings that belong to libraries. */
    private static final Set<String> OF_LIBRARIES =
            Set.of("spring", "server", "camunda", "management", "logging", "springdoc", "java", "user", "file");

    /** Our settings, or how their names begin. Kept complete by a test. */
    static final List<String> OURS = List.of(
            "qingfeng.data",
            "qingfeng.stop-within",
            "qingfeng.public-url",
            "qingfeng.required-settings",
            "qingfeng.retention.years",
            "qingfeng.schedule.enabled",
            "qingfeng.calendar.",
            "qingfeng.clock.",
            "qingfeng.database.",
            "qingfeng.disk.",
            "qingfeng.door.",
            "qingfeng.files.",
            "qingfeng.import.",
            "qingfeng.keys.",
            "qingfeng.mail.",
            "qingfeng.notification.",
            "qingfeng.numbers.",
            "qingfeng.outward.",
            "qingfeng.paper.",
            "qingfeng.plaque.",
            "qingfeng.sample.",
            "qingfeng.security.",
            "qingfeng.test.");

    /** Environment variables of ours. Kept complete by a test. */
    static final List<String> VARIABLES = List.of(
            "QINGFENG_ADMIN_PASSWORD",
            "QINGFENG_ADMIN_USER",
            "QINGFENG_CLAMAV_HOST",
            "QINGFENG_CLAMAV_PORT",
            "QINGFENG_DATA",
            "QINGFENG_DB_HOST",
            "QINGFENG_DB_NAME",
            "QINGFENG_DB_PASSWORD",
            "QINGFENG_DB_POOL",
            "QINGFENG_DB_PORT",
            "QINGFENG_DB_URL",
            "QINGFENG_DB_USER",
            "QINGFENG_FILES_DIRECTORY",
            "QINGFENG_FILES_STORE",
            "QINGFENG_KEYS_NEXTMASTER",
            "QINGFENG_MAIL_ENABLED",
            "QINGFENG_MAIL_FROM",
            "QINGFENG_MAIL_HOST",
            "QINGFENG_MAIL_PASSWORD",
            "QINGFENG_MAIL_PORT",
            "QINGFENG_MAIL_USER",
            "QINGFENG_MASTER_KEY",
            "QINGFENG_PROXIES",
            "QINGFENG_PUBLIC_URL",
            "QINGFENG_RETENTION_YEARS",
            "QINGFENG_S3_ACCESS_KEY",
            "QINGFENG_S3_BUCKET",
            "QINGFENG_S3_ENDPOINT",
            "QINGFENG_S3_REGION",
            "QINGFENG_S3_SECRET_KEY",
            "QINGFENG_SMS_HEADER",
            "QINGFENG_SMS_REFUSED",
            "QINGFENG_SMS_SUCCESS",
            "QINGFENG_SMS_TOKEN",
            "QINGFENG_SMS_URL",
            "QINGFENG_URL");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.getPropertySources().get("commandLineArgs") instanceof CommandLinePropertySource<?> line) {
            refuseMisspelt(line);
        }
        refuseMisspeltVariables(environment.getSystemEnvironment().keySet());
        var data = environment.getProperty("qingfeng.data");
        if (data != null && !data.isBlank()) {
            var folder = data.startsWith("~") ? System.getProperty("user.home") + data.substring(1) : data.strip();
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "data folder",
                            Map.of(
                                    "qingfeng.data",
                                    Path.of(folder).toAbsolutePath().normalize().toString())));
        }
    }

    static void refuseMisspelt(CommandLinePropertySource<?> line) {
        var loose = line.getProperty("nonOptionArgs");
        if (loose != null && !loose.isBlank()) {
            throw unknown(loose.split(",")[0], nearest("--" + loose.replaceAll("^-+", ""), known("--")));
        }
        for (var name : line.getPropertyNames()) {
            if (!name.equals("nonOptionArgs") && !isKnown(name)) {
                throw unknown("--" + name, nearest("--" + name, known("--")));
            }
        }
    }

    private static boolean isKnown(String name) {
        if (COMMANDS.contains(name) || OF_LIBRARIES.contains(name.split("[.\\[]")[0])) {
            return true;
        }
        return OURS.stream().anyMatch(ours -> ours.endsWith(".") ? name.startsWith(ours) : name.equals(ours))
                || VARIABLES.contains(name);
    }

    /** A variable of somebody else's may begin as ours do; one that almost is one of ours is meant to be it. */
    static void refuseMisspeltVariables(Set<String> names) {
        names.stream()
                .filter(name -> name.startsWith("QINGF") && !VARIABLES.contains(name))
                .forEach(name -> nearest(name, VARIABLES.stream()).ifPresent(meant -> {
                    throw unknown(name, Optional.of(meant));
                }));
    }

    private static Stream<String> known(String before) {
        return Stream.concat(COMMANDS.stream(), OURS.stream()).map(name -> before + name);
    }

    private static StartFault unknown(String name, Optional<String> meant) {
        return meant.isPresent()
                ? new StartFault("start.option.meant", name, meant.get())
                : new StartFault("start.option", name);
    }

    private static Optional<String> nearest(String name, Stream<String> known) {
        return known.filter(each -> distance(name, each) <= 3)
                .min(Comparator.comparingInt(each -> distance(name, each)));
    }

    /** How many letters must be changed, added or taken away. */
    private static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        for (var j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (var i = 1; i <= one.length(); i++) {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j < row.length; j++) {
                var above = row[j];
                row[j] = Math.min(
                        Math.min(row[j] + 1, row[j - 1] + 1),
                        corner + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1));
                corner = above;
            }
        }
        return row[other.length()];
    }

    /** After the configuration files have been read, before required settings are looked for. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 1;
    }
}
