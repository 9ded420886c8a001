package cn.qingfeng.process.engine;

import cn.qingfeng.PerTransaction;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.database.DeployedNow;
import cn.qingfeng.process.database.GrantsAsCondition;
import cn.qingfeng.process.database.TreeAtOnce;
import cn.qingfeng.process.offer.CandidateExpression;
import cn.qingfeng.process.offer.TaskCandidates;
import cn.qingfeng.process.offer.TaskLimits;
import cn.qingfeng.process.task.FormHandover;
import cn.qingfeng.process.task.StepGuard;
import cn.qingfeng.process.task.Submissions;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Makes the engine ours: what is typed goes to the ledger, and only routing variables stay. */
@Component
class EngineSettings extends AbstractProcessEnginePlugin {

    private final ObjectProvider<FormHandover> handover;
    private final ObjectProvider<TaskCandidates> offers;
    private final ObjectProvider<StepGuard> guard;
    private final ObjectProvider<ClueLedger> ledger;
    private final ObjectProvider<TaskLimits> limits;
    private final MessageSource messages;
    private final DeployedNow now;
    private final PerTransaction<String, ClueKind> kinds = new PerTransaction<>();

    EngineSettings(
            ObjectProvider<FormHandover> handover,
            ObjectProvider<TaskCandidates> offers,
            ObjectProvider<StepGuard> guard,
            ObjectProvider<ClueLedger> ledger,
            ObjectProvider<TaskLimits> limits,
            MessageSource messages,
            DeployedNow now) {
        this.now = now;
        this.handover = handover;
        this.offers = offers;
        this.guard = guard;
        this.ledger = ledger;
        this.limits = limits;
        this.messages = messages;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setTaskService(new Submissions.Tasks(guard, messages));
        engine.setFormService(new Submissions.Forms());
        var decisions = new DefaultDmnEngineConfiguration();
        decisions.setFeelEngineFactory(RememberedFeel::new);
        engine.setDmnEngineConfiguration(decisions);
        engine.setHistoryEventHandler(new RoutingHistory(this::kind));
        engine.setHistoryEventProducer(new NotLookedFor.HistoryOfKnownDefinitions());
        // When it may go follows from its end and the diagram's time to live: to write that moment into every row of
        // every
        // table at the end cost more than all that is kept.
        engine.setHistoryRemovalTimeStrategy(ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_NONE);
        engine.setHistoryCleanupStrategy(ProcessEngineConfiguration.HISTORY_CLEANUP_STRATEGY_END_TIME_BASED);
        var sessions = new ArrayList<SessionFactory>(MomentOfReports.sessions(this::kind));
        sessions.add(new AdministratorsLog.Factory());
        sessions.addAll(NotLookedFor.sessions(now));
        if (engine.getCustomSessionFactories() != null) {
            sessions.addAll(engine.getCustomSessionFactories());
        }
        engine.setCustomSessionFactories(sessions);
        var listeners = engine.getCustomPreBPMNParseListeners() == null
                ? new ArrayList<org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener>()
                : new ArrayList<>(engine.getCustomPreBPMNParseListeners());
        listeners.add(new HandOverEveryForm());
        engine.setCustomPreBPMNParseListeners(listeners);
    }

    /** What a business key begins with or names: a notice's its clue, a reveal's too, which counts its clue's reveals. */
    private static final Pattern NUMBER = Pattern.compile("(?:WY|JS)(\\d{8}-\\d{4,6})\\b.*");

    /** Null where the key is no clue's. The history asks with each of its events, and a clue's kind never changes. */
    private ClueKind kind(String businessKey) {
        return businessKey == null ? null : kinds.get(businessKey, this::readKind);
    }

    private ClueKind readKind(String businessKey) {
        var named = NUMBER.matcher(businessKey);
        return (named.matches()
                        ? ledger.getObject().find(ClueNumber.of("WY" + named.group(1)))
                        : Optional.<Clue>empty())
                .map(clue -> clue.content().kind())
                .orElse(null);
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        engine.getValueTypeResolver().addType(new JsonAnswers());
        // Under the name and number of the engine's own, which its tables remember.
        engine.setHistoryLevel(new KeptHistory());
        TreeAtOnce.addStatements(engine.getSqlSessionFactory().getConfiguration());
        if (engine.getDatabaseType().equals("mysql")) {
            engine.getSqlSessionFactory().getConfiguration().addInterceptor(new GrantsAsCondition());
        }
    }

    /**
     * Every user task gets the hand-over and is offered past those who must keep out, also one that a process owner adds:
     * nobody has to remember it.
     */
    private final class HandOverEveryForm extends AbstractBpmnParseListener {
        @Override
        public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
            var definition = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
            definition.addTaskListener(
                    TaskListener.EVENTNAME_ASSIGNMENT,
                    task -> handover.getObject().taken(task));
            definition.addTaskListener(
                    TaskListener.EVENTNAME_COMPLETE,
                    task -> handover.getObject().notify(task));
            CandidateExpression.wrap(definition, offers);
            definition.addTaskListener(
                    TaskListener.EVENTNAME_CREATE, task -> offers.getObject().created(task));
            definition.addTaskListener(TaskListener.EVENTNAME_CREATE, task -> {
                if (kind(task.getExecution().getProcessBusinessKey()) == ClueKind.REPORT) {
                    RoutingHistory.blur((TaskEntity) task);
                }
            });
            definition.addTaskListener(
                    TaskListener.EVENTNAME_CREATE, task -> limits.getObject().begins(task));
            definition.addTaskListener(
                    TaskListener.EVENTNAME_COMPLETE, task -> limits.getObject().ends(task));
            definition.addTaskListener(
                    TaskListener.EVENTNAME_DELETE, task -> limits.getObject().ends(task));
        }
    }
}
