package cn.qingfeng.process.letter;

import cn.qingfeng.casework.ClueNotifier;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.SupervisionStage;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.process.letter.TransferLetter.Tasks;
import cn.qingfeng.process.lifecycle.VariableSync;
import cn.qingfeng.process.task.TaskHandler;
import cn.qingfeng.process.task.TaskHandler.Answered;
import cn.qingfeng.process.task.TaskHandlers;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** The user tasks of transfer-letter.bpmn, and those of earlier diagrams that had the letter inside. */
@Component
public class TransferLetterSteps implements TaskHandlers {

    private final ClueLedger ledger;
    private final ClueNotifier concerned;
    private final VariableSync news;
    private final Map<String, TaskHandler> steps = Map.of(Tasks.SIGN, this::sign, Tasks.RECEIVE, this::receive);

    TransferLetterSteps(ClueLedger ledger, ClueNotifier concerned, VariableSync news) {
        this.ledger = ledger;
        this.concerned = concerned;
        this.news = news;
    }

    @Override
    public String process() {
        return TransferLetter.KEY;
    }

    @Override
    public Map<String, TaskHandler> steps() {
        return steps;
    }

    @Override
    public void refresh(DelegateExecution execution, ClueNumber number) {
        news.tell(number);
    }

    /** The first signature under a transfer letter: who hands over. */
    public String sign(Answered it) {
        ledger.press(
                it.clue(),
                it.by(),
                TimelineAction.TRANSFER_SIGNED,
                null,
                it.required("letterNumber"),
                it.required("reason"));
        return null;
    }

    /** The second: who takes over. */
    public String receive(Answered it) {
        var register = it.required("registerNumber");
        ledger.press(
                it.clue(),
                it.by(),
                TimelineAction.TRANSFER_RECEIVED,
                SupervisionStage.TRANSFERRED,
                register,
                it.text("note"));
        concerned.tell(it.clue(), NoticeEvent.TRANSFERRED, Map.of(Notice.OTHER, register));
        return null;
    }
}
