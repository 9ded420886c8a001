package cn.qingfeng.process.task;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.matter.MatterKind;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.organization.absence.Absences;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.offer.CandidateExpression;
import cn.qingfeng.process.offer.TaskCandidates;
import cn.qingfeng.process.task.StepRights.Circumstances;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Holds {@link StepRights} against the people: to whom a step may be offered, and who may take and complete it. */
@Component
public class StepGuard {

    private final ClueLedger ledger;
    private final Organization organization;
    private final Absences absences;
    private final TaskCandidates offers;

    StepGuard(ClueLedger ledger, Organization organization, Absences absences, @Lazy TaskCandidates offers) {
        this.absences = absences;
        this.ledger = ledger;
        this.organization = organization;
        this.offers = offers;
    }

    /**
     * The groups to which a step may be offered, of those that its drawing names; where none of them may have it, those that
     * should.
     */
    public List<String> rightful(ClueNumber number, DelegateExecution execution, String step, List<String> drawn) {
        var right = StepRights.to(processOf(execution), step);
        var clue = circumstances(number, execution);
        var rightful =
                drawn.stream().filter(group -> allows(right, group, clue)).toList();
        return rightful.isEmpty() && !drawn.isEmpty() ? all(right, clue) : rightful;
    }

    private static boolean allows(StepRight right, String group, Circumstances clue) {
        return Duty.ofGroup(group).filter(held -> right.allows(held, clue)).isPresent();
    }

    private static List<String> all(StepRight right, Circumstances clue) {
        var unit = clue.assistUnit() != null ? clue.assistUnit() : clue.unit();
        return right.duties().stream()
                .filter(duty -> !duty.perUnit() || unit != null)
                .map(duty -> duty.groupIdFor(unit))
                .filter(group -> allows(right, group, clue))
                .toList();
    }

    /**
     * @throws Refusal forbidden, for somebody who may not have this task, now or for all their duties
     */
    void require(TaskEntity task, String username) {
        var number = TaskCandidates.clueOf(task.getExecution().getProcessBusinessKey());
        if (number.isEmpty()) {
            if (MatterKind.is(processOf(task.getExecution()))) {
                requireOffered(task, username);
            }
            return;
        }
        offers.requireFree(number.get(), username);
        var execution = task.getExecution();
        var right = StepRights.to(processOf(execution), task.getTaskDefinitionKey());
        var clue = circumstances(number.get(), execution);
        var held = rightful(right, clue, organization.dutiesOf(username));
        if (held.isEmpty() && !standsIn(number.get(), task, username)) {
            throw Refusal.forbidden(
                    "step.right", Optional.ofNullable(task.getName()).orElse(""));
        }
        // In another's place nobody signs what they have prepared themselves.
        var asAnother = !held.isEmpty()
                && !right.duties().contains(Duty.HANDLER)
                && rightful(right, clue, organization.ownDutiesOf(username)).isEmpty();
        if ((right.byOthers() || asAnother) && ledger.handledBy(number.get()).contains(username)) {
            throw Refusal.forbidden(
                    "step.right.own", Optional.ofNullable(task.getName()).orElse(""));
        }
    }

    /** A step of a matter is for whom its diagram offers it to, of those who may have any. */
    private void requireOffered(TaskEntity task, String username) {
        var execution = task.getExecution();
        var unit = ClueLifecycle.Variables.UNIT.of(execution);
        var right = StepRights.to(processOf(execution), task.getTaskDefinitionKey());
        var number = execution.getProcessBusinessKey();
        var offer = offers.ofMatter(number, CandidateExpression.drawn(task.getTaskDefinition(), execution));
        if (offer.people().stream().anyMatch(person -> isOrStandsFor(username, person))) {
            return;
        }
        var drawn = offer.groups();
        var asked = new Circumstances(ClueKind.APPEAL, null, unit, null, false);
        if (organization.dutiesOf(username).stream()
                .noneMatch(held -> drawn.contains(held.duty().groupIdFor(held.unit())) && right.allows(held, asked))) {
            throw Refusal.forbidden(
                    "step.right", Optional.ofNullable(task.getName()).orElse(""));
        }
    }

    private boolean isOrStandsFor(String username, String person) {
        return username.equals(person)
                || organization.dutiesOf(username).stream()
                        .filter(held -> Right.SEE_MATTER.ownOnly().contains(held.duty()))
                        .anyMatch(held -> absences.forWhom(username, held)
                                .filter(person::equals)
                                .isPresent());
    }

    private static List<HeldDuty> rightful(StepRight right, Circumstances clue, List<HeldDuty> duties) {
        return duties.stream().filter(held -> right.allows(held, clue)).toList();
    }

    /** In whose place somebody does a step, who holds none of its duties for the own work. */
    Optional<String> inPlaceOf(TaskEntity task, String username) {
        var number = TaskCandidates.clueOf(task.getExecution().getProcessBusinessKey());
        if (number.isEmpty()) {
            return Optional.empty();
        }
        var right = StepRights.to(processOf(task.getExecution()), task.getTaskDefinitionKey());
        var clue = circumstances(number.get(), task.getExecution());
        return rightful(right, clue, organization.ownDutiesOf(username)).isEmpty()
                ? rightful(right, clue, organization.dutiesOf(username)).stream()
                        .flatMap(held -> absences.forWhom(username, held).stream())
                        .findFirst()
                : Optional.empty();
    }

    /** As {@link #require}, for whoever asks instead of acting. */
    public boolean may(TaskEntity task, String username) {
        try {
            require(task, username);
            return true;
        } catch (Refusal forbidden) {
            return false;
        }
    }

    /** @throws Refusal forbidden, for a group whose people may not have this task */
    void requireGroup(TaskEntity task, String group) {
        var number = TaskCandidates.clueOf(task.getExecution().getProcessBusinessKey());
        var right = StepRights.to(processOf(task.getExecution()), task.getTaskDefinitionKey());
        if (number.isPresent() && !allows(right, group, circumstances(number.get(), task.getExecution()))) {
            throw Refusal.forbidden(
                    "step.right", Optional.ofNullable(task.getName()).orElse(""));
        }
    }

    private boolean standsIn(ClueNumber number, TaskEntity task, String username) {
        var offer = offers.of(
                number,
                task.getExecution(),
                task.getTaskDefinitionKey(),
                CandidateExpression.drawn(task.getTaskDefinition(), task.getExecution()));
        return offer.stoodIn() && offer.people().contains(username);
    }

    private Circumstances circumstances(ClueNumber number, VariableScope scope) {
        var unit = ClueLifecycle.Variables.UNIT.of(scope);
        var assistUnit = ClueLifecycle.Variables.ASSIST_UNIT.of(scope);
        return ledger.find(number)
                .map(clue -> new Circumstances(
                        clue.content().kind(),
                        clue.card().or(clue::proposedCard).orElse(null),
                        unit,
                        assistUnit,
                        clue.content().channel() == ReportingChannel.WINDOW))
                // A process of its owner's own may carry the number of no clue.
                .orElseGet(() -> new Circumstances(ClueKind.APPEAL, null, unit, assistUnit, false));
    }

    private static String processOf(DelegateExecution execution) {
        return ((ExecutionEntity) execution).getProcessDefinition().getKey();
    }
}
