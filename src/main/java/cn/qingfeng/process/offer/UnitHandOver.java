package cn.qingfeng.process.offer;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.classification.Classification;
import cn.qingfeng.clue.classification.Leaves;
import cn.qingfeng.meeting.Meetings;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.Notices;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.OpenWork;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.Succession;
import cn.qingfeng.organization.event.UnitClosed;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.recusal.Recusals;
import cn.qingfeng.security.engine.EngineRights;
import cn.qingfeng.supervision.order.SupervisionOrders;
import cn.qingfeng.supervision.time.TimeRequests;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a closed unit had in hand goes to its successor in the same transaction: ledger, orders, wishes for time, and in the
 * engine whatever names the unit, so that every waiting task is offered to the successor's people. Clocks run on.
 */
@Component
class UnitHandOver implements OpenWork {

    /** The variables by which diagrams name a unit. */
    private static final String[] NAMING = {
        ClueLifecycle.Variables.UNIT.name(), ClueLifecycle.Variables.ASSIST_UNIT.name()
    };

    private final ClueLedger ledger;
    private final ClueAccess access;
    private final Leaves leaves;
    private final SupervisionOrders orders;
    private final Meetings meetings;
    private final TimeRequests requests;
    private final Organization organization;
    private final Recusals recusals;
    private final TaskCandidates offers;
    private final Notices notices;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final EngineRights rights;

    UnitHandOver(
            ClueLedger ledger,
            ClueAccess access,
            Leaves leaves,
            SupervisionOrders orders,
            Meetings meetings,
            TimeRequests requests,
            Organization organization,
            Recusals recusals,
            TaskCandidates offers,
            Notices notices,
            RuntimeService runtime,
            TaskService tasks,
            EngineRights rights) {
        this.ledger = ledger;
        this.access = access;
        this.leaves = leaves;
        this.orders = orders;
        this.meetings = meetings;
        this.requests = requests;
        this.organization = organization;
        this.recusals = recusals;
        this.offers = offers;
        this.notices = notices;
        this.runtime = runtime;
        this.tasks = tasks;
        this.rights = rights;
    }

    @Override
    @Transactional(readOnly = true)
    public Amount at(String unit) {
        return rights.call(() -> new Amount(
                (int) clues(unit).stream().filter(this::isUnits).count(),
                tasksAt(unit).size()));
    }

    private List<Task> tasksAt(String unit) {
        return Stream.of(Duty.HANDLER, Duty.UNIT_LEADER)
                .flatMap(duty -> tasks
                        .createTaskQuery()
                        .taskCandidateGroup(duty.groupIdFor(unit))
                        .includeAssignedTasks()
                        .unlimitedList()
                        .stream())
                .toList();
    }

    /** Who counts the clues of a unit does not learn that a report is among them. */
    private boolean isUnits(ClueNumber number) {
        return ledger.get(number).content().kind() != ClueKind.REPORT;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Item> itemsAt(String unit, String reader, Locale locale) {
        return rights.call(() -> {
            var viewer = access.viewer(reader);
            var steps = tasksAt(unit).stream()
                    .collect(Collectors.groupingBy(
                            task -> clueOf(task.getProcessInstanceId())
                                    .map(ClueNumber::value)
                                    .orElse(""),
                            Collectors.mapping(Task::getName, Collectors.toList())));
            return clues(unit).stream()
                    .filter(this::isUnits)
                    .map(ledger::get)
                    .filter(clue -> access.maySee(viewer, clue))
                    .map(clue -> item(clue, steps.getOrDefault(clue.number().value(), List.of()), locale))
                    .toList();
        });
    }

    private Item item(Clue clue, List<String> steps, Locale locale) {
        var kind = kindOf(clue);
        return new Item(
                clue.number().value(),
                clue.content().title(),
                clue.content().place(),
                kind,
                clue.classification().map(leaf -> leaves.name(leaf, locale)).orElse(""),
                steps);
    }

    private static String kindOf(Clue clue) {
        return clue.classification().map(Classification::code).orElse(null);
    }

    private Optional<ClueNumber> clueOf(String processInstance) {
        return Optional.ofNullable(runtime.createProcessInstanceQuery()
                        .processInstanceId(processInstance)
                        .singleResult())
                .flatMap(instance -> TaskCandidates.clueOf(instance.getBusinessKey()));
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, Amount> shared(String unit, Succession succession) {
        return rights.call(() -> {
            var all = new TreeMap<String, Amount>();
            for (var number : clues(unit)) {
                if (isUnits(number)) {
                    all.merge(heirOf(number, succession), new Amount(1, 0), UnitHandOver::plus);
                }
            }
            for (var task : tasksAt(unit)) {
                var heir = clueOf(task.getProcessInstanceId())
                        .map(number -> heirOf(number, succession))
                        .orElse(succession.unit());
                all.merge(heir, new Amount(0, 1), UnitHandOver::plus);
            }
            return all;
        });
    }

    private static Amount plus(Amount one, Amount other) {
        return new Amount(one.clues() + other.clues(), one.tasks() + other.tasks());
    }

    private String heirOf(ClueNumber number, Succession succession) {
        return succession.heirOfClue(number.value(), kindOf(ledger.get(number)));
    }

    @Override
    @Transactional(readOnly = true)
    public Amount with(String username) {
        return rights.call(() -> new Amount(
                0, (int) tasks.createTaskQuery().taskAssignee(username).count()));
    }

    /** Open ones, and closed ones about which the engine still waits for something, such as the second look. */
    private TreeSet<ClueNumber> clues(String unit) {
        var numbers = ledger.openAt(unit).stream()
                .collect(Collectors.toCollection(
                        () -> new TreeSet<>(java.util.Comparator.comparing(ClueNumber::value))));
        for (var name : NAMING) {
            runtime.createProcessInstanceQuery().variableValueEquals(name, unit).unlimitedList().stream()
                    .map(instance ->
                            TaskCandidates.clueOf(instance.getBusinessKey()).orElse(null))
                    .filter(Objects::nonNull)
                    .forEach(numbers::add);
        }
        return numbers;
    }

    @EventListener
    @Transactional
    public void on(UnitClosed closed) {
        var succession = closed.succession();
        if (succession.unit() == null) {
            return;
        }
        rights.run(() -> {
            var numbers = clues(closed.code());
            var counted = new TreeMap<String, Integer>();
            for (var number : numbers) {
                var heir = heirOf(number, succession);
                ledger.takeOver(number, closed.code(), heir, closed.by(), closed.reason());
                orders.takeOver(number, closed.code(), heir);
                meetings.takeOver(number, closed.code(), heir);
                requests.takeOver(number, closed.code(), heir);
                // The clue may name somebody of the house that it comes to.
                recusals.given(number, List.of(heir));
                counted.merge(heir, isUnits(number) ? 1 : 0, Integer::sum);
            }
            for (var name : NAMING) {
                runtime.createVariableInstanceQuery()
                        .variableValueEquals(name, closed.code())
                        .unlimitedList()
                        .forEach(variable -> runtime.setVariableLocal(
                                variable.getExecutionId(),
                                name,
                                clueOf(variable.getProcessInstanceId())
                                        .map(number -> heirOf(number, succession))
                                        .orElse(succession.unit())));
            }
            numbers.forEach(offers::anew);
            succession.heirs().forEach(heir -> tell(closed, heir, counted.getOrDefault(heir, 0)));
        });
    }

    private void tell(UnitClosed closed, String heir, int clues) {
        var people = Stream.of(Duty.HANDLER, Duty.UNIT_LEADER)
                .flatMap(duty -> organization.peopleWith(duty, heir).stream())
                .map(Person::username)
                .collect(Collectors.toSet());
        if (!people.isEmpty()) {
            notices.send(new Notice(
                    "unit-closed/" + closed.code() + "/" + heir,
                    NoticeEvent.UNIT_TAKEN_OVER,
                    "",
                    people,
                    Map.of(
                            Notice.OTHER, organization.unitName(closed.code()),
                            Notice.UNIT, organization.unitName(heir),
                            Notice.OPEN, String.valueOf(clues),
                            Notice.LINK, "/ledger?open=true&unit=" + heir)));
        }
    }
}
