package cn.qingfeng.clue;

import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What somebody told in one go and what became two cases: the appeal, and the report against a person (rule R3 of the
 * county's plan). Only the report's timeline names the other, because the unit reads the appeal's.
 */
@Component
@Transactional(readOnly = true)
public class Pairs {

    private final JdbcTemplate jdbc;

    Pairs(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    void keep(ClueNumber report, ClueNumber appeal) {
        jdbc.update(
                "insert into clue_pair (report_number, appeal_number) values (?, ?)", report.value(), appeal.value());
    }

    /** The report that was told with this appeal. To be shown only to whoever may see that report, and to its reporter. */
    public Optional<ClueNumber> reportWith(ClueNumber appeal) {
        return number("select report_number from clue_pair where appeal_number = ?", appeal);
    }

    /** The appeal that was told with this report. */
    public Optional<ClueNumber> appealWith(ClueNumber report) {
        return number("select appeal_number from clue_pair where report_number = ?", report);
    }

    private Optional<ClueNumber> number(String query, ClueNumber of) {
        return jdbc.queryForList(query, String.class, of.value()).stream()
                .findFirst()
                .map(ClueNumber::of);
    }
}
