package cn.qingfeng.clue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What became two cases: the appeal, and the report against a person that was told with it (rule R3 of the county's plan), or
 * later when its reporter was called back. Only the report's timeline names the other, because the unit reads the appeal's.
 */
@Component
@Transactional(readOnly = true)
public class Pairs {

    private final JdbcTemplate jdbc;

    Pairs(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param caller who called back when the report was told; null where it was told with the appeal */
    @Transactional
    void keep(ClueNumber report, ClueNumber appeal, String caller) {
        jdbc.update(
                "insert into clue_pair (report_number, appeal_number, caller) values (?, ?, ?)",
                report.value(),
                appeal.value(),
                caller);
    }

    /** The report that was told with this appeal, in one go: whoever got the receipt of both knows of it. */
    public Optional<ClueNumber> reportWith(ClueNumber appeal) {
        return numbers("select report_number from clue_pair where appeal_number = ? and caller is null", appeal)
                .findFirst();
    }

    /**
     * The reports that were told with this appeal or in a call about it. To be shown only to whoever may see the report, and to
     * its reporter.
     */
    public List<ClueNumber> reportsOf(ClueNumber appeal) {
        return numbers("select report_number from clue_pair where appeal_number = ? order by report_number", appeal)
                .toList();
    }

    /** The appeal that was told with this report, or about which the reporter was called. */
    public Optional<ClueNumber> appealWith(ClueNumber report) {
        return numbers("select appeal_number from clue_pair where report_number = ?", report)
                .findFirst();
    }

    /** Whether this person opened a report in a call about the appeal: nobody else is to learn even that. */
    public boolean toldTo(String caller, ClueNumber appeal) {
        return !jdbc.queryForList(
                        "select report_number from clue_pair where appeal_number = ? and caller = ?",
                        String.class,
                        appeal.value(),
                        caller)
                .isEmpty();
    }

    private Stream<ClueNumber> numbers(String query, ClueNumber of) {
        return jdbc.queryForList(query, String.class, of.value()).stream().map(ClueNumber::of);
    }
}
