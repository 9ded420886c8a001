package cn.qingfeng.clue.numbering;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.numbering.VoidedNumber.Reason;
import cn.qingfeng.text.Normal;
import cn.qingfeng.text.Numbers;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The void lines of the account, for reading. Who may see every appeal sees them. */
@Component
@Transactional(readOnly = true)
public class VoidedNumbers {

    private static final RowMapper<VoidedNumber> LINE = (row, n) -> new VoidedNumber(
            row.getString("clue_number"),
            row.getTimestamp("reserved_at").toInstant(),
            row.getTimestamp("voided_at").toInstant(),
            Reason.valueOf(row.getString("reason")));

    private final JdbcTemplate jdbc;

    VoidedNumbers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** How many there are. */
    public long count() {
        return jdbc.queryForObject("select count(*) from number_voided", Long.class);
    }

    /** A page of them, counted from 0, in the order of their numbers. */
    public List<VoidedNumber> page(boolean newestFirst, int page, int size) {
        return jdbc.query(
                "select * from number_voided order by clue_number" + (newestFirst ? " desc" : "") + " limit ? offset ?",
                LINE,
                size,
                (long) page * size);
    }

    /** Those between two numbers, these excluded, in the order of their numbers; not more than so many. */
    public List<VoidedNumber> between(String after, String before, int most) {
        return jdbc.query(
                "select * from number_voided where clue_number > ? and clue_number < ? order by clue_number limit ?",
                LINE,
                after,
                before,
                most);
    }

    /** Those that somebody looks for who typed the whole number or how it begins; not more than so many. */
    public List<VoidedNumber> lookedFor(String typed, int most) {
        var number = Numbers.clueNumber(typed)
                .orElseGet(() -> Normal.of(typed).text().replace(" ", "").toUpperCase(Locale.ROOT));
        return number.matches(ClueNumber.PREFIX + "[0-9-]*")
                ? jdbc.query(
                        "select * from number_voided where clue_number like ? order by clue_number limit ?",
                        LINE,
                        number + "%",
                        most)
                : List.of();
    }

    /** The days since this one on which at least so many became void because something went wrong, and how many. */
    public Map<String, Integer> daysWith(int least, LocalDate since) {
        var days = new TreeMap<String, Integer>();
        jdbc.query(
                "select substring(clue_number, 3, 8), count(*) from number_voided where clue_number > ?"
                        + " and reason <> 'NOT_NEEDED' group by substring(clue_number, 3, 8) having count(*) >= ?",
                row -> {
                    days.put(row.getString(1), row.getInt(2));
                },
                "WY" + since.toString().replace("-", ""),
                least);
        return days;
    }
}
