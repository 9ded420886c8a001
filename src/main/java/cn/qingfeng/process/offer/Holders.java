package cn.qingfeng.process.offer;

import cn.qingfeng.casework.TaskHolders;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.absence.Absences;
import cn.qingfeng.security.engine.EngineRights;
import cn.qingfeng.supervision.LimitKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Who holds what a limit is about: those who have the task whose due date the limit is, whatever else a table says. */
@Component
public class Holders implements TaskHolders {

    private static final Pattern LIMIT = Pattern.compile("dueDates\\.of\\(\\s*execution\\s*,\\s*'([A-Z_]+)'\\s*\\)");

    private static final String TASKS_OF_A_CLUE = """
            select t.ID_, t.ASSIGNEE_, t.TASK_DEF_KEY_, t.PROC_DEF_ID_, l.USER_ID_, l.GROUP_ID_
            from ACT_RU_EXECUTION e join ACT_RU_TASK t on t.PROC_INST_ID_ = e.ID_
            left join ACT_RU_IDENTITYLINK l on l.TASK_ID_ = t.ID_ and l.TYPE_ = 'candidate'
            where e.BUSINESS_KEY_ = ? and t.TASK_DEF_KEY_ is not null and t.PROC_DEF_ID_ is not null order by t.ID_""";

    /** A task that waits, and one to whom it is offered. */
    private record Offer(String assignee, String task, String diagram, String user, String group) {}

    private final Organization organization;
    private final JdbcTemplate jdbc;
    private final Absences absences;
    private final EngineRights rights;
    private final ProcessEngine engine;

    Holders(
            Organization organization,
            JdbcTemplate jdbc,
            Absences absences,
            EngineRights rights,
            @Lazy ProcessEngine engine) {
        this.organization = organization;
        this.jdbc = jdbc;
        this.absences = absences;
        this.rights = rights;
        this.engine = engine;
    }

    /** The limit by which the diagram has a task done. */
    static Optional<LimitKind> limitOf(TaskDefinition task) {
        return Optional.ofNullable(task.getDueDateExpression())
                .map(Expression::getExpressionText)
                .flatMap(Holders::limitIn);
    }

    public static Optional<LimitKind> limitIn(String dueDate) {
        var found = LIMIT.matcher(dueDate);
        return found.find() ? Optional.of(LimitKind.valueOf(found.group(1))) : Optional.empty();
    }

    @Override
    public Set<String> of(ClueNumber number, LimitKind kind) {
        var asked = kind == LimitKind.REWORK ? LimitKind.FINISH : kind;
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        return rights.call(
                () -> configuration.getCommandExecutorTxRequired().execute(context -> holding(context, number, asked)));
    }

    /** Every limit that passes asks: the engine's own query of tasks is its dearest, and of each task it reads two more rows. */
    private Set<String> holding(CommandContext context, ClueNumber number, LimitKind kind) {
        var offers = new LinkedHashMap<String, List<Offer>>();
        jdbc.query(
                TASKS_OF_A_CLUE,
                row -> {
                    offers.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                            .add(new Offer(
                                    row.getString(2),
                                    row.getString(3),
                                    row.getString(4),
                                    row.getString(5),
                                    row.getString(6)));
                },
                number.value());
        var people = new TreeSet<String>();
        offers.forEach((id, rows) -> {
            var first = rows.get(0);
            var task = context.getDbEntityManager().getCachedEntity(TaskEntity.class, id);
            if (limitOf(definition(context, first)).filter(kind::equals).isEmpty()) {
                return;
            }
            // A task that this command has in hand may be another than its row.
            people.addAll(task == null ? people(first.assignee(), rows) : of(task));
        });
        return people;
    }

    /** What a task is never changes with its diagram: it is not read again whether that is suspended. */
    private static TaskDefinition definition(CommandContext context, Offer offer) {
        var diagrams = context.getProcessEngineConfiguration().getDeploymentCache();
        var known = diagrams.findProcessDefinitionFromCache(offer.diagram());
        return (known == null ? diagrams.findDeployedProcessDefinitionById(offer.diagram()) : known)
                .getTaskDefinitions()
                .get(offer.task());
    }

    /** Whoever has taken the task, or else everybody who may. */
    Set<String> of(DelegateTask task) {
        return people(
                task.getAssignee(),
                task.getAssignee() != null
                        ? List.of()
                        : ((TaskEntity) task)
                                .getCandidates().stream()
                                        .map(link -> new Offer(null, null, null, link.getUserId(), link.getGroupId()))
                                        .toList());
    }

    private Set<String> people(String assignee, List<Offer> offers) {
        var people = new TreeSet<String>();
        if (assignee != null) {
            people.add(assignee);
            return people;
        }
        for (var offer : offers) {
            if (offer.user() != null) {
                people.add(offer.user());
            } else if (offer.group() != null) {
                organization.peopleInGroup(offer.group()).stream()
                        .map(Person::username)
                        .forEach(people::add);
            }
        }
        // Whoever is away holds nothing while the substitute, who may take the task, is there.
        people.removeIf(
                person -> absences.inPlaceOf(person).filter(people::contains).isPresent());
        return people;
    }
}
