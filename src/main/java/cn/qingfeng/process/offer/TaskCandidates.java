package cn.qingfeng.process.offer;

import cn.qingfeng.Refusal;
import cn.qingfeng.casework.ClueNotifier;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.matter.MatterEvents;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.Right;
import cn.qingfeng.organization.absence.Absence;
import cn.qingfeng.organization.absence.Absences;
import cn.qingfeng.organization.event.AbsenceMoved;
import cn.qingfeng.organization.event.DutyAssigned;
import cn.qingfeng.organization.event.DutyRevoked;
import cn.qingfeng.process.task.StepGuard;
import cn.qingfeng.recusal.Recusals;
import cn.qingfeng.recusal.Recused;
import cn.qingfeng.security.engine.EngineRights;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * To whom tasks are offered. The diagram names groups. Where somebody in a group must keep out of the clue, the task is
 * offered to the group's other people by name; where nobody is left, to a substitute, and the heads are told.
 */
@Component
public class TaskCandidates {

    /**
     * Who may take a task.
     *
     * @param people user names, beside the groups
     * @param stoodIn whether somebody else than the diagram says
     */
    public record Offer(Set<String> groups, Set<String> people, boolean stoodIn) {}

    /** A task that is being completed just now is offered to nobody anew. */
    private static final String COMPLETED = "Completed";

    private final Recusals recusals;
    private final Organization organization;
    private final ClueNotifier concerned;
    private final EngineRights rights;
    private final StepGuard guard;
    private final Matters matters;
    private final Absences absences;
    private final ProcessEngine engine;

    TaskCandidates(
            Recusals recusals,
            Organization organization,
            ClueNotifier concerned,
            EngineRights rights,
            StepGuard guard,
            @Lazy Matters matters,
            @Lazy Absences absences,
            @Lazy ProcessEngine engine) {
        this.matters = matters;
        this.absences = absences;
        this.recusals = recusals;
        this.organization = organization;
        this.concerned = concerned;
        this.rights = rights;
        this.guard = guard;
        this.engine = engine;
    }

    /** The offer of a task that the diagram offers to these groups: to those of them that may have the step. */
    public Offer of(ClueNumber number, DelegateExecution execution, String step, List<String> drawn) {
        return of(number, guard.rightful(number, execution, step, drawn));
    }

    /** The offer of a matter's step: in place of a group of a duty that the matter's own person holds, that person alone. */
    public Offer ofMatter(String number, List<String> drawn) {
        var groups = new LinkedHashSet<>(drawn);
        var person = number == null ? Optional.<String>empty() : matters.personOf(number);
        if (person.isEmpty()) {
            return new Offer(groups, Set.of(), false);
        }
        var own = organization.groupsOf(person.get());
        var people = new TreeSet<>(Set.of(person.get()));
        absences.inPlaceOf(person.get()).ifPresent(people::add);
        return groups.removeIf(group -> isOfPersons(group) && own.contains(group))
                ? new Offer(groups, people, false)
                : new Offer(groups, Set.of(), false);
    }

    private static boolean isOfPersons(String group) {
        return Duty.ofGroup(group)
                .filter(held -> Right.SEE_MATTER.ownOnly().contains(held.duty())
                        && !held.duty().perUnit())
                .isPresent();
    }

    /** A matter is somebody else's: the steps that waited for the one before wait for that one now. */
    @EventListener
    void on(MatterEvents.Handed handed) {
        offerAnew(handed.number(), handed.from());
    }

    /** What waits for somebody who is away waits for whoever stands in as well, and no longer than that. */
    @EventListener
    void on(AbsenceMoved moved) {
        var absence = moved.absence();
        if (absence.state() != Absence.State.PLANNED) {
            var from = absence.state() == Absence.State.RUNNING ? null : absence.substitute();
            matters.runningOf(absence.username()).forEach(number -> offerAnew(number, from));
        }
    }

    private void offerAnew(String number, String from) {
        rights.run(() -> ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(context -> {
                    engine.getTaskService()
                            .createTaskQuery()
                            .processInstanceBusinessKey(number)
                            .unlimitedList()
                            .forEach(waiting -> {
                                var task = context.getTaskManager().findTaskById(waiting.getId());
                                var offer = ofMatter(
                                        number,
                                        CandidateExpression.drawn(task.getTaskDefinition(), task.getExecution()));
                                hand(task, from, offer);
                            });
                    return null;
                }));
    }

    private void hand(TaskEntity task, String from, Offer offer) {
        var lost = new HashSet<String>();
        candidates(task, IdentityLink::getUserId).forEach(person -> {
            task.deleteCandidateUser(person);
            lost.add(person);
        });
        candidates(task, IdentityLink::getGroupId).stream()
                .filter(group -> !offer.groups().contains(group))
                .forEach(group -> {
                    task.deleteCandidateGroup(group);
                    lost.add(group);
                });
        if (from != null && from.equals(task.getAssignee())) {
            task.setAssignee(null);
            lost.add(from);
        }
        revoke(task.getId(), lost);
        var kept = candidates(task, IdentityLink::getGroupId);
        offer.groups().stream().filter(group -> !kept.contains(group)).forEach(task::addCandidateGroup);
        offer.people().forEach(task::addCandidateUser);
    }

    private Offer of(ClueNumber number, Collection<String> drawn) {
        var out = recusals.of(number);
        if (out.isEmpty() || drawn.isEmpty()) {
            return new Offer(new LinkedHashSet<>(drawn), Set.of(), false);
        }
        var groups = new LinkedHashSet<String>();
        var people = new TreeSet<String>();
        for (var group : drawn) {
            var members = members(group);
            if (Collections.disjoint(members, out)) {
                groups.add(group);
            } else {
                members.removeAll(out);
                people.addAll(members);
            }
        }
        if (!groups.isEmpty() || !people.isEmpty()) {
            return new Offer(groups, people, false);
        }
        return drawn.stream()
                .flatMap(TaskCandidates::substitutes)
                .map(group -> {
                    var members = members(group);
                    members.removeAll(out);
                    return members;
                })
                .filter(members -> !members.isEmpty())
                .findFirst()
                .map(members -> new Offer(Set.of(), members, true))
                .orElseGet(() -> new Offer(Set.of(), Set.of(), true));
    }

    private Set<String> members(String group) {
        return organization.peopleInGroup(group).stream()
                .map(Person::username)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Who does a group's work when all of it keep out, the nearest first: the next above, then beside, then the county. */
    private static Stream<String> substitutes(String group) {
        var above = Duty.ofGroup(group).map(TaskCandidates::above).orElseGet(Stream::of);
        return Stream.concat(above, Stream.of(Duty.COUNTY_LEADER.groupId()));
    }

    private static Stream<String> above(HeldDuty held) {
        var office = Duty.OFFICE_HEAD.groupId();
        var group = Duty.GROUP_HEAD.groupId();
        var supervisor = Duty.SUPERVISOR.groupId();
        return switch (held.duty()) {
            case HANDLER -> Stream.of(Duty.UNIT_LEADER.groupIdFor(held.unit()), office, group);
            case UNIT_LEADER, WINDOW_CLERK, GRADER -> Stream.of(office, group);
            case OFFICE_HEAD -> Stream.of(group, supervisor);
            case GROUP_HEAD -> Stream.of(office, supervisor);
            case CALLER -> Stream.of(supervisor, group);
            case SUPERVISOR, DISCIPLINE -> Stream.of(group, office);
            // Nobody else may see a report: the last of its desk cannot keep out (Recusals).
            case REPORT_DESK -> Stream.of();
            case OFFICER -> Stream.of(office, group);
            case COUNTY_LEADER, LEGAL, MEDIA, ASSESSOR, PROCESS_OWNER, ADMIN -> Stream.of(group);
        };
    }

    /** A task begins to wait: the heads learn it when it waits for somebody else than the diagram says. */
    public void created(DelegateTask task) {
        if (task.getCandidates().stream().noneMatch(link -> link.getUserId() != null)
                && !task.getCandidates().isEmpty()) {
            return;
        }
        clueOf(task.getExecution().getProcessBusinessKey()).ifPresent(number -> {
            if (of(number, (TaskEntity) task).stoodIn()) {
                tell(number, task.getTaskDefinitionKey());
            }
        });
    }

    /** @throws Refusal forbidden, for whoever must keep out of the clue */
    public void requireFree(ClueNumber number, String username) {
        if (recusals.of(number).contains(username)) {
            throw Refusal.forbidden("recusal.kept-out", number);
        }
    }

    public static Optional<ClueNumber> clueOf(String businessKey) {
        return Optional.ofNullable(businessKey)
                .filter(key -> key.startsWith("WY"))
                .map(ClueNumber::of);
    }

    @EventListener
    void on(Recused recused) {
        anew(recused.number());
    }

    /** Whoever joins or leaves a group must find, or lose, the tasks that are offered by name. */
    @EventListener
    void on(DutyAssigned assigned) {
        recusals.open().forEach(this::anew);
    }

    @EventListener
    void on(DutyRevoked revoked) {
        recusals.open().forEach(this::anew);
    }

    private Offer of(ClueNumber number, TaskEntity task) {
        var execution = task.getExecution();
        return of(
                number,
                execution,
                task.getTaskDefinitionKey(),
                CandidateExpression.drawn(task.getTaskDefinition(), execution));
    }

    /** Offers every waiting task of the clue anew, and takes those back that somebody holds who may not have them now. */
    public void anew(ClueNumber number) {
        var out = recusals.of(number);
        rights.run(() -> ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(context -> {
                    engine
                            .getTaskService()
                            .createTaskQuery()
                            .processInstanceBusinessKey(number.value())
                            .unlimitedList()
                            .stream()
                            .filter(task -> !Objects.equals(task.getTaskState(), COMPLETED))
                            .map(Task::getId)
                            .forEach(task -> anew(context, task, number, out));
                    return null;
                }));
    }

    private void anew(CommandContext context, String id, ClueNumber number, Set<String> out) {
        var task = context.getTaskManager().findTaskById(id);
        var offer = of(number, task);
        var groups = candidates(task, IdentityLink::getGroupId);
        var people = candidates(task, IdentityLink::getUserId);
        // The engine's rows have either a user or a group, so that null is asked for.
        var lost = new HashSet<>(out);
        if (task.getAssignee() != null && !guard.may(task, task.getAssignee())) {
            lost.add(task.getAssignee());
            task.setAssignee(null);
        }
        people.stream().filter(person -> !offer.people().contains(person)).forEach(person -> {
            task.deleteCandidateUser(person);
            if (!person.equals(task.getAssignee())) {
                lost.add(person);
            }
        });
        groups.stream().filter(group -> !offer.groups().contains(group)).forEach(group -> {
            task.deleteCandidateGroup(group);
            lost.add(group);
        });
        revoke(id, lost);
        if (task.getAssignee() != null && !lost.isEmpty()) {
            // Whoever has it in hand and keeps it held it perhaps by an offer that is gone.
            context.getTaskManager()
                    .saveDefaultAuthorizations(context.getProcessEngineConfiguration()
                            .getResourceAuthorizationProvider()
                            .newTaskAssignee(task, null, task.getAssignee()));
        }
        offer.groups().stream().filter(group -> !groups.contains(group)).forEach(task::addCandidateGroup);
        offer.people().stream().filter(person -> !people.contains(person)).forEach(task::addCandidateUser);
        if (offer.stoodIn() && !people.containsAll(offer.people())) {
            tell(number, task.getTaskDefinitionKey());
        }
    }

    /** Not where somebody keeps out because of a report that was told with the appeal: the letter would tell of it. */
    private void tell(ClueNumber number, String task) {
        if (!recusals.anybodyApart(number)) {
            concerned.tellOfSubstitute(number, task);
        }
    }

    /** The engine leaves behind what a link or an assignment granted. */
    private void revoke(String task, Set<String> lost) {
        var authorizations = engine.getAuthorizationService();
        authorizations.createAuthorizationQuery().resourceType(Resources.TASK).resourceId(task).unlimitedList().stream()
                .filter(granted -> lost.contains(granted.getUserId()) || lost.contains(granted.getGroupId()))
                .map(Authorization::getId)
                .forEach(authorizations::deleteAuthorization);
    }

    private static List<String> candidates(TaskEntity task, java.util.function.Function<IdentityLink, String> whom) {
        return task.getCandidates().stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .map(whom)
                .filter(name -> name != null)
                .toList();
    }
}
