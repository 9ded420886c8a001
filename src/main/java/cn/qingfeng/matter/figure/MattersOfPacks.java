package cn.qingfeng.matter.figure;

import cn.qingfeng.Marks;
import cn.qingfeng.Utc;
import cn.qingfeng.insight.pack.MattersInPacks;
import cn.qingfeng.matter.MatterKind;
import cn.qingfeng.matter.MatterKinds;
import cn.qingfeng.matter.MatterLedger;
import cn.qingfeng.matter.MatterLedger.What;
import cn.qingfeng.matter.MatterRights;
import cn.qingfeng.matter.MatterState;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Right;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The matters in the weekly list and the monthly brief: of the kinds that everybody sees who issues these as papers. What is for
 * fewer eyes, as clarification is, stands in none of them.
 */
@Component
@Transactional(readOnly = true)
class MattersOfPacks implements MattersInPacks {

    private final JdbcTemplate jdbc;
    private final MatterKinds kinds;
    private final MatterLedger ledger;
    private final MatterRights rights;
    private final MessageSource messages;

    MattersOfPacks(
            JdbcTemplate jdbc, MatterKinds kinds, MatterLedger ledger, MatterRights rights, MessageSource messages) {
        this.jdbc = jdbc;
        this.kinds = kinds;
        this.ledger = ledger;
        this.rights = rights;
        this.messages = messages;
    }

    private List<MatterKind> told() {
        return kinds.all().stream()
                .filter(kind -> kind.see().containsAll(Right.ISSUE_PACK_PAPERS.duties()))
                .toList();
    }

    @Override
    public List<Line> forTheWeek(Instant since, Instant now, Instant soon) {
        var told = told().stream().collect(Collectors.toMap(MatterKind::key, Function.identity()));
        if (told.isEmpty()) {
            return List.of();
        }
        var values = Stream.concat(
                        told.keySet().stream().map(Object.class::cast), Stream.of(Utc.of(soon), Utc.of(since)))
                .toArray();
        return jdbc
                .query(
                        "select m.kind, m.number, m.state, s.name, s.offered, s.begun_at, s.due_at from matter_step s"
                                + " join matter m on m.number = s.number where s.ended_at is null"
                                + " and m.state in ('OPEN', 'SUSPENDED') and m.kind in (" + Marks.of(told.keySet())
                                + ") and (s.due_at <= ? or s.begun_at >= ?) order by s.due_at, m.number, s.id",
                        (row, n) -> unit(row.getString("offered")).map(unit -> {
                            try {
                                var due = Utc.of(row, "due_at");
                                var stands = row.getString("state").equals(MatterState.SUSPENDED.name());
                                var late = !stands && due != null && due.isBefore(now);
                                var kind = told.get(row.getString("kind"));
                                return new Line(
                                        kind.key(),
                                        kind.name(),
                                        row.getString("number"),
                                        unit,
                                        row.getString("name"),
                                        due,
                                        !Utc.of(row, "begun_at").isBefore(since),
                                        !stands && !late && due != null && !due.isAfter(soon),
                                        late,
                                        stands);
                            } catch (java.sql.SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        }),
                        values)
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** The unit that a step is offered to; what is offered to an office alone keeps no unit waiting for it. */
    private static Optional<String> unit(String offered) {
        return Arrays.stream(offered.split(","))
                .flatMap(group -> Duty.ofGroup(group).stream())
                .filter(held -> held.unit() != null)
                .map(held -> held.unit())
                .findFirst();
    }

    @Override
    public List<Sum> of(LocalDate from, LocalDate to) {
        var told = told();
        var byKind = ledger.sums(told, from, to).stream().collect(Collectors.groupingBy(MatterLedger.Sum::kind));
        return told.stream()
                .filter(kind -> byKind.containsKey(kind.key()))
                .map(kind -> sum(kind, byKind.get(kind.key())))
                .toList();
    }

    private Sum sum(MatterKind kind, List<MatterLedger.Sum> sums) {
        return new Sum(
                kind.key(),
                kind.name(),
                count(sums, What.OPENED),
                count(sums, What.RUNNING),
                sums.stream().mapToLong(MatterLedger.Sum::late).sum(),
                sums.stream()
                        .filter(sum -> sum.what() == What.ENDED)
                        .map(sum -> new Ended(
                                sum.ending().isEmpty()
                                        ? messages.getMessage("matter.state." + sum.state(), null, Locale.CHINA)
                                        : sum.ending(),
                                sum.n()))
                        .toList());
    }

    private static long count(List<MatterLedger.Sum> sums, What what) {
        return sums.stream()
                .filter(sum -> sum.what() == what)
                .mapToLong(MatterLedger.Sum::n)
                .sum();
    }

    @Override
    public boolean reads(String reader, String kind) {
        return kinds.find(kind).filter(one -> rights.concerns(reader, one)).isPresent();
    }

    @Override
    public boolean reads(String reader, String kind, String unit) {
        return kinds.find(kind)
                .map(one -> rights.scope(reader, one))
                .filter(scope -> scope.all() || scope.units().contains(unit))
                .isPresent();
    }
}
