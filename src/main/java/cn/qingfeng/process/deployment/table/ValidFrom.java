package cn.qingfeng.process.deployment.table;

import cn.qingfeng.process.deployment.DeploymentWords;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The day from which something shall hold, as people write it: in a text, and by itself. In the county's time. */
@Component
public class ValidFrom {

    private final Pattern line;
    private final List<DateTimeFormatter> forms;
    private final Pattern suffix;
    private final Clock clock;

    ValidFrom(DeploymentWords words, Clock clock) {
        this.clock = clock;
        this.line = Pattern.compile(
                "^\\h*(?:" + words.say("tables.day.labels") + ")\\h*[:\uff1a](.*)$",
                Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);
        this.forms = Stream.of(words.say("tables.day.forms").split("\\|"))
                .map(ValidFrom::form)
                .toList();
        this.suffix = Pattern.compile("(" + words.say("tables.day.suffix") + ")$");
    }

    private static DateTimeFormatter form(String day) {
        return new DateTimeFormatterBuilder()
                .appendPattern(day + "[ H:mm]")
                .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
                .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
                .toFormatter();
    }

    /** What a text says after one of the labels. */
    Optional<String> in(String text) {
        return line.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1).strip())
                .findFirst();
    }

    /** A day, or a day and an hour; empty when it is neither. */
    Optional<Instant> moment(String text) {
        Matcher ended = suffix.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replace('T', ' ')
                .strip());
        var plain = ended.replaceAll("").strip();
        for (var form : forms) {
            try {
                return Optional.of(
                        LocalDateTime.parse(plain, form).atZone(clock.getZone()).toInstant());
            } catch (DateTimeParseException otherForm) {
                // The next form may fit.
            }
        }
        return Optional.empty();
    }
}
