package cn.qingfeng.process;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.Recusals;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.Notices;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.OpenWork;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.UnitClosed;
import cn.qingfeng.security.EngineRights;
import cn.qingfeng.supervision.SupervisionOrders;
import cn.qingfeng.supervision.TimeRequests;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
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
    private static final String[] NAMING = {ClueLifecycle.Variables.UNIT, ClueLifecycle.Variables.ASSIST_UNIT};

    private final ClueLedger ledger;
    private final SupervisionOrders orders;
    private final TimeRequests requests;
    private final Organization organization;
    private final Recusals recusals;
    private final Offers offers;
    private final Notices notices;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final EngineRights rights;

    UnitHandOver(
            ClueLedger ledger,
            SupervisionOrders orders,
            TimeRequests requests,
            Organization organization,
            Recusals recusals,
            Offers offers,
            Notices notices,
            RuntimeService runtime,
            TaskService tasks,
            EngineRights rights) {
        this.ledger = ledger;
        this.orders = orders;
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
        return rights.call(() -> new Amount(clues(unit).size(), (int) Stream.of(Duty.HANDLER, Duty.UNIT_LEADER)
                .mapToLong(duty -> tasks.createTaskQuery()
                        .taskCandidateGroup(duty.groupIdFor(unit))
                        .includeAssignedTasks()
                        .count())
                .sum()));
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
                    .map(instance -> Offers.clueOf(instance.getBusinessKey()).orElse(null))
                    .filter(Objects::nonNull)
                    .forEach(numbers::add);
        }
        return numbers;
    }

    @EventListener
    @Transactional
    public void on(UnitClosed closed) {
        if (closed.successor() == null) {
            return;
        }
        rights.run(() -> {
            var numbers = clues(closed.code());
            for (var number : numbers) {
                ledger.takeOver(number, closed.code(), closed.successor(), closed.by(), closed.reason());
                orders.takeOver(number, closed.code(), closed.successor());
                requests.takeOver(number, closed.code(), closed.successor());
                // The clue may name somebody of the house that it comes to.
                recusals.given(number, List.of(closed.successor()));
            }
            for (var name : NAMING) {
                runtime.createVariableInstanceQuery()
                        .variableValueEquals(name, closed.code())
                        .unlimitedList()
                        .forEach(variable ->
                                runtime.setVariableLocal(variable.getExecutionId(), name, closed.successor()));
            }
            numbers.forEach(offers::anew);
            tell(closed, numbers.size());
        });
    }

    private void tell(UnitClosed closed, int clues) {
        var people = Stream.of(Duty.HANDLER, Duty.UNIT_LEADER)
                .flatMap(duty -> organization.peopleWith(duty, closed.successor()).stream())
                .map(Person::username)
                .collect(Collectors.toSet());
        if (!people.isEmpty()) {
            notices.send(new Notice(
                    "unit-closed/" + closed.code(),
                    NoticeEvent.UNIT_TAKEN_OVER,
                    "",
                    people,
                    Map.of(
                            Notice.OTHER, organization.unitName(closed.code()),
                            Notice.UNIT, organization.unitName(closed.successor()),
                            Notice.OPEN, String.valueOf(clues),
                            Notice.LINK, "/ledger?open=true&unit=" + closed.successor())));
        }
    }
}
