package cn.qingfeng.process.picture;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.CluePhase;
import cn.qingfeng.security.engine.EngineRights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ActivityTypes;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The diagrams by which a clue runs, from the phase where it stands up to the overview, for whoever may see the clue. */
@RestController
class PictureApi {

    /**
     * A diagram, and the ids of its elements that matter.
     *
     * @param name the process's
     * @param here what is in hand, and what is to be looked at first: the steps that wait for somebody; else what the clue
     *     waits for; else where it ended. Never the watch over its limits, which runs beside everything.
     * @param active everything where the clue stands
     * @param passed everything that it has passed
     * @param whole the diagram of which this one is a phase; null when it is the overview
     */
    record Picture(
            String name, String xml, List<String> here, List<String> active, List<String> passed, Picture whole) {}

    /** What waits for somebody: a task, or a process of its own with tasks in it. */
    private static final Set<String> IN_HAND = Set.of(ActivityTypes.TASK_USER_TASK, ActivityTypes.CALL_ACTIVITY);

    private static final Set<String> SCOPES =
            Set.of(ActivityTypes.SUB_PROCESS, ActivityTypes.TRANSACTION, ActivityTypes.MULTI_INSTANCE_BODY);

    private final ClueLedger ledger;
    private final ClueAccess access;
    private final EngineRights product;
    private final HistoryService history;
    private final RepositoryService repository;
    private final Matters matters;

    PictureApi(
            ClueLedger ledger,
            ClueAccess access,
            EngineRights product,
            HistoryService history,
            RepositoryService repository,
            Matters matters) {
        this.matters = matters;
        this.ledger = ledger;
        this.access = access;
        this.product = product;
        this.history = history;
        this.repository = repository;
    }

    @GetMapping("/api/clues/{number}/picture")
    @Transactional(readOnly = true)
    public Picture picture(Principal reader, @PathVariable String number) {
        var clue = ledger.get(ClueNumber.of(number));
        access.requireSight(access.viewer(reader.getName()), clue);
        return product.call(() -> of(clue.number().value()));
    }

    @GetMapping("/api/matters/{number}/picture")
    @Transactional(readOnly = true)
    public Picture pictureOfMatter(Principal reader, @PathVariable String number) {
        var matter = matters.seenBy(reader.getName(), number);
        return product.call(() -> history
                .createHistoricProcessInstanceQuery()
                .processDefinitionKey(matter.kind())
                .processInstanceBusinessKey(number)
                .listPage(0, 1)
                .stream()
                .findFirst()
                .map(instance -> of(instance, null))
                .orElseThrow(() -> Refusal.notFound("matter.unknown")));
    }

    private Picture of(String number) {
        var overview = history
                .createHistoricProcessInstanceQuery()
                .processDefinitionKey(ClueLifecycle.KEY)
                .processInstanceBusinessKey(number)
                .orderByProcessInstanceStartTime()
                .desc()
                .listPage(0, 1)
                .stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("clue.unknown", number));
        var picture = of(overview, null);
        for (var phase = phase(overview); phase.isPresent(); phase = phase(phase.get())) {
            picture = of(phase.get(), picture);
        }
        return picture;
    }

    /** The phase in which an instance stands; when it has ended, the last one. Measures about limits are taken beside. */
    private Optional<HistoricProcessInstance> phase(HistoricProcessInstance of) {
        return history
                .createHistoricProcessInstanceQuery()
                .superProcessInstanceId(of.getId())
                .orderByProcessInstanceStartTime()
                .desc()
                .unlimitedList()
                .stream()
                .filter(phase -> CluePhase.of(phase.getProcessDefinitionKey())
                        .filter(kind -> kind != CluePhase.ESCALATION)
                        .isPresent())
                // Of two that began in the same moment, the one that is still there.
                .max(Comparator.comparing((HistoricProcessInstance phase) -> phase.getEndTime() == null)
                        .thenComparing(HistoricProcessInstance::getStartTime));
    }

    private Picture of(HistoricProcessInstance instance, Picture whole) {
        var activities = history.createHistoricActivityInstanceQuery()
                .processInstanceId(instance.getId())
                .orderPartiallyByOccurrence()
                .asc()
                .unlimitedList();
        return new Picture(
                instance.getProcessDefinitionName(),
                xml(instance),
                here(activities),
                ids(activities.stream().filter(activity -> activity.getEndTime() == null)),
                ids(activities.stream().filter(activity -> activity.getEndTime() != null)),
                whole);
    }

    /** @param activities in the order in which they began */
    private static List<String> here(List<HistoricActivityInstance> activities) {
        var watches = activities.stream()
                .filter(activity -> activity.getActivityId().equals(ClueLifecycle.WATCH))
                .map(HistoricActivityInstance::getId)
                .collect(Collectors.toSet());
        var steps = activities.stream()
                .filter(activity -> !SCOPES.contains(activity.getActivityType()))
                .filter(activity -> !watches.contains(activity.getParentActivityInstanceId()))
                .toList();
        var waiting =
                steps.stream().filter(activity -> activity.getEndTime() == null).toList();
        var inHand = waiting.stream()
                .filter(activity -> IN_HAND.contains(activity.getActivityType()))
                .toList();
        if (!inHand.isEmpty() || !waiting.isEmpty()) {
            return ids((inHand.isEmpty() ? waiting : inHand).stream());
        }
        return ids(steps.stream().skip(Math.max(0, steps.size() - 1)));
    }

    private static List<String> ids(Stream<HistoricActivityInstance> activities) {
        return activities
                .map(HistoricActivityInstance::getActivityId)
                .distinct()
                .toList();
    }

    private String xml(HistoricProcessInstance instance) {
        try (var model = repository.getProcessModel(instance.getProcessDefinitionId())) {
            return new String(model.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
