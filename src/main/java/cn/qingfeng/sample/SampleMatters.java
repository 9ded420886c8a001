package cn.qingfeng.sample;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterAct;
import cn.qingfeng.matter.MatterTimeline;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.matter.attachment.MatterFiles;
import cn.qingfeng.pledge.BrokenPledges;
import cn.qingfeng.process.task.UserTasks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The demo county's matters ({@code sample/matters.yml}): opened and filled in by its people, step by step, on the clock of
 * the clues' story. An act that was done before a walk was cut off is not done again.
 */
@Component
@Profile("demo")
class SampleMatters {

    /** A day that counts from the day of the act: {@code D+5}, {@code D-1}. */
    private static final Pattern A_DAY = Pattern.compile("D([+-]\\d{1,3})");

    /** The quarter so many before the one of the day: {@code Q-1}; {@code Q-FREE} the newest that was not evaluated yet. */
    private static final Pattern A_QUARTER = Pattern.compile("Q-(\\d|FREE)");

    /** The month before the present one. */
    private static final String LAST_MONTH = "M-1";

    /** Another matter of the story, an episode or an exposure, by its title: its number. */
    private static final Pattern ANOTHER = Pattern.compile("([EX]):(.+)");

    /** A clue of the story, by its id: its number. */
    private static final Pattern A_CLUE = Pattern.compile("C:(\\w+)");

    private static final int MOST_QUARTERS = 9;

    /** The clues' story asks for these. */
    private static final String INSTRUCTION = "matter-instruction";

    /**
     * Something that somebody does to a matter.
     *
     * @param days how many working days ago
     */
    record Act(int days, LocalTime hour, Runnable work) {}

    private final Matters matters;
    private final MatterTimeline timeline;
    private final MatterFiles files;
    private final UserTasks desk;
    private final CountyClock clock;
    private final JdbcTemplate jdbc;
    private final BrokenPledges broken;
    private final SampleFirms firms;
    private final SampleRounds rounds;
    private final SampleWindows windows;

    SampleMatters(
            Matters matters,
            MatterTimeline timeline,
            MatterFiles files,
            UserTasks desk,
            CountyClock clock,
            JdbcTemplate jdbc,
            BrokenPledges broken,
            SampleFirms firms,
            SampleRounds rounds,
            SampleWindows windows) {
        this.windows = windows;
        this.firms = firms;
        this.rounds = rounds;
        this.broken = broken;
        this.files = files;
        this.matters = matters;
        this.timeline = timeline;
        this.desk = desk;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /**
     * All that is done, matter by matter.
     *
     * @param clues what number a clue of the story has got, by its id
     */
    List<Act> story(Function<String, ClueNumber> clues) {
        var story = acts(matter -> true, clues);
        // The promise that nobody keeps has become a clue by the last morning.
        story.add(new Act(1, LocalTime.of(8, 50), broken::raise));
        story.addAll(firms.story());
        story.addAll(rounds.story());
        story.addAll(windows.story());
        return story;
    }

    /** What is done to leaders' instructions, without which a clue of the story cannot be graded. */
    List<Act> instructions(Function<String, ClueNumber> clues) {
        return acts(matter -> matter.get("kind").equals(INSTRUCTION), clues);
    }

    /** The newest instruction that is still being carried out. */
    String instruction() {
        return matters.running(INSTRUCTION).get(0).number();
    }

    private List<Act> acts(Predicate<Map<String, Object>> which, Function<String, ClueNumber> clues) {
        var story = new ArrayList<Act>();
        SampleFile.<Map<String, Object>>list("matters.yml").stream()
                .filter(which)
                .forEach(matter -> acts(matter, story, clues));
        return story;
    }

    @SuppressWarnings("unchecked")
    private void acts(Map<String, Object> matter, List<Act> story, Function<String, ClueNumber> clues) {
        var done = 0;
        for (var act : (List<Map<String, Object>>) matter.get("acts")) {
            var before = done++;
            var by = (String) act.get("by");
            story.add(new Act((int) act.get("days"), LocalTime.parse((String) act.get("hour")), () -> {
                if (before == 0) {
                    open(matter, by);
                } else {
                    fill(
                            matter,
                            by,
                            before - 1,
                            (String) act.get("file"),
                            (Map<String, Object>) act.get("answers"),
                            clues);
                }
            }));
        }
    }

    private void open(Map<String, Object> matter, String by) {
        if (find(matter).isEmpty()) {
            matters.open(by, (String) matter.get("kind"), (String) matter.get("title"));
        }
    }

    private void fill(
            Map<String, Object> matter,
            String by,
            int before,
            String file,
            Map<String, Object> answers,
            Function<String, ClueNumber> clues) {
        var number = find(matter).orElseThrow().number();
        var answered = timeline.of(number).stream()
                .filter(entry -> entry.act() == MatterAct.ANSWERED)
                .count();
        if (answered != before) {
            return;
        }
        if (file != null) {
            add(by, number, file);
        }
        var given = new LinkedHashMap<String, Object>();
        answers.forEach((key, value) -> given.put(key, value instanceof String text ? meant(text, clues) : value));
        desk.submit(by, matters.open(number).get(0).id(), given);
    }

    private void add(String by, String number, String file) {
        try {
            files.add(by, number, file + ".png", new ByteArrayInputStream(ProofPicture.of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String meant(String text, Function<String, ClueNumber> clues) {
        var other = ANOTHER.matcher(text);
        if (other.matches()) {
            var kind = other.group(1).equals("E") ? "matter-episode" : "matter-exposure";
            return find(Map.of("kind", kind, "title", other.group(2)))
                    .orElseThrow()
                    .number();
        }
        var quarter = A_QUARTER.matcher(text);
        if (quarter.matches()) {
            return quarter.group(1).equals("FREE")
                    ? IntStream.range(0, MOST_QUARTERS)
                            .mapToObj(this::quarter)
                            .filter(one -> !rounds.isTaken(one))
                            .findFirst()
                            .orElseThrow()
                    : quarter(Integer.parseInt(quarter.group(1)));
        }
        if (text.equals(LAST_MONTH)) {
            return YearMonth.from(LocalDate.ofInstant(clock.instant(), CountyClock.ZONE))
                    .minusMonths(1)
                    .toString();
        }
        var day = A_DAY.matcher(text);
        return day.matches()
                ? LocalDate.ofInstant(clock.instant(), CountyClock.ZONE)
                        .plusDays(Integer.parseInt(day.group(1)))
                        .toString()
                : A_CLUE.matcher(text)
                        .replaceAll(clue -> clues.apply(clue.group(1)).value());
    }

    private String quarter(int before) {
        var then = LocalDate.ofInstant(clock.instant(), CountyClock.ZONE).minusMonths(3L * before);
        return then.getYear() + "-Q" + ((then.getMonthValue() - 1) / 3 + 1);
    }

    /** By its title, which is one matter's alone in the story. */
    private Optional<Matter> find(Map<String, Object> matter) {
        return jdbc
                .queryForList(
                        "select number from matter where kind = ? order by place", String.class, matter.get("kind"))
                .stream()
                .map(number -> matters.find(number).orElseThrow())
                .filter(one -> one.title().equals(matter.get("title")))
                .findFirst();
    }
}
