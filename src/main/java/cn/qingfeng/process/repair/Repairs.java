package cn.qingfeng.process.repair;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.matter.MatterKind;
import cn.qingfeng.matter.MatterKinds;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.process.ProcessContract;
import cn.qingfeng.process.Processes;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.process.lifecycle.CluePhase;
import cn.qingfeng.security.engine.EngineRights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves open clues to another version of their process, and a stuck one to another step. Where a clue stands in the ledger
 * never changes by it, whose step it is neither; reports against persons are neither listed nor moved here, but by
 * {@link SealedRepairs}.
 */
@Service
class Repairs {

    static final int LONGEST_REASON = 500;

    /** The processes about clues; the revealing of an identity and the delivery of notices are not for owners' eyes. */
    static final List<String> PROCESSES = Stream.concat(
                    Stream.of(ClueLifecycle.KEY),
                    Processes.BESIDE.stream().filter(ProcessContract::watched).map(ProcessContract::key))
            .toList();

    /** Steps at which a clue of that state may wait with nothing else to be made good; the other steps follow from them. */
    private static final Map<ClueStatus, List<String>> STEPS = Map.of(
            ClueStatus.REGISTERED, List.of(Tasks.REVIEW_ADMISSION),
            ClueStatus.ADMITTED, List.of(Tasks.TRIAGE),
            ClueStatus.GRADED, List.of(Tasks.DISPATCH),
            ClueStatus.DISPATCHED, List.of(Tasks.SIGN_FOR),
            ClueStatus.RETURNED, List.of(Tasks.RULE_ON_RETURN),
            ClueStatus.HANDLING, List.of(Tasks.FINISH),
            ClueStatus.UNDER_REVIEW, List.of(Tasks.SIGN_REPLY),
            ClueStatus.CALLING_BACK, List.of(Tasks.CALL_BACK),
            ClueStatus.CONCLUDING, List.of(Tasks.CONCLUDE_RED));

    /** What waits there waits in the phase that is called. */
    private static final Set<String> CALLS =
            Arrays.stream(CluePhase.values()).map(CluePhase::call).collect(Collectors.toSet());

    /** One version with its open instances. */
    record Version(String key, String name, int number, String tag, long open) {}

    /**
     * What moving a clue would do.
     *
     * @param steps where it waits, by name
     * @param fine whether it can be moved
     * @param missing names of what the other version lacks, where that is why it cannot
     */
    record Outcome(String number, List<String> steps, boolean fine, String missing) {}

    /** A place where the clue waits: the instance of an activity, and its name. */
    record Place(String instance, String step, String name) {}

    /** A clue to be repaired: where it stands, where it waits, and to which steps it may go. */
    record Stuck(ClueNumber number, ClueStatus status, int version, List<Place> places, List<Place> targets) {}

    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final ManagementService jobs;
    private final EngineRights rights;
    private final ClueLedger ledger;
    private final TransactionTemplate transactions;
    private final MatterKinds kinds;
    private final Matters matters;

    Repairs(
            RuntimeService runtime,
            RepositoryService repository,
            ManagementService jobs,
            EngineRights rights,
            ClueLedger ledger,
            TransactionTemplate transactions,
            MatterKinds kinds,
            Matters matters) {
        this.kinds = kinds;
        this.matters = matters;
        this.runtime = runtime;
        this.repository = repository;
        this.jobs = jobs;
        this.rights = rights;
        this.ledger = ledger;
        this.transactions = transactions;
    }

    /** Those about clues, and the kinds of matters that owners made. */
    List<String> processes() {
        return Stream.concat(PROCESSES.stream(), kinds.all().stream().map(MatterKind::key))
                .toList();
    }

    /** The process's versions, newest first. */
    List<Version> versions(String key) {
        return rights.call(() -> definitions(key).stream()
                .map(definition -> new Version(
                        key,
                        definition.getName(),
                        definition.getVersion(),
                        definition.getVersionTag(),
                        runtime.createProcessInstanceQuery()
                                .processDefinitionId(definition.getId())
                                .count()))
                .toList());
    }

    private List<ProcessDefinition> definitions(String key) {
        if (!processes().contains(key)) {
            throw Refusal.notFound("repair.unknown");
        }
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(key)
                .orderByProcessDefinitionVersion()
                .desc()
                .unlimitedList();
    }

    private ProcessDefinition definition(String key, int version) {
        return definitions(key).stream()
                .filter(definition -> definition.getVersion() == version)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("repair.unknown"));
    }

    /** What would become of each open clue, found out by trying and taking back. */
    List<Outcome> preview(String key, int from, int to) {
        return rights.call(() -> {
            var source = definition(key, from);
            var target = definition(key, to);
            return instances(source)
                    .filter(instance -> !sealed(instance))
                    .map(instance -> tried(instance, source, target))
                    .toList();
        });
    }

    private Stream<ProcessInstance> instances(ProcessDefinition definition) {
        return runtime
                .createProcessInstanceQuery()
                .processDefinitionId(definition.getId())
                .orderByBusinessKey()
                .asc()
                .unlimitedList()
                .stream();
    }

    private boolean sealed(ProcessInstance instance) {
        return !isOfMatter(instance) && sealed(ledger.get(ClueNumber.of(instance.getBusinessKey())));
    }

    private static boolean sealed(Clue clue) {
        return clue.content().kind() == ClueKind.REPORT;
    }

    private Outcome tried(ProcessInstance instance, ProcessDefinition source, ProcessDefinition target) {
        var steps = places(family(instance)).stream().map(Place::name).toList();
        var missing = transactions.execute(begun -> {
            begun.setRollbackOnly();
            return migrateAll(instance, source, target);
        });
        return new Outcome(instance.getBusinessKey(), steps, missing.isEmpty(), missing.orElse(""));
    }

    /** The overview and the phases in which the clue stands go together: all to the diagrams of one deployment. */
    private Optional<String> migrateAll(ProcessInstance instance, ProcessDefinition source, ProcessDefinition target) {
        var failed = migrate(instance, source, target);
        for (var phase : family(instance)) {
            if (failed.isEmpty() && !phase.getId().equals(instance.getId())) {
                failed = migratePhase(phase, target.getDeploymentId());
            }
        }
        return failed;
    }

    private Optional<String> migratePhase(ProcessInstance phase, String deployment) {
        var source = repository.getProcessDefinition(phase.getProcessDefinitionId());
        var target = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(source.getKey())
                .deploymentId(deployment)
                .singleResult();
        if (target == null) {
            return Optional.of(source.getName());
        }
        return target.getId().equals(source.getId()) ? Optional.empty() : migrate(phase, source, target);
    }

    /** The instance with everything that it called. */
    private List<ProcessInstance> family(ProcessInstance instance) {
        return runtime.createProcessInstanceQuery()
                .rootProcessInstanceId(instance.getId())
                .unlimitedList();
    }

    /** @return what the target lacks, in names; empty when it was moved */
    private Optional<String> migrate(ProcessInstance instance, ProcessDefinition source, ProcessDefinition target) {
        var plan = runtime.createMigrationPlan(source.getId(), target.getId())
                .mapEqualActivities()
                .build();
        try {
            runtime.newMigration(plan).processInstanceIds(instance.getId()).execute();
            return Optional.empty();
        } catch (MigratingProcessInstanceValidationException lacking) {
            var report = lacking.getValidationReport();
            var names = Stream.concat(
                            report.getActivityInstanceReports().stream().map(found -> found.getSourceScopeId()),
                            report.getTransitionInstanceReports().stream().map(found -> found.getSourceScopeId()))
                    .distinct()
                    .map(id -> name(source.getId(), id))
                    .toList();
            return Optional.of(String.join(", ", names));
        } catch (ProcessEngineException busy) {
            return Optional.of("");
        }
    }

    private String name(String definition, String element) {
        var found = repository.getBpmnModelInstance(definition).getModelElementById(element);
        var name = found == null ? null : found.getAttributeValue("name");
        return name == null || name.isBlank() ? element : name.replaceAll("\\s+", "");
    }

    /**
     * Moves these clues, each in a transaction of its own and with an entry on its timeline.
     *
     * @return numbers that could not be moved and stay as they were
     * @throws Refusal invalid without clues or reason
     */
    List<String> move(String key, int from, int to, List<String> numbers, String by, String reason) {
        var why = reason(reason);
        if (numbers.isEmpty()) {
            throw Refusal.invalid("repair.none-chosen");
        }
        return rights.call(() -> {
            var source = definition(key, from);
            var target = definition(key, to);
            var failed = new ArrayList<String>();
            instances(source)
                    .filter(instance -> numbers.contains(instance.getBusinessKey()) && !sealed(instance))
                    .forEach(instance -> {
                        if (!moved(instance, source, target, by, why)) {
                            failed.add(instance.getBusinessKey());
                        }
                    });
            return failed;
        });
    }

    private static boolean isOfMatter(ProcessInstance instance) {
        return !instance.getBusinessKey().startsWith("WY");
    }

    private boolean moved(
            ProcessInstance instance, ProcessDefinition source, ProcessDefinition target, String by, String why) {
        return Boolean.TRUE.equals(transactions.execute(begun -> {
            if (migrateAll(instance, source, target).isPresent()) {
                begun.setRollbackOnly();
                return false;
            }
            if (isOfMatter(instance)) {
                matters.moved(instance.getBusinessKey(), by, called(source), called(target), why);
                return true;
            }
            ledger.processRepaired(
                    ClueNumber.of(instance.getBusinessKey()),
                    by,
                    TimelineAction.VERSION_CHANGED,
                    called(source),
                    called(target),
                    why);
            return true;
        }));
    }

    private static String called(ProcessDefinition definition) {
        return definition.getName() + " " + definition.getVersion() + " (" + definition.getVersionTag() + ")";
    }

    /** @throws Refusal notFound, also for a report against a person: whether there is one is not told */
    Stuck stuck(ClueNumber number) {
        var clue = ledger.get(number);
        if (sealed(clue)) {
            throw Refusal.notFound("repair.sealed");
        }
        return standing(clue, STEPS.getOrDefault(clue.status(), List.of()));
    }

    /** Where a clue waits, and to which of these steps it may go. */
    Stuck standing(Clue clue, List<String> steps) {
        var number = clue.number();
        return rights.call(() -> {
            var instance = instance(number);
            var family = family(instance);
            var places = places(family);
            var waiting = places.stream().map(Place::step).toList();
            var targets = steps.stream()
                    .filter(step -> !waiting.contains(step))
                    .flatMap(step -> target(instance, family, step).stream())
                    .toList();
            var version = repository
                    .getProcessDefinition(instance.getProcessDefinitionId())
                    .getVersion();
            return new Stuck(number, clue.status(), version, places, targets);
        });
    }

    private ProcessInstance instance(ClueNumber number) {
        return overview(number).orElseThrow(() -> Refusal.notFound("repair.sealed"));
    }

    /**
     * A step to which the clue may go: one of the diagrams in which it stands, or the first of another phase, which then
     * begins as if it had been come to.
     */
    private Optional<Place> target(ProcessInstance overview, List<ProcessInstance> family, String step) {
        return family.stream()
                .map(ProcessInstance::getProcessDefinitionId)
                .filter(definition -> has(definition, step))
                .findFirst()
                .or(() -> phaseBegunBy(step)
                        .filter(phase -> has(overview.getProcessDefinitionId(), phase.call()))
                        .flatMap(phase -> inDeploymentOf(overview, phase)))
                .map(definition -> new Place(null, step, name(definition, step)));
    }

    private boolean has(String definition, String element) {
        return repository.getBpmnModelInstance(definition).getModelElementById(element) != null;
    }

    private Optional<String> inDeploymentOf(ProcessInstance overview, CluePhase phase) {
        var deployment = repository
                .getProcessDefinition(overview.getProcessDefinitionId())
                .getDeploymentId();
        return Optional.ofNullable(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(phase.key())
                        .deploymentId(deployment)
                        .singleResult())
                .map(ProcessDefinition::getId);
    }

    /**
     * The phase by whose beginning this step can be come to, with nothing done before that the ledger would take twice. Work
     * that is sent back begins with the result.
     */
    private static Optional<CluePhase> phaseBegunBy(String step) {
        return Optional.ofNullable(Map.of(
                        Tasks.REVIEW_ADMISSION, CluePhase.GRADING,
                        Tasks.DISPATCH, CluePhase.DISPATCH,
                        Tasks.FINISH, CluePhase.HANDLING,
                        Tasks.SIGN_REPLY, CluePhase.FOLLOW_UP,
                        Tasks.CALL_BACK, CluePhase.FOLLOW_UP,
                        Tasks.CONCLUDE_RED, CluePhase.FOLLOW_UP)
                .get(step));
    }

    /** Where the work waits; the watch over limits is not work. */
    private List<Place> places(List<ProcessInstance> family) {
        var places = new ArrayList<Place>();
        family.forEach(instance -> gather(runtime.getActivityInstance(instance.getId()), places));
        return places;
    }

    private static void gather(ActivityInstance at, List<Place> places) {
        if (at.getActivityId().equals(ClueLifecycle.WATCH) || CALLS.contains(at.getActivityId())) {
            return;
        }
        Arrays.stream(at.getChildTransitionInstances())
                .forEach(waiting -> places.add(new Place(
                        waiting.getId(),
                        waiting.getActivityId(),
                        named(waiting.getActivityName(), waiting.getActivityId()))));
        if (at.getChildActivityInstances().length == 0
                && at.getChildTransitionInstances().length == 0
                && at.getParentActivityInstanceId() != null) {
            places.add(new Place(at.getId(), at.getActivityId(), named(at.getActivityName(), at.getActivityId())));
        }
        Arrays.stream(at.getChildActivityInstances()).forEach(child -> gather(child, places));
    }

    private static String named(String name, String id) {
        return name == null || name.isBlank() ? id : name.replaceAll("\\s+", "");
    }

    /**
     * Takes the clue from a place where it is stuck to a step that agrees with the ledger.
     *
     * @throws Refusal invalid without a reason; conflict, when it waits elsewhere by now or the step does not agree
     */
    void moveToStep(ClueNumber number, String place, String step, String by, String reason) {
        var why = reason(reason);
        transactions.executeWithoutResult(begun -> {
            var stuck = stuck(number);
            var from = stuck.places().stream()
                    .filter(each -> each.instance().equals(place))
                    .findFirst();
            var to = stuck.targets().stream()
                    .filter(each -> each.step().equals(step))
                    .findFirst();
            if (from.isEmpty() || to.isEmpty()) {
                throw Refusal.conflict("repair.step.wrong");
            }
            take(number, place, step);
            ledger.processRepaired(
                    number,
                    by,
                    TimelineAction.STEP_REPAIRED,
                    from.get().name(),
                    to.get().name(),
                    why);
        });
    }

    /** Begins a step in the place of another; where it lies in another phase, that phase in the place of this one. */
    void take(ClueNumber number, String place, String step) {
        rights.run(() -> {
            var overview = instance(number);
            var family = family(overview);
            var from = family.stream()
                    .filter(instance -> holds(runtime.getActivityInstance(instance.getId()), place))
                    .findFirst()
                    .orElseThrow(() -> Refusal.conflict("repair.step.wrong"));
            if (has(from.getProcessDefinitionId(), step)) {
                replace(from, place, step);
                return;
            }
            var phase = phaseBegunBy(step).orElseThrow(() -> Refusal.conflict("repair.step.wrong"));
            var called = Stream.of(runtime.getActivityInstance(overview.getId()))
                    .flatMap(Repairs::leaves)
                    .filter(at -> CALLS.contains(at.getActivityId())
                            && !at.getActivityId().equals(CluePhase.ESCALATION.call()))
                    .map(ActivityInstance::getId)
                    .findFirst()
                    .orElse(place);
            // A phase that begins anew is told what came before: what was graded is dispatched, what was signed for is
            // not.
            runtime.setVariable(
                    overview.getId(),
                    ClueLifecycle.Variables.ANSWER.name(),
                    phase == CluePhase.DISPATCH ? "DECIDED" : "REWORK");
            replace(overview, called, phase.call());
            for (var begun : family(overview)) {
                var waiting = runtime.getActivityInstance(begun.getId()).getActivityInstances(Tasks.SIGN_REPLY);
                if (waiting.length > 0 && !step.equals(Tasks.SIGN_REPLY)) {
                    replace(begun, waiting[0].getId(), step);
                }
            }
        });
    }

    private void replace(ProcessInstance instance, String place, String step) {
        var transition = Stream.of(runtime.getActivityInstance(instance.getId()))
                .flatMap(Repairs::transitions)
                .anyMatch(place::equals);
        var change = runtime.createProcessInstanceModification(instance.getId()).startBeforeActivity(step);
        (transition ? change.cancelTransitionInstance(place) : change.cancelActivityInstance(place)).execute();
    }

    private static boolean holds(ActivityInstance at, String place) {
        return Stream.concat(transitions(at), leaves(at).map(ActivityInstance::getId))
                .anyMatch(place::equals);
    }

    private static Stream<ActivityInstance> leaves(ActivityInstance at) {
        return at.getChildActivityInstances().length == 0
                ? Stream.of(at)
                : Arrays.stream(at.getChildActivityInstances()).flatMap(Repairs::leaves);
    }

    /**
     * Takes the clue along to another version of its process, where it waits as before.
     *
     * @throws Refusal conflict, when that version lacks the step at which it waits
     */
    void migrate(ClueNumber number, int version) {
        rights.run(() -> {
            var instance = instance(number);
            var source = repository.getProcessDefinition(instance.getProcessDefinitionId());
            migrateAll(instance, source, definition(ClueLifecycle.KEY, version)).ifPresent(missing -> {
                throw missing.isEmpty()
                        ? Refusal.conflict("repair.cannot.other")
                        : Refusal.conflict("repair.cannot", missing);
            });
        });
    }

    /** Where the clue's work waits now; nothing once its process has ended. */
    List<Place> waiting(ClueNumber number) {
        return rights.call(
                () -> overview(number).map(overview -> places(family(overview))).orElse(List.of()));
    }

    /** Whether the clue runs by diagrams that call its phases. */
    boolean hasPhases(ClueNumber number) {
        return rights.call(() -> overview(number)
                .filter(overview -> CALLS.stream().anyMatch(call -> has(overview.getProcessDefinitionId(), call)))
                .isPresent());
    }

    /** A step as its diagram calls it. */
    String nameOf(ClueNumber number, String step) {
        return rights.call(() -> overview(number).stream()
                .flatMap(overview -> family(overview).stream())
                .map(ProcessInstance::getProcessDefinitionId)
                .filter(definition -> has(definition, step))
                .findFirst()
                .map(definition -> name(definition, step))
                .orElse(step));
    }

    /** Takes the clue from whichever of these steps it waits at to another one of the same diagram. */
    void within(ClueNumber number, Set<String> from, String step) {
        rights.run(() -> {
            for (var instance : family(instance(number))) {
                var place = places(List.of(instance)).stream()
                        .filter(each -> from.contains(each.step()))
                        .findFirst();
                if (place.isPresent() && has(instance.getProcessDefinitionId(), step)) {
                    replace(instance, place.get().instance(), step);
                    return;
                }
            }
            throw Refusal.conflict("repair.step.wrong");
        });
    }

    /**
     * Ends the phase in which the clue stands and begins this one in its place, at that step.
     *
     * @param answer what the phase is told to have come before
     */
    void beginPhase(ClueNumber number, CluePhase phase, String answer, String step) {
        rights.run(() -> {
            var overview = instance(number);
            runtime.setVariable(overview.getId(), ClueLifecycle.Variables.ANSWER.name(), answer);
            var change = runtime.createProcessInstanceModification(overview.getId());
            // First of all the tasks that wait no longer, so that their limits do not end those of the new ones.
            leaves(runtime.getActivityInstance(overview.getId()))
                    .filter(at -> CALLS.contains(at.getActivityId())
                            && !at.getActivityId().equals(CluePhase.ESCALATION.call()))
                    .forEach(at -> change.cancelActivityInstance(at.getId()));
            change.startBeforeActivity(phase.call()).execute();
            for (var begun : family(overview)) {
                for (var place : places(List.of(begun))) {
                    if (!place.step().equals(step) && has(begun.getProcessDefinitionId(), step)) {
                        replace(begun, place.instance(), step);
                    }
                }
            }
        });
    }

    /** Ends the clue's process where it stands. */
    void end(ClueNumber number, String why) {
        rights.run(() -> runtime.deleteProcessInstance(instance(number).getId(), why));
    }

    boolean hasFailed(ClueNumber number) {
        return rights.call(() -> overview(number).stream()
                .flatMap(overview -> family(overview).stream())
                .anyMatch(instance -> failed(instance).count() > 0));
    }

    /** Tries once more what failed, and answers the names of the steps. */
    List<String> retry(ClueNumber number) {
        return rights.call(() -> {
            var names = new ArrayList<String>();
            for (var instance : family(instance(number))) {
                for (var job : failed(instance).unlimitedList()) {
                    jobs.setJobRetries(job.getId(), 1);
                    var step = jobs.createJobDefinitionQuery()
                            .jobDefinitionId(job.getJobDefinitionId())
                            .singleResult();
                    names.add(step == null ? "" : name(job.getProcessDefinitionId(), step.getActivityId()));
                }
            }
            return names;
        });
    }

    private JobQuery failed(ProcessInstance instance) {
        return jobs.createJobQuery().processInstanceId(instance.getId()).noRetriesLeft();
    }

    private Optional<ProcessInstance> overview(ClueNumber number) {
        return Optional.ofNullable(runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number.value(), ClueLifecycle.KEY)
                .singleResult());
    }

    private static Stream<String> transitions(ActivityInstance at) {
        return Stream.concat(
                Arrays.stream(at.getChildTransitionInstances()).map(waiting -> waiting.getId()),
                Arrays.stream(at.getChildActivityInstances()).flatMap(Repairs::transitions));
    }

    static String reason(String reason) {
        if (reason == null || reason.isBlank() || reason.strip().length() > LONGEST_REASON) {
            throw Refusal.invalid("repair.reason", LONGEST_REASON);
        }
        return reason.strip();
    }
}
