package cn.qingfeng.paper;

import cn.qingfeng.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Counts the papers of each series and year. The counter's row stays locked until the transaction ends: what is not issued
 * gives its number back, so that every number up to the last is a paper's (ADR 100 tells why papers are not reserved). Papers
 * about reports against persons have a series of their own, so that no gap in another tells of one.
 */
@Component
class PaperNumbers {

    /** The series of papers about reports against persons. */
    static final String SEALED = "SEALED";

    private static final String YEAR = "{year}";
    private static final String ORDINAL = "{n}";
    private static final Pattern SHAPE = Pattern.compile("[^{}\\p{Cntrl}<>\"]*");
    private static final int LONGEST = 50;

    /** First papers of a year wait for one another here. */
    private static final String QUEUE =
            "select last_ordinal from paper_counter where series = '-' and issue_year = 0 for update";

    private final JdbcTemplate jdbc;
    private final MessageSource messages;
    private final Clock clock;

    PaperNumbers(JdbcTemplate jdbc, MessageSource messages, Clock clock) {
        this.jdbc = jdbc;
        this.messages = messages;
        this.clock = clock;
    }

    /** A number that is its paper's as soon as the transaction commits. */
    record Taken(int year, int ordinal, String written) {}

    Taken next(String series, int year) {
        if (!advance(series, year)) {
            jdbc.queryForObject(QUEUE, Integer.class);
            if (!advance(series, year)) {
                jdbc.update(
                        "insert into paper_counter (series, issue_year, last_ordinal) values (?, ?, 1)", series, year);
            }
        }
        var ordinal = jdbc.queryForObject(
                "select last_ordinal from paper_counter where series = ? and issue_year = ?",
                Integer.class,
                series,
                year);
        return new Taken(year, ordinal, written(pattern(series), year, String.valueOf(ordinal)));
    }

    private boolean advance(String series, int year) {
        return jdbc.update(
                        "update paper_counter set last_ordinal = last_ordinal + 1 where series = ? and issue_year = ?",
                        series,
                        year)
                > 0;
    }

    static String written(String pattern, int year, String ordinal) {
        return pattern.replaceFirst(Pattern.quote(YEAR), Matcher.quoteReplacement(String.valueOf(year)))
                .replaceFirst(Pattern.quote(ORDINAL), Matcher.quoteReplacement(ordinal));
    }

    /** How the numbers of a series are written: as the county said, else as the product proposes. */
    String pattern(String series) {
        return jdbc.queryForList("select pattern from paper_pattern where series = ?", String.class, series).stream()
                .findFirst()
                .orElseGet(() -> proposed(series));
    }

    /** How the numbers of every series are written, asked at once. */
    Map<String, String> patterns() {
        var patterns = series().collect(Collectors.toMap(Function.identity(), this::proposed));
        jdbc.query("select series, pattern from paper_pattern", row -> {
            patterns.put(row.getString(1), row.getString(2));
        });
        return patterns;
    }

    private String proposed(String series) {
        return messages.getMessage("paper.pattern." + series, null, Locale.CHINA);
    }

    /** Says how the next numbers of a series are written; those that were issued stay as they are. */
    void write(String series, String pattern, String by) {
        var wanted = pattern.strip();
        var rest = wanted.replaceFirst(Pattern.quote(YEAR), "").replaceFirst(Pattern.quote(ORDINAL), "");
        if (wanted.length() > LONGEST
                || rest.length() != wanted.length() - YEAR.length() - ORDINAL.length()
                || !SHAPE.matcher(rest).matches()) {
            throw Refusal.invalid("paper.pattern.wrong", LONGEST);
        }
        var other = series().filter(
                        each -> !each.equals(series) && pattern(each).equals(wanted))
                .findFirst();
        if (other.isPresent()) {
            throw Refusal.conflict("paper.pattern.taken");
        }
        jdbc.queryForObject(QUEUE, Integer.class);
        jdbc.update("delete from paper_pattern where series = ?", series);
        jdbc.update(
                "insert into paper_pattern (series, pattern, set_by, set_at) values (?, ?, ?, ?)",
                series,
                wanted,
                by,
                Timestamp.from(clock.instant()));
    }

    static java.util.stream.Stream<String> series() {
        return java.util.stream.Stream.concat(
                Arrays.stream(PaperKind.values()).map(Enum::name), java.util.stream.Stream.of(SEALED));
    }
}
