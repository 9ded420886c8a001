package cn.qingfeng.sample;

import cn.qingfeng.Utc;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.CallBack.Rating;
import cn.qingfeng.evaluation.window.WindowMarks;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.organization.place.Places;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.sample.SampleMatters.Act;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Visitors rate the demo county's windows: a month of ratings before each of its two rounds, and three bad marks on their way. */
@Component
@Profile("demo")
class SampleWindows {

    /** On the first a round is walked to its publication, on the second one begins to wait. */
    static final int FIRST = 27;

    static final int SECOND = 3;

    private final Places places;
    private final Matters matters;
    private final UserTasks desk;
    private final WindowMarks marks;
    private final CountyClock clock;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Random chance = new Random(11);

    SampleWindows(
            Places places,
            Matters matters,
            UserTasks desk,
            WindowMarks marks,
            CountyClock clock,
            JdbcTemplate jdbc,
            TransactionTemplate transactions) {
        this.places = places;
        this.matters = matters;
        this.desk = desk;
        this.marks = marks;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    List<Act> story() {
        var story = new ArrayList<Act>();
        story.add(new Act(FIRST, LocalTime.of(8, 30), this::month));
        story.add(new Act(SECOND, LocalTime.of(8, 30), this::month));
        SampleFile.<Map<String, Object>>list("window-marks.yml").forEach(mark -> acts(mark, story));
        return story;
    }

    @SuppressWarnings("unchecked")
    private void acts(Map<String, Object> mark, List<Act> story) {
        var window = (String) mark.get("window");
        story.add(act(mark, () -> mark(window, (String) mark.get("reason"))));
        story.add(new Act((int) mark.get("days") - 1, LocalTime.of(8, 0), marks::raise));
        var acts = (List<Map<String, Object>>) mark.get("acts");
        for (var at = 0; at < acts.size(); at++) {
            var done = at;
            var one = acts.get(at);
            story.add(act(one, () -> step(window, done, one)));
        }
    }

    private static Act act(Map<String, Object> one, Runnable work) {
        return new Act((int) one.get("days"), LocalTime.parse((String) one.get("hour")), work);
    }

    /** What visitors said in the month before; most are content, at one window in five less so, and one had few visitors. */
    private void month() {
        var month = YearMonth.from(LocalDate.ofInstant(clock.instant(), CountyClock.ZONE))
                .minusMonths(1);
        if (jdbc.queryForObject(
                        "select count(*) from window_rating where id like ?", Integer.class, "demo-" + month + "-%")
                > 0) {
            return;
        }
        var rows = new ArrayList<Object[]>();
        var windows = places.windows();
        for (var at = 0; at < windows.size(); at++) {
            var visits = at == windows.size() - 1 ? 4 : 11 + chance.nextInt(6);
            for (var visit = 0; visit < visits; visit++) {
                var id = "demo-" + month + "-" + at + "-" + visit;
                rows.add(new Object[] {
                    id,
                    windows.get(at).code(),
                    id,
                    level(at).name(),
                    Utc.of(month.atDay(1 + chance.nextInt(27))
                            .atTime(9, chance.nextInt(60))
                            .atZone(CountyClock.ZONE)
                            .toInstant())
                });
            }
        }
        transactions.executeWithoutResult(status -> jdbc.batchUpdate(
                "insert into window_rating (id, window_code, visit_hash, standing, rating, reasons, rated_at)"
                        + " values (?, ?, ?, 'VALID', ?, '', ?)",
                rows));
    }

    private Rating level(int window) {
        var worst = window % 5 == 4 ? 3 : 2;
        return Rating.values()[chance.nextInt(worst)];
    }

    private void mark(String window, String reason) {
        if (jdbc.queryForList("select id from window_rating where id = ?", String.class, id(window))
                .isEmpty()) {
            var now = clock.instant();
            transactions.executeWithoutResult(status -> {
                jdbc.update(
                        "insert into window_rating (id, window_code, visit_hash, standing, rating, reasons, rated_at)"
                                + " values (?, ?, ?, 'VALID', ?, ?, ?)",
                        id(window),
                        window,
                        id(window),
                        Rating.DISSATISFIED.name(),
                        reason,
                        Utc.of(now));
            });
        }
    }

    /** @param done how many steps were done before this one, so that none is done again */
    @SuppressWarnings("unchecked")
    private void step(String window, int done, Map<String, Object> act) {
        for (var number : number(window)) {
            var steps = matters.steps(number);
            if (steps.stream().filter(step -> step.endedAt() != null).count() == done) {
                desk.submit((String) act.get("by"), matters.open(number).get(0).id(), (Map<String, Object>)
                        act.get("answers"));
            }
        }
    }

    private List<String> number(String window) {
        return jdbc.queryForList("select number from window_mark where rating_id = ?", String.class, id(window));
    }

    private static String id(String window) {
        return "demo-mark-" + window;
    }
}
