package cn.qingfeng.process.offer;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.notification.KeptOut;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.Notices;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.absence.Absence;
import cn.qingfeng.organization.county.CountyBook;
import cn.qingfeng.organization.event.AbsenceMoved;
import cn.qingfeng.organization.event.AbsenceMoved.Step;
import cn.qingfeng.process.task.StepGuard;
import cn.qingfeng.recusal.Recusals;
import cn.qingfeng.security.engine.EngineRights;
import java.time.Clock;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What somebody has in hand while away: the substitute takes what the substitute may have, the rest goes back to the group,
 * and what is still open comes back at the end. In the transaction in which the duties pass.
 */
@Component
class StandIns implements KeptOut {

    private final ClueLedger ledger;
    private final Recusals recusals;
    private final StepGuard guard;
    private final Organization organization;
    private final Notices notices;
    private final EngineRights rights;
    private final ProcessEngine engine;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    StandIns(
            ClueLedger ledger,
            Recusals recusals,
            StepGuard guard,
            Organization organization,
            @Lazy Notices notices,
            EngineRights rights,
            @Lazy ProcessEngine engine,
            JdbcTemplate jdbc,
            Clock clock) {
        this.ledger = ledger;
        this.recusals = recusals;
        this.guard = guard;
        this.organization = organization;
        this.notices = notices;
        this.rights = rights;
        this.engine = engine;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean keepsOut(String clueNumber, String username) {
        return TaskCandidates.clueOf(clueNumber)
                .map(recusals::of)
                .filter(out -> out.contains(username))
                .isPresent();
    }

    @EventListener
    @Transactional
    public void on(AbsenceMoved moved) {
        var absence = moved.absence();
        if (absence.state() == Absence.State.RUNNING) {
            rights.run(() -> handOver(absence, moved.by()));
        } else if (absence.state() != Absence.State.PLANNED) {
            rights.run(() -> bringBack(absence, moved.by()));
        }
        if (moved.step() != null) {
            tell(moved);
        }
    }

    private void handOver(Absence absence, String by) {
        var tasks = engine.getTaskService();
        for (var task : tasks.createTaskQuery().taskAssignee(absence.username()).unlimitedList()) {
            if (may(task.getId(), absence.substitute())) {
                pass(absence, task.getId(), absence.substitute(), by);
            } else if (others(task.getId(), absence.username())) {
                pass(absence, task.getId(), null, by);
            }
        }
    }

    private void pass(Absence absence, String task, String to, String by) {
        var open = engine.getTaskService().createTaskQuery().taskId(task).singleResult();
        engine.getTaskService().setAssignee(task, to);
        jdbc.update("delete from absence_task where absence_id = ? and task_id = ?", absence.id(), task);
        jdbc.update("insert into absence_task (absence_id, task_id) values (?, ?)", absence.id(), task);
        numberOf(task).ifPresent(number -> ledger.substituted(number, absence.username(), to, open.getName(), by));
    }

    /** What meanwhile was done is done; what somebody else has taken stays there. */
    private void bringBack(Absence absence, String by) {
        var tasks = engine.getTaskService();
        for (var id : jdbc.queryForList(
                "select task_id from absence_task where absence_id = ? order by task_id", String.class, absence.id())) {
            var task = tasks.createTaskQuery().taskId(id).singleResult();
            if (task != null
                    && (task.getAssignee() == null || task.getAssignee().equals(absence.substitute()))
                    && may(id, absence.username())) {
                tasks.setAssignee(id, absence.username());
                numberOf(id)
                        .ifPresent(number -> ledger.substituted(
                                number, absence.substitute(), absence.username(), task.getName(), by));
            }
        }
        jdbc.update("delete from absence_task where absence_id = ?", absence.id());
    }

    private boolean may(String task, String username) {
        return organization.person(username).filter(Person::active).isPresent()
                && with(task, entity -> guard.may(entity, username));
    }

    /** Whether anybody else can take it when it is given back. */
    private boolean others(String task, String username) {
        return engine.getTaskService().getIdentityLinksForTask(task).stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .anyMatch(link -> link.getUserId() != null
                        ? !link.getUserId().equals(username)
                        : organization.peopleInGroup(link.getGroupId()).stream()
                                .anyMatch(person -> !person.username().equals(username)));
    }

    private java.util.Optional<ClueNumber> numberOf(String task) {
        return TaskCandidates.clueOf(engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(engine.getTaskService()
                        .createTaskQuery()
                        .taskId(task)
                        .singleResult()
                        .getProcessInstanceId())
                .singleResult()
                .getBusinessKey());
    }

    private boolean with(String task, Predicate<TaskEntity> asked) {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(context -> asked.test(context.getTaskManager().findTaskById(task)));
    }

    /** The two, whoever leads the unit, and whoever entered it; the reason stays in the county's book. */
    private void tell(AbsenceMoved moved) {
        var absence = moved.absence();
        var people = new TreeSet<String>();
        people.add(absence.username());
        people.add(absence.substitute());
        people.add(absence.enteredBy());
        organization
                .person(absence.username())
                .flatMap(person -> organization.responsibleLeaderOf(person.unit()))
                .map(Person::username)
                .ifPresent(people::add);
        if (moved.step() == Step.SUBSTITUTE_LEFT) {
            organization.peopleWith(Duty.ADMIN).forEach(person -> people.add(person.username()));
        }
        people.remove(moved.by());
        people.remove(CountyBook.SYSTEM);
        people.removeIf(
                person -> organization.person(person).filter(Person::active).isEmpty());
        if (people.isEmpty()) {
            return;
        }
        notices.send(new Notice(
                "absence/" + absence.id() + "/" + moved.step(),
                NoticeEvent.ABSENCE,
                "",
                people,
                Map.of(
                        Notice.OTHER,
                        organization.personName(absence.username()) + " → "
                                + organization.personName(absence.substitute()),
                        Notice.REASON,
                        "absence.step." + moved.step(),
                        Notice.DUE_AT,
                        absence.until()
                                .plusDays(1)
                                .atStartOfDay(clock.getZone())
                                .minusMinutes(1)
                                .toInstant()
                                .toString(),
                        Notice.LINK,
                        "/absences")));
    }
}
