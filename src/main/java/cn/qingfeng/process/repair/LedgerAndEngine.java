package cn.qingfeng.process.repair;

import cn.qingfeng.Utc;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.access.ClueStatistics;
import cn.qingfeng.clue.access.ClueStatistics.Standing;
import cn.qingfeng.matter.MatterKind;
import cn.qingfeng.matter.MatterTimeline;
import cn.qingfeng.notification.OutboxMessages;
import cn.qingfeng.process.delivery.NoticeDelivery;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Variables;
import cn.qingfeng.process.lifecycle.CluePhase;
import cn.qingfeng.supervision.check.Difference;
import cn.qingfeng.supervision.check.LedgerAgainstEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Reads both sides whole, a few columns of each, and compares them in memory: for a hundred thousand open clues a handful of
 * queries instead of one for each. The engine's tables are only read.
 */
@Component
class LedgerAndEngine implements LedgerAgainstEngine {

    private static final String RUNNING =
            " join ACT_RE_PROCDEF d on e.PROC_DEF_ID_ = d.ID_ where d.KEY_ = '" + ClueLifecycle.KEY + "'";
    private static final String TIMERS = quoted(ClueLifecycle.TIMER_JOBS);
    private static final String CALLS =
            quoted(Arrays.stream(CluePhase.values()).map(CluePhase::call).toList());
    private static final String PHASES =
            quoted(Arrays.stream(CluePhase.values()).map(CluePhase::key).toList());

    private static final String OF_A_CLUE =
            " join ACT_RE_PROCDEF d on e.PROC_DEF_ID_ = d.ID_ where d.KEY_ in (" + quoted(CluePhase.processes()) + ")";
    /** The phases of which a clue stands in one; the measure beside it is over as soon as it is taken. */
    private static final String OF_THE_WORK =
            quoted(Stream.of(CluePhase.GRADING, CluePhase.DISPATCH, CluePhase.HANDLING, CluePhase.FOLLOW_UP)
                    .map(CluePhase::key)
                    .toList());

    private static final String OF_A_MATTER =
            " join ACT_RE_PROCDEF d on e.PROC_DEF_ID_ = d.ID_ where d.KEY_ like '" + MatterKind.KEY + "%'";

    private static final Set<String> AFTER_THE_END = Set.of("event_recheckDue", "userTask_recheckRed");
    /** The engine keeps seconds. */
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ClueStatistics workloads;
    private final OutboxMessages letters;
    private final MatterTimeline chains;
    private final JdbcTemplate jdbc;

    LedgerAndEngine(ClueStatistics workloads, OutboxMessages letters, MatterTimeline chains, JdbcTemplate jdbc) {
        this.chains = chains;
        this.workloads = workloads;
        this.letters = letters;
        this.jdbc = jdbc;
    }

    private static String quoted(Collection<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }

    @Override
    public List<Difference> compare() {
        var found = new ArrayList<Difference>();
        var open = workloads.openStandings().stream().collect(Collectors.toMap(Standing::number, one -> one));
        var instances = instances(found);
        compareLives(open, instances, found);
        var byInstance = new HashMap<String, Standing>();
        instances.forEach((number, instance) -> {
            if (open.containsKey(number)) {
                byInstance.put(instance, open.get(number));
            }
        });
        comparePhases(byInstance, found);
        compareVariables(byInstance, found);
        compareInPhases(byInstance, found);
        compareTasks(byInstance, found);
        compareTimers(byInstance, found);
        compareNotices(found);
        compareMatters(found);
        found.addAll(chains.broken());
        return found;
    }

    /** The running instance of each clue; more than one is a difference in itself. */
    private Map<String, String> instances(List<Difference> found) {
        var instances = new TreeMap<String, String>();
        jdbc.query(
                "select e.BUSINESS_KEY_, e.ID_ from ACT_RU_EXECUTION e" + RUNNING + " and e.PARENT_ID_ is null"
                        + " and e.SUPER_EXEC_ is null",
                row -> {
                    var number = String.valueOf(row.getString(1));
                    var other = instances.put(number, row.getString(2));
                    if (other != null) {
                        found.add(new Difference("TWO_INSTANCES", number, null, null));
                    }
                });
        return instances;
    }

    private void compareLives(Map<String, Standing> open, Map<String, String> instances, List<Difference> found) {
        open.values().stream()
                .filter(clue -> !instances.containsKey(clue.number()))
                .forEach(clue -> found.add(new Difference(
                        "NO_INSTANCE", clue.number(), clue.status().name(), null)));
        var others = instances.keySet().stream()
                .filter(number -> !open.containsKey(number))
                .toList();
        var ended = new HashMap<String, Standing>();
        for (int at = 0; at < others.size(); at += 500) {
            workloads
                    .standingsOf(others.subList(at, Math.min(at + 500, others.size())))
                    .forEach(clue -> ended.put(clue.number(), clue));
        }
        for (var number : others) {
            var clue = ended.get(number);
            if (clue == null) {
                found.add(new Difference("NO_CLUE", number, null, null));
                continue;
            }
            var at = activities(instances.get(number));
            if (clue.status() != ClueStatus.CLOSED || at.stream().noneMatch(AFTER_THE_END::contains)) {
                found.add(new Difference(
                        "ENDED_BUT_RUNNING", number, clue.status().name(), shortened(at)));
            }
        }
    }

    private Set<String> activities(String instance) {
        return new HashSet<>(jdbc.queryForList(
                "select e.ACT_ID_ from ACT_RU_EXECUTION e join ACT_RU_EXECUTION p on p.ID_ = e.PROC_INST_ID_"
                        + " where p.ROOT_PROC_INST_ID_ = ? and e.ACT_ID_ is not null",
                String.class,
                instance));
    }

    private static String shortened(Set<String> activities) {
        var text = activities.stream().sorted().collect(Collectors.joining(", "));
        return text.length() <= 200 ? text : text.substring(0, 200);
    }

    /** A clue stands in one phase at a time, and whatever is called has an instance. */
    private void comparePhases(Map<String, Standing> byInstance, List<Difference> found) {
        jdbc.query(
                "select e.ROOT_PROC_INST_ID_, min(d.KEY_), max(d.KEY_) from ACT_RU_EXECUTION e"
                        + " join ACT_RE_PROCDEF d on e.PROC_DEF_ID_ = d.ID_ where d.KEY_ in (" + OF_THE_WORK
                        + ") and e.PARENT_ID_ is null group by e.ROOT_PROC_INST_ID_ having count(*) > 1",
                row -> {
                    var clue = byInstance.get(row.getString(1));
                    if (clue != null) {
                        found.add(new Difference(
                                "TWO_PHASES", clue.number(), null, row.getString(2) + ", " + row.getString(3)));
                    }
                });
        jdbc.query(
                "select p.ROOT_PROC_INST_ID_, e.ACT_ID_ from ACT_RU_EXECUTION e"
                        + " join ACT_RU_EXECUTION p on p.ID_ = e.PROC_INST_ID_" + OF_A_CLUE + " and e.ACT_ID_ in ("
                        + CALLS
                        // Two questions: joined by "or" they are answered by reading all executions for each one.
                        + ") and not exists (select 1 from ACT_RU_EXECUTION c where c.SUPER_EXEC_ = e.ID_)"
                        + " and not exists (select 1 from ACT_RU_EXECUTION x"
                        + " join ACT_RU_EXECUTION c on c.SUPER_EXEC_ = x.ID_ where x.PARENT_ID_ = e.ID_)",
                row -> {
                    var clue = byInstance.get(row.getString(1));
                    if (clue != null) {
                        found.add(new Difference("NO_PHASE", clue.number(), null, row.getString(2)));
                    }
                });
    }

    private void compareVariables(Map<String, Standing> byInstance, List<Difference> found) {
        var known = new HashMap<String, Map<String, String>>();
        jdbc.query(
                "select v.PROC_INST_ID_, v.NAME_, v.TEXT_, v.LONG_ from ACT_RU_VARIABLE v"
                        + " join ACT_RU_EXECUTION e on v.EXECUTION_ID_ = e.ID_" + RUNNING
                        + " and e.PARENT_ID_ is null and v.NAME_ in ('card', 'unit', 'stage', 'dueAt')",
                row -> {
                    var date = row.getLong(4);
                    known.computeIfAbsent(row.getString(1), instance -> new HashMap<>())
                            .put(
                                    row.getString(2),
                                    Variables.DUE_AT.name().equals(row.getString(2))
                                            ? Instant.ofEpochMilli(date).toString()
                                            : row.getString(3));
                });
        byInstance.forEach((instance, clue) -> {
            var engine = known.getOrDefault(instance, Map.of());
            check(
                    "CARD",
                    clue,
                    clue.card() == null ? null : clue.card().name(),
                    engine.get(Variables.CARD.name()),
                    found);
            check("UNIT", clue, clue.leadUnit(), engine.get(Variables.UNIT.name()), found);
            check("STAGE", clue, clue.stage().name(), engine.get(Variables.STAGE.name()), found);
            if (clue.dueAt() == null && engine.get(Variables.DUE_AT.name()) != null) {
                found.add(new Difference("DUE_AT", clue.number(), null, engine.get(Variables.DUE_AT.name())));
            }
            if (clue.dueAt() != null
                    && engine.get(Variables.DUE_AT.name()) != null
                    && apart(clue.dueAt(), Instant.parse(engine.get(Variables.DUE_AT.name())))) {
                found.add(new Difference(
                        "DUE_AT", clue.number(), clue.dueAt().toString(), engine.get(Variables.DUE_AT.name())));
            }
        });
    }

    /** A phase carries its own card and unit: tasks are offered and found by them. */
    private void compareInPhases(Map<String, Standing> byInstance, List<Difference> found) {
        jdbc.query(
                "select e.ROOT_PROC_INST_ID_, v.NAME_, v.TEXT_ from ACT_RU_VARIABLE v"
                        + " join ACT_RU_EXECUTION e on v.EXECUTION_ID_ = e.ID_"
                        + " join ACT_RE_PROCDEF d on e.PROC_DEF_ID_ = d.ID_ where d.KEY_ in (" + PHASES + ")"
                        + " and e.PARENT_ID_ is null and v.NAME_ in ('card', 'unit')",
                row -> {
                    var clue = byInstance.get(row.getString(1));
                    if (clue != null && row.getString(2).equals(Variables.CARD.name())) {
                        check(
                                "CARD",
                                clue,
                                clue.card() == null ? null : clue.card().name(),
                                row.getString(3),
                                found);
                    } else if (clue != null) {
                        check("UNIT", clue, clue.leadUnit(), row.getString(3), found);
                    }
                });
    }

    private static void check(String kind, Standing clue, String ledger, String engine, List<Difference> found) {
        if (!Objects.equals(ledger, engine)
                && found.stream()
                        .noneMatch(known ->
                                known.kind().equals(kind) && known.subject().equals(clue.number()))) {
            found.add(new Difference(kind, clue.number(), ledger, engine));
        }
    }

    private static boolean apart(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(SECOND) > 0;
    }

    /** A task's date is the end of one of its clue's limits, whichever the diagram gave it. */
    private void compareTasks(Map<String, Standing> byInstance, List<Difference> found) {
        var ends = new HashMap<String, Set<Instant>>();
        jdbc.query(
                "select l.clue_number, l.due_at from clue c join clue_limit l on l.clue_number = c.clue_number"
                        + " where c.is_open = true and l.due_at is not null"
                        + " and (l.stopped_at is null or l.met_at is not null)",
                row -> {
                    ends.computeIfAbsent(row.getString(1), number -> new HashSet<>())
                            .add(Utc.of(row, 2));
                });
        jdbc.query(
                "select e.ROOT_PROC_INST_ID_, t.TASK_DEF_KEY_, t.DUE_DATE_ from ACT_RU_TASK t"
                        + " join ACT_RU_EXECUTION e on t.PROC_INST_ID_ = e.ID_" + OF_A_CLUE
                        + " and t.DUE_DATE_ is not null",
                row -> {
                    var clue = byInstance.get(row.getString(1));
                    if (clue == null) {
                        return;
                    }
                    var due = Utc.of(row, 3);
                    if (ends.getOrDefault(clue.number(), Set.of()).stream().allMatch(end -> apart(end, due))) {
                        found.add(new Difference("TASK_DUE", clue.number(), row.getString(2), due.toString()));
                    }
                });
    }

    private void compareTimers(Map<String, Standing> byInstance, List<Difference> found) {
        var timers = new HashMap<String, Instant>();
        jdbc.query(
                "select PROCESS_INSTANCE_ID_, DUEDATE_, RETRIES_ from ACT_RU_JOB where HANDLER_CFG_ in (" + TIMERS
                        + ")",
                row -> {
                    timers.put(row.getString(1), Utc.of(row, 2));
                    var clue = byInstance.get(row.getString(1));
                    if (clue != null && row.getInt(3) == 0) {
                        found.add(new Difference("TIMER_DEAD", clue.number(), null, null));
                    }
                });
        byInstance.forEach((instance, clue) -> {
            if (clue.nextStepAt() == null) {
                return;
            }
            var timer = timers.get(instance);
            if (timer == null) {
                if (activities(instance).stream().noneMatch(ClueLifecycle.Earlier.WATCH_WITH_PEOPLE::contains)) {
                    found.add(new Difference(
                            "NO_TIMER", clue.number(), clue.nextStepAt().toString(), null));
                }
            } else if (apart(clue.nextStepAt(), timer)) {
                found.add(
                        new Difference("TIMER", clue.number(), clue.nextStepAt().toString(), timer.toString()));
            }
        });
    }

    /** An open matter has a process and a process its open matter; what waits in one waits in the other. */
    private void compareMatters(List<Difference> found) {
        var running = new HashSet<>(jdbc.queryForList(
                "select e.BUSINESS_KEY_ from ACT_RU_EXECUTION e" + OF_A_MATTER
                        + " and e.PARENT_ID_ is null and e.SUPER_EXEC_ is null",
                String.class));
        var open = new HashSet<>(
                jdbc.queryForList("select number from matter where state in ('OPEN', 'SUSPENDED')", String.class));
        open.stream()
                .filter(number -> !running.contains(number))
                .forEach(number -> found.add(new Difference("MATTER_NO_INSTANCE", number, null, null)));
        running.stream()
                .filter(number -> !open.contains(number))
                .forEach(number -> found.add(new Difference("MATTER_RUNNING", String.valueOf(number), null, null)));
        var steps = new HashMap<String, String>();
        jdbc.query("select id, number from matter_step where ended_at is null", row -> {
            steps.put(row.getString(1), row.getString(2));
        });
        var tasks = new HashMap<String, String>();
        jdbc.query(
                "select t.ID_, e.BUSINESS_KEY_ from ACT_RU_TASK t join ACT_RU_EXECUTION e on t.PROC_INST_ID_ = e.ID_"
                        + OF_A_MATTER,
                row -> {
                    tasks.put(row.getString(1), row.getString(2));
                });
        steps.forEach((id, number) -> {
            if (!tasks.containsKey(id)) {
                found.add(new Difference("MATTER_TASKS", number, id, null));
            }
        });
        tasks.forEach((id, number) -> {
            if (!steps.containsKey(id)) {
                found.add(new Difference("MATTER_TASKS", String.valueOf(number), null, id));
            }
        });
    }

    /** A letter that waits has a delivery that carries it, and a delivery carries a letter that waits. */
    private void compareNotices(List<Difference> found) {
        var carried = new HashSet<>(jdbc.queryForList(
                "select v.TEXT_ from ACT_RU_VARIABLE v join ACT_RU_EXECUTION e on v.EXECUTION_ID_ = e.ID_"
                        + " join ACT_RE_PROCDEF d on e.PROC_DEF_ID_ = d.ID_"
                        + " where d.KEY_ = 'notice-delivery' and v.NAME_ = 'noticeId'",
                String.class));
        jdbc.queryForList(
                        "select e.BUSINESS_KEY_ from ACT_RU_EXECUTION e join ACT_RE_PROCDEF d on e.PROC_DEF_ID_ = d.ID_"
                                + " where d.KEY_ = 'notice-delivery' and e.BUSINESS_KEY_ is not null",
                        String.class)
                .forEach(key -> NoticeDelivery.noticeId(key).ifPresent(carried::add));
        var waiting = new HashMap<String, String>();
        letters.waiting().forEach(letter -> waiting.put(letter.getId(), letter.getEventKey()));
        waiting.forEach((id, key) -> {
            if (!carried.contains(id)) {
                found.add(new Difference("NO_DELIVERY", key, id, null));
            }
        });
        carried.stream()
                .filter(id -> !waiting.containsKey(id))
                .forEach(id -> found.add(new Difference("NO_NOTICE", id, null, id)));
    }
}
