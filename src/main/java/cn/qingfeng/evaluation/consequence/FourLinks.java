package cn.qingfeng.evaluation.consequence;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The sheet of the four hooks (四挂钩, M6), a year at a time: the office proposes, the leading group's office approves what somebody
 * else proposed, the departments that award and appraise say when and by which document they did it.
 */
@Service
@Transactional
public class FourLinks {

    static final int LONGEST = 500;
    static final int LONGEST_DOCUMENT = 200;
    private static final int FIRST_YEAR = 2020;
    private static final int LAST_YEAR = 2100;

    private final JdbcTemplate jdbc;
    private final Organization organization;
    private final Clock clock;

    FourLinks(JdbcTemplate jdbc, Organization organization, Clock clock) {
        this.jdbc = jdbc;
        this.organization = organization;
        this.clock = clock;
    }

    int thisYear() {
        return today().getYear();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CountyClock.ZONE);
    }

    static int year(int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw Refusal.invalid("four-links.year", FIRST_YEAR, LAST_YEAR);
        }
        return year;
    }

    /** Of a year, by unit. */
    @Transactional(readOnly = true)
    Map<String, List<SheetEntry>> of(int year) {
        return jdbc
                .query(
                        "select * from four_links where year_of = ? order by unit, pillar",
                        (row, n) -> new SheetEntry(
                                row.getString("unit"),
                                Pillar.valueOf(row.getString("pillar")),
                                row.getString("proposal"),
                                row.getString("proposed_by"),
                                row.getString("approved_by"),
                                row.getString("executed_on"),
                                row.getString("executed_by"),
                                row.getString("document")),
                        year)
                .stream()
                .collect(Collectors.groupingBy(SheetEntry::unit));
    }

    private Optional<SheetEntry> find(int year, String unit, Pillar pillar) {
        // Whoever changes an entry does so alone.
        jdbc.queryForList(
                "select unit from four_links where year_of = ? and unit = ? and pillar = ? for update",
                String.class,
                year,
                unit,
                pillar.name());
        return of(year).getOrDefault(unit, List.of()).stream()
                .filter(one -> one.pillar() == pillar)
                .findFirst();
    }

    /** Proposes, or says otherwise what nobody has approved yet. */
    public void propose(String by, int year, String unit, Pillar pillar, String words) {
        require(by, Right.PROPOSE_LINKS);
        organization.requireUnit(unit);
        var said = tidy(words, LONGEST, "four-links.proposal");
        var before = find(year(year), unit, pillar);
        if (before.filter(one -> one.approvedBy() != null).isPresent()) {
            throw Refusal.conflict("four-links.approved");
        }
        if (before.isPresent()) {
            jdbc.update(
                    "update four_links set proposal = ?, proposed_by = ?, proposed_at = ? where year_of = ? and unit = ?"
                            + " and pillar = ?",
                    said,
                    by,
                    Utc.of(clock.instant()),
                    year,
                    unit,
                    pillar.name());
        } else {
            jdbc.update(
                    "insert into four_links (year_of, unit, pillar, proposal, proposed_by, proposed_at)"
                            + " values (?, ?, ?, ?, ?, ?)",
                    year,
                    unit,
                    pillar.name(),
                    said,
                    by,
                    Utc.of(clock.instant()));
        }
    }

    /** Approves what somebody else proposed. */
    public void approve(String by, int year, String unit, Pillar pillar) {
        require(by, Right.APPROVE_LINKS);
        var entry = find(year, unit, pillar).orElseThrow(() -> Refusal.conflict("four-links.none.yet"));
        if (entry.approvedBy() != null) {
            throw Refusal.conflict("four-links.approved");
        }
        if (entry.proposedBy().equals(by)) {
            throw Refusal.forbidden("four-links.own");
        }
        jdbc.update(
                "update four_links set approved_by = ?, approved_at = ? where year_of = ? and unit = ? and pillar = ?",
                by,
                Utc.of(clock.instant()),
                year,
                unit,
                pillar.name());
    }

    /** Says when and by which document what was approved was done. */
    public void execute(String by, int year, String unit, Pillar pillar, LocalDate day, String document) {
        require(by, Right.EXECUTE_LINKS);
        var entry = find(year, unit, pillar).orElseThrow(() -> Refusal.conflict("four-links.none.yet"));
        if (entry.approvedBy() == null) {
            throw Refusal.conflict("four-links.not-approved");
        }
        if (entry.executedOn() != null) {
            throw Refusal.conflict("four-links.executed");
        }
        if (day == null || day.isAfter(today()) || day.getYear() < year) {
            throw Refusal.invalid("four-links.day");
        }
        jdbc.update(
                "update four_links set executed_on = ?, executed_by = ?, document = ? where year_of = ? and unit = ?"
                        + " and pillar = ?",
                day.toString(),
                by,
                tidy(document, LONGEST_DOCUMENT, "four-links.document"),
                year,
                unit,
                pillar.name());
    }

    private static String tidy(String typed, int longest, String refusal) {
        var said = typed == null ? "" : typed.strip();
        if (said.isEmpty() || said.length() > longest) {
            throw Refusal.invalid(refusal, longest);
        }
        return said;
    }

    private void require(String by, Right right) {
        if (!organization.hasOverAll(by, right)) {
            throw Refusal.forbidden("four-links.forbidden");
        }
    }
}
