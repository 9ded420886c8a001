package cn.qingfeng.calendar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** Days that the law itself makes free, each year alike: they need no notice. Which, {@code calendar/statutory.properties} says. */
final class StatutoryDays {

    private static final Map<MonthDay, String> FIXED = read();

    private StatutoryDays() {}

    /** The name of the holiday on that date. */
    static Optional<String> on(LocalDate date) {
        return Optional.ofNullable(FIXED.get(MonthDay.from(date)));
    }

    private static Map<MonthDay, String> read() {
        try {
            var lines = PropertiesLoaderUtils.loadProperties(
                    new EncodedResource(new ClassPathResource("calendar/statutory.properties"), "UTF-8"));
            return lines.stringPropertyNames().stream()
                    .collect(Collectors.toMap(day -> MonthDay.parse("--" + day), lines::getProperty));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
