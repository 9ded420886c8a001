package cn.qingfeng.process;

import cn.qingfeng.process.delivery.NoticeDelivery;
import cn.qingfeng.process.letter.TransferLetter;
import cn.qingfeng.process.meeting.MeetingTask;
import cn.qingfeng.process.order.SupervisionOrderProcess;
import cn.qingfeng.process.progress.ProgressReport;
import cn.qingfeng.process.reveal.IdentityReveal;
import cn.qingfeng.process.time.DeadlineExtension;
import java.util.List;
import java.util.Optional;

/** The processes beside a clue's own life. A new one is a line here; what it is stands in its folder. */
public final class Processes {

    public static final List<ProcessContract> BESIDE = List.of(
            DeadlineExtension.CONTRACT,
            SupervisionOrderProcess.CONTRACT,
            TransferLetter.CONTRACT,
            ProgressReport.CONTRACT,
            MeetingTask.CONTRACT,
            IdentityReveal.CONTRACT,
            NoticeDelivery.CONTRACT);

    private Processes() {}

    /** The contract of that key; empty for a clue's own life and for what an owner made. */
    public static Optional<ProcessContract> of(String key) {
        return BESIDE.stream().filter(process -> process.key().equals(key)).findFirst();
    }
}
