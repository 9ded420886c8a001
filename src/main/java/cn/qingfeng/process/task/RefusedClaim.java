package cn.qingfeng.process.task;

import cn.qingfeng.Refusal;
import org.camunda.bpm.engine.BadUserRequestException;
import org.springframework.context.MessageSource;

/** A refusal to let somebody take a task, on its way through the engine: its REST API answers it with status 400. */
class RefusedClaim extends BadUserRequestException {

    RefusedClaim(Refusal refusal, MessageSource messages) {
        super(RefusedSubmission.text(refusal, messages), refusal);
    }
}
