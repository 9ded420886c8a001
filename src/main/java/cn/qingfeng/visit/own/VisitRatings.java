package cn.qingfeng.visit.own;

import cn.qingfeng.Marks;
import cn.qingfeng.Refusal;
import cn.qingfeng.clue.CallBack.Rating;
import cn.qingfeng.visit.Firm;
import cn.qingfeng.visit.Visits;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What firms thought of the visits they had (M4): five levels, once a visit, while it is fresh. The office reads it with the visit;
 * an officer only in sums from {@link #LEAST} ratings on, so that no firm has to please whoever comes again.
 */
@Service
@Transactional
public class VisitRatings {

    /** Fewer are not told as a sum. */
    static final int LEAST = 5;

    /** Days after a visit on which it can be rated. */
    static final int DAYS = 30;

    /** @param satisfied those from 基本满意 up */
    public record Sum(int count, int satisfied) {}

    private final FirmLinks links;
    private final Visits visits;
    private final JdbcTemplate jdbc;

    VisitRatings(FirmLinks links, Visits visits, JdbcTemplate jdbc) {
        this.links = links;
        this.visits = visits;
        this.jdbc = jdbc;
    }

    /**
     * Takes down what a firm thought of one of its visits.
     *
     * @throws Refusal not found for a visit that is not this firm's or can no longer be rated; conflict for one that was rated
     */
    void rate(Firm firm, String number, Rating level) {
        if (visits.withFirm(firm.creditCode(), Locale.CHINA).stream()
                .noneMatch(visit -> visit.number().equals(number) && visit.made() && isFresh(visit.day()))) {
            throw Refusal.notFound("own.visit.unknown");
        }
        try {
            jdbc.update(
                    "insert into visit_rating (number, level, rated_on) values (?, ?, ?)",
                    number,
                    level.name(),
                    links.today().toString());
        } catch (DuplicateKeyException twice) {
            throw Refusal.conflict("own.rated");
        }
    }

    boolean isFresh(LocalDate visited) {
        return !visited.plusDays(DAYS).isBefore(links.today());
    }

    /** By visit, for whoever may read them one by one. */
    @Transactional(readOnly = true)
    public Map<String, Rating> of(Collection<String> numbers) {
        var said = new HashMap<String, Rating>();
        if (!numbers.isEmpty()) {
            jdbc.query(
                    "select number, level from visit_rating where number in (" + Marks.of(numbers) + ")",
                    row -> {
                        said.put(row.getString(1), Rating.valueOf(row.getString(2)));
                    },
                    numbers.toArray());
        }
        return said;
    }

    /** By officer, over visits of a span of days, both included; nothing of whoever has fewer than {@link #LEAST}. */
    @Transactional(readOnly = true)
    public Map<String, Sum> sums(LocalDate from, LocalDate to) {
        return jdbc
                .query(
                        "select v.officer, r.level from visit_rating r join visit v on v.number = r.number"
                                + " where v.visited_on between ? and ?",
                        (row, n) -> Map.entry(row.getString(1), Rating.valueOf(row.getString(2))),
                        from.toString(),
                        to.toString())
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())))
                .entrySet()
                .stream()
                .filter(one -> one.getValue().size() >= LEAST)
                .collect(Collectors.toMap(Map.Entry::getKey, one -> sum(one.getValue())));
    }

    private static Sum sum(List<Rating> levels) {
        return new Sum(levels.size(), (int) levels.stream()
                .filter(level -> level.ordinal() <= Rating.BASICALLY.ordinal())
                .count());
    }
}
