package cn.qingfeng.process.deployment;

import cn.qingfeng.process.delivery.NoticeDelivery;
import cn.qingfeng.process.letter.TransferLetter;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.CluePhase;
import cn.qingfeng.process.order.SupervisionOrderProcess;
import cn.qingfeng.process.progress.ProgressReport;
import cn.qingfeng.process.reveal.IdentityReveal;
import cn.qingfeng.process.time.DeadlineExtension;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The contracts that a deployment is held against. */
@Configuration(proxyBeanMethods = false)
class Contracts {

    @Bean
    Contract clueLifecycleContract() {
        return new Contract(ClueLifecycle.KEY, ClueLifecycle.REQUIRED_ELEMENTS);
    }

    @Bean
    Contract clueGradingContract() {
        return new Contract(CluePhase.GRADING.key(), CluePhase.GRADING.required());
    }

    @Bean
    Contract clueReportLaneContract() {
        return new Contract(CluePhase.REPORT_LANE.key(), CluePhase.REPORT_LANE.required());
    }

    @Bean
    Contract clueDispatchContract() {
        return new Contract(CluePhase.DISPATCH.key(), CluePhase.DISPATCH.required());
    }

    @Bean
    Contract clueHandlingContract() {
        return new Contract(CluePhase.HANDLING.key(), CluePhase.HANDLING.required());
    }

    @Bean
    Contract clueFollowUpContract() {
        return new Contract(CluePhase.FOLLOW_UP.key(), CluePhase.FOLLOW_UP.required());
    }

    @Bean
    Contract clueEscalationContract() {
        return new Contract(CluePhase.ESCALATION.key(), CluePhase.ESCALATION.required());
    }

    @Bean
    Contract deadlineExtensionContract() {
        return new Contract(DeadlineExtension.KEY, DeadlineExtension.REQUIRED_ELEMENTS);
    }

    @Bean
    Contract supervisionOrderContract() {
        return new Contract(SupervisionOrderProcess.KEY, SupervisionOrderProcess.REQUIRED_ELEMENTS);
    }

    @Bean
    Contract transferLetterContract() {
        return new Contract(TransferLetter.KEY, TransferLetter.REQUIRED_ELEMENTS);
    }

    @Bean
    Contract progressReportContract() {
        return new Contract(ProgressReport.KEY, ProgressReport.REQUIRED_ELEMENTS);
    }

    @Bean
    Contract identityRevealContract() {
        return new Contract(IdentityReveal.KEY, IdentityReveal.REQUIRED_ELEMENTS);
    }

    @Bean
    Contract noticeDeliveryContract() {
        return new Contract(NoticeDelivery.KEY, Set.of("startEvent_noticeQueued", "serviceTask_deliverNotice"));
    }

    @Bean
    Contract revealRulesContract() {
        return new Contract("reveal-rules", Set.of("decider", "decideDays", "viewHours", "basis"));
    }

    @Bean
    Contract extensionRulesContract() {
        return new Contract("extension-rules", Set.of("course", "most", "notice", "decider", "over", "basis"));
    }

    @Bean
    Contract orderRulesContract() {
        return new Contract("order-rules", Set.of("perDay", "explainDays", "dueDays", "demand"));
    }

    @Bean
    Contract cardGradingContract() {
        return new Contract("card-grading", Set.of("card", "reason", "rule"));
    }

    @Bean
    Contract timeLimitsContract() {
        return new Contract("time-limits", Set.of("kind", "amount", "unit", "basis"));
    }

    @Bean
    Contract unitRoutingContract() {
        return new Contract("unit-routing", Set.of("leadUnit", "assistUnits", "reason"));
    }
}
