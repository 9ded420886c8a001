package cn.qingfeng.evaluation.check;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.evaluation.Rounds;
import cn.qingfeng.evaluation.ballot.Ballots;
import cn.qingfeng.evaluation.score.CheckSum;
import cn.qingfeng.evaluation.score.CheckSums;
import cn.qingfeng.intake.rating.WindowRatings;
import cn.qingfeng.intake.rating.WindowRatings.Points;
import cn.qingfeng.organization.place.Places;
import cn.qingfeng.organization.place.ServiceWindow;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Of a round's quarter: ratings that visitors gave at a unit's windows by a good code, and the unannounced checks that were
 * confirmed. A check of a matter that was withdrawn counts no more.
 */
@Component
class CountedChecks implements CheckSums {

    private final Rounds rounds;
    private final WindowRatings ratings;
    private final Places places;
    private final JdbcTemplate jdbc;

    CountedChecks(Rounds rounds, WindowRatings ratings, Places places, JdbcTemplate jdbc) {
        this.rounds = rounds;
        this.ratings = ratings;
        this.places = places;
        this.jdbc = jdbc;
    }

    @Override
    public List<CheckSum> of(String number) {
        var round = rounds.get(number);
        var unitOf = places.allWindows().stream().collect(Collectors.toMap(ServiceWindow::code, ServiceWindow::unit));
        var scans = new HashMap<String, Points>();
        ratings.points(
                        round.from().atStartOfDay(CountyClock.ZONE).toInstant(),
                        round.to().plusDays(1).atStartOfDay(CountyClock.ZONE).toInstant())
                .forEach((window, points) -> {
                    if (unitOf.containsKey(window)) {
                        scans.merge(unitOf.get(window), points, CountedChecks::sum);
                    }
                });
        // A sum of fewer tells what somebody gave.
        scans.values().removeIf(points -> points.count() < Ballots.FEWEST);
        var checks = new HashMap<String, Points>();
        jdbc.query(
                "select c.unit, count(*), sum(c.points) from unit_check c join matter m on m.number = c.number"
                        + " where c.counts = true and m.state <> 'WITHDRAWN' and c.checked_on between ? and ? group by c.unit",
                row -> {
                    checks.put(row.getString(1), new Points(row.getInt(2), row.getInt(3)));
                },
                round.from().toString(),
                round.to().toString());
        var units = new TreeSet<>(scans.keySet());
        units.addAll(checks.keySet());
        var none = new Points(0, 0);
        return units.stream()
                .map(unit -> {
                    var scanned = scans.getOrDefault(unit, none);
                    var checked = checks.getOrDefault(unit, none);
                    return new CheckSum(unit, scanned.count(), scanned.sum(), checked.count(), checked.sum());
                })
                .toList();
    }

    private static Points sum(Points one, Points other) {
        return new Points(one.count() + other.count(), one.sum() + other.sum());
    }
}
