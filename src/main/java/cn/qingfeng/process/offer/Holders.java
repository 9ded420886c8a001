package cn.qingfeng.process.offer;

import cn.qingfeng.casework.TaskHolders;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.absence.Absences;
import cn.qingfeng.security.engine.EngineRights;
import cn.qingfeng.supervision.LimitKind;
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
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Who holds what a limit is about: those who have the task whose due date the limit is, whatever else a table says. */
@Component
public class Holders implements TaskHolders {

    private static final Pattern LIMIT = Pattern.compile("dueDates\\.of\\(\\s*execution\\s*,\\s*'([A-Z_]+)'\\s*\\)");

    private final Organization organization;
    private final Absences absences;
    private final EngineRights rights;
    private final ProcessEngine engine;

    Holders(Organization organization, Absences absences, EngineRights rights, @Lazy ProcessEngine engine) {
        this.organization = organization;
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

    private Set<String> holding(CommandContext context, ClueNumber number, LimitKind kind) {
        var people = new TreeSet<String>();
        engine.getTaskService().createTaskQuery().processInstanceBusinessKey(number.value()).list().stream()
                .map(Task::getId)
                .map(context.getTaskManager()::findTaskById)
                .filter(task ->
                        limitOf(task.getTaskDefinition()).filter(kind::equals).isPresent())
                .forEach(task -> people.addAll(of(task)));
        return people;
    }

    /** Whoever has taken the task, or else everybody who may. */
    Set<String> of(DelegateTask task) {
        var people = new TreeSet<String>();
        if (task.getAssignee() != null) {
            people.add(task.getAssignee());
            return people;
        }
        for (var link : ((TaskEntity) task).getCandidates()) {
            if (link.getUserId() != null) {
                people.add(link.getUserId());
            } else {
                organization.peopleInGroup(link.getGroupId()).stream()
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
