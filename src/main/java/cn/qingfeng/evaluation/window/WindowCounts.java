package cn.qingfeng.evaluation.window;

import cn.qingfeng.Utc;
import cn.qingfeng.evaluation.window.WindowBook.Entered;
import cn.qingfeng.insight.figure.Facts;
import cn.qingfeng.insight.figure.Measure;
import cn.qingfeng.intake.rating.WindowRatings;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.text.Normal;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What a month says about its windows (M10): ratings on the spot by a good code, call-backs of clues that name the window (满意率 by
 * rule R8, without cleared clues and reports against persons), and unannounced checks that were confirmed.
 */
@Component
class WindowCounts {

    private static final String AWAY = "AWAY";
    private static final String ATTITUDE = "ATTITUDE";

    /**
     * A confirmed check of a window.
     *
     * @param number of its matter
     * @param by who found it
     */
    record Check(String number, String window, String unit, int points, String found, String by) {

        boolean isAway() {
            return AWAY.equals(found);
        }

        boolean isAttitude() {
            return ATTITUDE.equals(found);
        }
    }

    private final WindowRatings ratings;
    private final Facts facts;
    private final Organization organization;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    WindowCounts(WindowRatings ratings, Facts facts, Organization organization, JdbcTemplate jdbc, Clock clock) {
        this.ratings = ratings;
        this.facts = facts;
        this.organization = organization;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Of each of these windows, in their order. */
    List<WindowInput> of(WindowRound round, List<Entered> windows) {
        var scans = ratings.points(round.from(), round.until());
        var calls = calls(round, windows);
        var none = new WindowRatings.Points(0, 0);
        var checks = checks(round);
        return windows.stream()
                .map(one -> {
                    var scanned = scans.getOrDefault(one.window(), none);
                    var called = calls.getOrDefault(one.window(), new int[2]);
                    var own = checks.stream()
                            .filter(check -> check.window().equals(one.window()))
                            .toList();
                    return new WindowInput(
                            one.window(),
                            scanned.count(),
                            scanned.sum(),
                            called[0],
                            called[1],
                            own.size(),
                            own.stream().mapToInt(Check::points).sum(),
                            (int) own.stream().filter(Check::isAway).count(),
                            (int) own.stream().filter(Check::isAttitude).count());
                })
                .toList();
    }

    /** The confirmed checks of windows in a round's month, the oldest first. */
    List<Check> checks(WindowRound round) {
        return jdbc.query(
                "select c.* from unit_check c join matter m on m.number = c.number where c.counts = true and c.window_code is"
                        + " not null and m.state <> 'WITHDRAWN' and c.checked_on between ? and ? order by c.checked_on, c.number",
                (row, n) -> new Check(
                        row.getString("number"),
                        row.getString("window_code"),
                        row.getString("unit"),
                        row.getInt("points"),
                        row.getString("found"),
                        row.getString("found_by")),
                round.month().atDay(1).toString(),
                round.month().atEndOfMonth().toString());
    }

    /** How many checks of windows in that month nobody has confirmed yet. */
    int unconfirmed(WindowRound round) {
        return jdbc.queryForObject(
                "select count(*) from unit_check c join matter m on m.number = c.number where c.window_code is not null"
                        + " and m.state in ('OPEN', 'SUSPENDED') and c.checked_on between ? and ?",
                Integer.class,
                round.month().atDay(1).toString(),
                round.month().atEndOfMonth().toString());
    }

    /** It counts no more, here or in a quarter's round. */
    void takeOut(String check) {
        jdbc.update("update unit_check set counts = false where number = ?", check);
    }

    /** By window: how many call-backs said whether the reporter is satisfied, and how many were. */
    private Map<String, int[]> calls(WindowRound round, List<Entered> windows) {
        var named = new HashMap<String, String>();
        jdbc.query(
                "select clue_number, lead_unit, concerned_window from clue where kind <> 'REPORT' and lead_unit is not null"
                        + " and concerned_window is not null and called_back_at >= ? and called_back_at < ?",
                row -> {
                    var clue = row.getString("clue_number");
                    window(row.getString("lead_unit"), row.getString("concerned_window"), windows)
                            .ifPresent(window -> named.put(clue, window));
                },
                Utc.of(round.from()),
                Utc.of(round.until()));
        var calls = new HashMap<String, int[]>();
        for (var fact : facts.of(named.keySet().stream().sorted().toList(), clock.instant())) {
            var satisfied = Measure.SATISFIED.value(fact);
            if (satisfied != null) {
                var sum = calls.computeIfAbsent(named.get(fact.number()), none -> new int[2]);
                sum[0]++;
                sum[1] += satisfied;
            }
        }
        return calls;
    }

    /** The window of the unit that is named in what was filled in; the longest name where one lies within another. */
    private Optional<String> window(String unit, String said, List<Entered> windows) {
        var text = Normal.key(said);
        var now = organization.current(unit);
        return windows.stream()
                .filter(one -> organization.current(one.unit()).equals(now) && text.contains(Normal.key(one.name())))
                .max(Comparator.comparing(one -> one.name().length()))
                .map(Entered::window);
    }
}
