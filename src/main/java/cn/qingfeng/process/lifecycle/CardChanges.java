package cn.qingfeng.process.lifecycle;

import cn.qingfeng.casework.CardMoves;
import cn.qingfeng.casework.ClueNotifier;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.process.offer.TaskCandidates;
import cn.qingfeng.process.progress.ProgressReports;
import cn.qingfeng.process.table.LimitTable;
import cn.qingfeng.process.table.LimitTable.Phase;
import cn.qingfeng.process.time.TimeRequestProcesses;
import cn.qingfeng.security.engine.EngineRights;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.LimitRule;
import cn.qingfeng.supervision.Limits;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Another card for a clue that is being handled: up by rule or by a supervisor, down only by whoever may sign the higher one
 * (R1). Work goes on where it is, under the new card's limits, which come from the table that holds for the clue's
 * diagram.
 */
@Component
@Transactional
public class CardChanges implements CardMoves {

    private static final Set<ClueStatus> BEFORE_REPLY =
            EnumSet.of(ClueStatus.DISPATCHED, ClueStatus.RETURNED, ClueStatus.HANDLING);

    private final ClueLedger ledger;
    private final Limits limits;
    private final TimeRequestProcesses requests;
    private final ProgressReports progress;
    private final ClueNotifier concerned;
    private final EngineRights rights;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final DecisionService decisions;
    private final VariableSync news;
    private final TaskCandidates offers;
    private final ProcessEngineConfigurationImpl engine;
    private final Clock clock;

    CardChanges(
            ClueLedger ledger,
            Limits limits,
            TimeRequestProcesses requests,
            ProgressReports progress,
            ClueNotifier concerned,
            EngineRights rights,
            RuntimeService runtime,
            RepositoryService repository,
            DecisionService decisions,
            VariableSync news,
            TaskCandidates offers,
            ProcessEngineConfigurationImpl engine,
            Clock clock) {
        this.clock = clock;
        this.ledger = ledger;
        this.limits = limits;
        this.requests = requests;
        this.progress = progress;
        this.concerned = concerned;
        this.rights = rights;
        this.runtime = runtime;
        this.repository = repository;
        this.decisions = decisions;
        this.news = news;
        this.offers = offers;
        this.engine = engine;
    }

    @Override
    public void raise(ClueNumber number, String by, String why) {
        ledger.raiseCardWhileHandled(number, by, why);
        setLimits(number, by, why);
        concerned.tell(number, NoticeEvent.CARD_RAISED);
    }

    @Override
    public void lower(ClueNumber number, String by, Card lower, String why) {
        ledger.lowerCard(number, by, lower, why);
        setLimits(number, by, why);
        concerned.tell(number, NoticeEvent.CARD_LOWERED);
    }

    @Override
    public Optional<Instant> wouldEnd(ClueNumber number, Card card) {
        return limits.inForce(number, LimitKind.FINISH)
                .filter(limit -> limit.startedAt().isPresent() && limit.metAt().isEmpty())
                .flatMap(limit -> rules(number, card).stream()
                        .filter(rule -> rule.kind() == limit.kind())
                        .findFirst())
                .map(rule -> limits.view(rule, clock.instant(), Locale.CHINA).dueAt());
    }

    private List<LimitRule> rules(ClueNumber number, Card card) {
        var question = LimitTable.question(Phase.HANDLING, card, ledger.get(number));
        return LimitTable.rules(rights.call(() -> decisions
                .evaluateDecisionTableById(tableOf(number))
                .variables(question)
                .evaluate()
                .getResultList()));
    }

    private void setLimits(ClueNumber number, String by, String why) {
        var clue = ledger.get(number);
        limits.promiseAnew(number, rules(number, clue.card().orElseThrow()), by, why);
        requests.limitsSetAnew(number);
        // A blue clue owes no interim reply; under a higher card it does, unless the diagram has passed that fork.
        if (clue.contactedAt().isEmpty() && clue.repliedAt().isEmpty() && BEFORE_REPLY.contains(clue.status())) {
            limits.startIfNotStarted(number, LimitKind.REPLY);
        }
        if (!limits.isOwed(number, LimitKind.REPLY)) {
            // A task that waits for a reply which the card does not ask for waits no longer.
            rights.run(() -> runtime.createMessageCorrelation(ClueLifecycle.Messages.REPLY_NOT_OWED)
                    .processInstanceBusinessKey(number.value())
                    .correlateAll());
        }
        progress.review(number);
        // What waits may be another duty's under the new card.
        news.tell(number);
        offers.anew(number);
    }

    private String tableOf(ClueNumber number) {
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number.value(), ClueLifecycle.KEY)
                .singleResult();
        var deployment = repository
                .getProcessDefinition(instance.getProcessDefinitionId())
                .getDeploymentId();
        return engine.getCommandExecutorTxRequired()
                .execute(context -> context.getProcessEngineConfiguration()
                        .getDeploymentCache()
                        .findDeployedDecisionDefinitionByDeploymentAndKey(deployment, LimitTable.KEY)
                        .getId());
    }
}
