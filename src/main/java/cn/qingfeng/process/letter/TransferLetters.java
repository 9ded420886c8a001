package cn.qingfeng.process.letter;

import cn.qingfeng.casework.ClueNotifier;
import cn.qingfeng.casework.TransferCalledFor;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.process.letter.TransferLetter.Messages;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.order.SupervisionOrderProcess;
import cn.qingfeng.security.engine.EngineRights;
import cn.qingfeng.supervision.LimitsEnded;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts {@code transfer-letter} where a rule or a conclusion calls for a letter, and withdraws it when it is moot. */
@Component
public class TransferLetters {

    private final ClueLedger ledger;
    private final ClueNotifier concerned;
    private final RuntimeService runtime;
    private final EngineRights rights;
    private final MessageSource messages;

    TransferLetters(
            ClueLedger ledger,
            ClueNotifier concerned,
            RuntimeService runtime,
            EngineRights rights,
            MessageSource messages) {
        this.ledger = ledger;
        this.concerned = concerned;
        this.runtime = runtime;
        this.rights = rights;
        this.messages = messages;
    }

    /** Calls for a letter; where one is under way already, or the clue has ended, that stays so. */
    public void call(ClueNumber number, String why) {
        var clue = ledger.get(number);
        if (clue.status().isEnd() || underWay(number)) {
            return;
        }
        ledger.press(number, Timeline.SYSTEM, TimelineAction.TRANSFER_CALLED, null, null, why);
        rights.run(() -> runtime.startProcessInstanceByKey(
                TransferLetter.KEY,
                number.value(),
                Map.ofEntries(
                        ClueLifecycle.Variables.UNIT.with(clue.leadUnit().orElse("")),
                        ClueLifecycle.Variables.CARD.with(
                                clue.card().map(Card::name).orElse("")))));
    }

    /** The result was accepted: what the letter was about is done. */
    public void settled(ClueNumber number) {
        withdraw(number, "letter.withdrawn.settled");
    }

    @EventListener
    void on(TransferCalledFor called) {
        call(called.number(), called.why());
    }

    @EventListener
    void on(LimitsEnded ended) {
        withdraw(ended.number(), "letter.withdrawn.ended");
        // Orders from before the letter had a diagram of its own carry it themselves.
        rights.run(() -> runtime.createMessageCorrelation(SupervisionOrderProcess.Messages.OVER)
                .processInstanceBusinessKey(ended.number().value())
                .correlateAll());
    }

    private void withdraw(ClueNumber number, String why) {
        if (!underWay(number)) {
            return;
        }
        ledger.press(
                number,
                Timeline.SYSTEM,
                TimelineAction.TRANSFER_WITHDRAWN,
                null,
                null,
                messages.getMessage(why, null, Locale.CHINA));
        concerned.tellLetterWithdrawn(number, why);
        rights.run(() -> runtime.createMessageCorrelation(Messages.MOOT)
                .processInstanceBusinessKey(number.value())
                .correlateAll());
    }

    private boolean underWay(ClueNumber number) {
        return rights.call(() -> runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number.value(), TransferLetter.KEY)
                        .count()
                > 0);
    }
}
