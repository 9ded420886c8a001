package cn.qingfeng.process.deployment.table;

import cn.qingfeng.Shelf;
import cn.qingfeng.Utc;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * From when the versions of a decision table hold. A version holds from its deployment, or from the later moment that its
 * owner gave; one that was only taken along into another deployment holds as the one it came from (ADR 73).
 */
@Component
public class TableDates {

    /** What an owner said about when a version holds; no moment: it was withdrawn. */
    record Said(Optional<Instant> from, String by, Instant at, String reason) {}

    /**
     * A version of a table.
     *
     * @param origin the deployment in which this content first came
     * @param from when it holds; empty when it was withdrawn before
     * @param said what its owner said about it, oldest first
     */
    record Version(
            String definitionId,
            int number,
            String tag,
            String name,
            String deploymentId,
            String origin,
            Optional<Instant> from,
            List<Said> said) {}

    private final JdbcTemplate jdbc;
    private final Clock clock;

    /** The tables to which anybody gave a date: most have none, and each question to a table asks for it. */
    private final Shelf<Set<String>> dated;

    TableDates(JdbcTemplate jdbc, Clock clock) {
        this.dated = new Shelf<>(
                () -> Set.copyOf(jdbc.queryForList("select distinct decision_key from table_validity", String.class)));
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The version that holds now.
     *
     * @param deploymentId asked by something that was deployed then and knows no later versions; null for the newest
     * @return the definition's id; empty when nobody ever gave this table a date, so that the engine's own choice is right
     */
    Optional<String> inForce(String table, String deploymentId) {
        if (!dated.get().contains(table)) {
            return Optional.empty();
        }
        var known = versions(table);
        var newest = known.stream()
                .filter(version -> version.deploymentId().equals(deploymentId))
                .mapToInt(Version::number)
                .max()
                .orElse(Integer.MAX_VALUE);
        var now = clock.instant();
        var mine = known.stream().filter(version -> version.number() <= newest).toList();
        return holding(mine, now)
                // Nothing holds yet: the first one does, because something must.
                .or(() -> mine.stream().findFirst())
                .map(Version::definitionId);
    }

    static Optional<Version> holding(List<Version> versions, Instant at) {
        return versions.stream()
                .filter(version ->
                        version.from().filter(from -> !from.isAfter(at)).isPresent())
                .max(Comparator.comparing((Version version) -> version.from().orElseThrow())
                        .thenComparing(Version::number));
    }

    /** Every version of the table, oldest first. */
    List<Version> versions(String table) {
        var said = said(table);
        var versions = new ArrayList<Version>();
        jdbc.query(
                "select d.ID_, d.VERSION_, d.VERSION_TAG_, d.NAME_, d.DEPLOYMENT_ID_,"
                        + " coalesce(o.origin, d.DEPLOYMENT_ID_) as origin, p.DEPLOY_TIME_"
                        + " from ACT_RE_DECISION_DEF d"
                        + " left join table_origin o on o.deployment_id = d.DEPLOYMENT_ID_ and o.decision_key = d.KEY_"
                        + " left join ACT_RE_DEPLOYMENT p on p.ID_ = coalesce(o.origin, d.DEPLOYMENT_ID_)"
                        + " where d.KEY_ = ? order by d.VERSION_",
                row -> {
                    var origin = row.getString("origin");
                    var dates = said.getOrDefault(origin, List.of());
                    var deployed = row.getObject("DEPLOY_TIME_", LocalDateTime.class);
                    versions.add(new Version(
                            row.getString("ID_"),
                            row.getInt("VERSION_"),
                            row.getString("VERSION_TAG_"),
                            row.getString("NAME_"),
                            row.getString("DEPLOYMENT_ID_"),
                            origin,
                            dates.isEmpty()
                                    ? Optional.of(deployed == null ? Instant.EPOCH : deployed.toInstant(ZoneOffset.UTC))
                                    : dates.get(dates.size() - 1).from(),
                            dates));
                },
                table);
        return versions;
    }

    private Map<String, List<Said>> said(String table) {
        var said = new HashMap<String, List<Said>>();
        jdbc.query(
                "select * from table_validity where decision_key = ? order by origin, seq",
                row -> {
                    said.computeIfAbsent(row.getString("origin"), origin -> new ArrayList<>())
                            .add(new Said(
                                    Optional.ofNullable(row.getObject("valid_from", LocalDateTime.class))
                                            .map(from -> from.toInstant(ZoneOffset.UTC)),
                                    row.getString("decided_by"),
                                    Utc.of(row, "decided_at"),
                                    row.getString("reason")));
                },
                table);
        return said;
    }

    /** Every table, by key. */
    List<String> tables() {
        return jdbc.queryForList("select distinct KEY_ from ACT_RE_DECISION_DEF order by KEY_", String.class);
    }

    void takenAlong(String table, String deploymentId, String from) {
        var origin = jdbc
                .queryForList(
                        "select origin from table_origin where deployment_id = ? and decision_key = ?",
                        String.class,
                        from,
                        table)
                .stream()
                .findFirst()
                .orElse(from);
        jdbc.update(
                "insert into table_origin (deployment_id, decision_key, origin) values (?, ?, ?)",
                deploymentId,
                table,
                origin);
    }

    /** @param from empty: it shall not come to hold */
    void say(String table, String origin, Optional<Instant> from, String by, String reason) {
        dated.changed();
        var seq = jdbc.queryForObject(
                "select coalesce(max(seq), 0) + 1 from table_validity where decision_key = ? and origin = ?",
                Integer.class,
                table,
                origin);
        jdbc.update(
                "insert into table_validity (decision_key, origin, seq, valid_from, decided_by, decided_at, reason)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                table,
                origin,
                seq,
                from.map(Utc::of).orElse(null),
                by,
                Utc.of(clock.instant()),
                reason);
    }
}
