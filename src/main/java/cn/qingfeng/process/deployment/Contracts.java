package cn.qingfeng.process.deployment;

import cn.qingfeng.process.Processes;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.CluePhase;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The contracts that a deployment is held against. */
@Configuration(proxyBeanMethods = false)
class Contracts {

    /** Those declared as beans, and those that the processes beside a clue's life bring along. */
    static List<Contract> all(ObjectProvider<Contract> declared) {
        return Stream.concat(declared.stream(), ofProcesses().stream()).toList();
    }

    static List<Contract> ofProcesses() {
        return Processes.BESIDE.stream()
                .map(process -> new Contract(process.key(), process.required()))
                .toList();
    }

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
