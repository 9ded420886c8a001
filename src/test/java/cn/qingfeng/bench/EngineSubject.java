package cn.qingfeng.bench;

import cn.qingfeng.testing.BlueLife;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The engine alone, with the product's diagrams and settings; every bean that a diagram names does nothing. */
final class EngineSubject implements Subject {

    /** Not a component: the product's own scan must not find it. The engine's tables are the product's. */
    @EnableAutoConfiguration
    @ComponentScan("cn.qingfeng.process.database")
    static class Bare {
        @Bean
        static BeanPostProcessor counting() {
            return new Counting();
        }

        @Bean
        Stubs.Facts facts() {
            return new Stubs.Facts();
        }

        @Bean
        Stubs.DueDates dueDates() {
            return new Stubs.DueDates();
        }

        @Bean
        Stubs.CallBacks callBacks() {
            return new Stubs.CallBacks();
        }

        @Bean
        Stubs.Watch watch() {
            return new Stubs.Watch();
        }

        @Bean
        Stubs.Desks desks() {
            return new Stubs.Desks();
        }

        @Bean({
            "notifyDelegate",
            "admitBySilenceDelegate",
            "closeClueDelegate",
            "measureDelegate",
            "raiseCardDelegate",
            "sendForReworkDelegate",
            "deliverNoticeDelegate"
        })
        JavaDelegate nothing() {
            return execution -> {};
        }

        /** One step about each limit: it has passed. */
        @Bean
        JavaDelegate takeStepDelegate() {
            return execution -> execution.setVariables(Map.of("step", "TELL", "limit", "DECIDE"));
        }

        @Bean
        ExecutionListener recordCardProposal() {
            return execution -> execution.setVariable("proposedCard", "BLUE");
        }

        @Bean({"recordLimits", "recordUnitProposal"})
        ExecutionListener nothingRecorded() {
            return execution -> {};
        }
    }

    /** What the diagrams ask of the product, answered from memory for one kind of clue. */
    static final class Stubs {
        public static final class Facts {
            public Object value(DelegateExecution execution, String name) {
                return switch (name) {
                    case "kind" -> "APPEAL";
                    case "card" -> "BLUE";
                    case "concernedUnit" -> BlueLife.UNIT;
                    case "unitsConcerned" -> 1;
                    case "category" -> null;
                    case "fixableOnTheSpot" -> true;
                    default -> false;
                };
            }
        }

        public static final class DueDates {
            public Date of(DelegateExecution execution, String kind) {
                return Date.from(Instant.now().plus(3, ChronoUnit.DAYS));
            }

            /** Of a blue clue that its unit finishes in one go. */
            public boolean owed(DelegateExecution execution, String kind) {
                return false;
            }
        }

        public static final class CallBacks {
            public Date next(DelegateExecution execution) {
                return Date.from(Instant.now().plus(1, ChronoUnit.DAYS));
            }
        }

        public static final class Watch {
            private final Instant due = Instant.now().plus(UNTIL_DUE);

            public Date next(DelegateExecution execution) {
                return Date.from(execution.hasVariable("step") ? due.plus(30, ChronoUnit.DAYS) : due);
            }
        }

        public static final class Desks {
            public String admission(DelegateExecution execution) {
                return "grader,window-clerk";
            }

            public List<String> assisting(DelegateExecution execution) {
                return List.of();
            }
        }

        private Stubs() {}
    }

    /** Longer than it takes to build what then is due. */
    private static final Duration UNTIL_DUE = Duration.ofHours(6);

    private final AtomicInteger numbers = new AtomicInteger();
    private final List<BlueLife> steps = BlueLife.steps(Instant.now());
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService jobs;
    private final IdentityService identities;
    private final TransactionTemplate transaction;

    EngineSubject(ProcessEngine engine, PlatformTransactionManager transactions) {
        runtime = engine.getRuntimeService();
        tasks = engine.getTaskService();
        jobs = engine.getManagementService();
        identities = engine.getIdentityService();
        transaction = new TransactionTemplate(transactions);
    }

    public static void main(String[] args) throws Exception {
        try (var context = new SpringApplicationBuilder(Bare.class)
                .web(WebApplicationType.NONE)
                .run(args)) {
            var subject = new EngineSubject(
                    context.getBean(ProcessEngine.class), context.getBean(PlatformTransactionManager.class));
            if (Integer.getInteger("bench.limits") != null) {
                Orders.serve(new PassingLimits(
                                subject, context.getBean(ProcessEngine.class), context.getBean(DataSource.class))
                        .orders());
            } else {
                Orders.serve(new Measure(subject, context.getBean(DataSource.class)).orders());
            }
        }
        System.exit(0);
    }

    @Override
    public String register() {
        var number = "WY20260212-%06d".formatted(numbers.incrementAndGet());
        // The product learns card and unit on the way; its phases are handed them by the overview.
        Map<String, Object> routing =
                Map.of("kind", "APPEAL", "stage", "ON_TIME", "card", "BLUE", "unit", BlueLife.UNIT);
        transaction.executeWithoutResult(
                status -> runtime.startProcessInstanceByKey("clue-lifecycle", number, routing));
        return number;
    }

    @Override
    public void closeForToday() {
        // Its stubs count no working hours.
    }

    @Override
    public void carryToTheDecision(String clue) {
        begin(clue);
        take(steps.get(0), clue);
    }

    @Override
    public void letLimitsPass() {
        ClockUtil.offset(UNTIL_DUE.plusMinutes(1).toMillis());
    }

    @Override
    public void carryToTheEnd(String clue) {
        begin(clue);
        steps.forEach(step -> take(step, clue));
    }

    private void begin(String clue) {
        for (var instance : runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(clue)
                .list()) {
            for (var job : jobs.createJobQuery()
                    .processInstanceId(instance.getId())
                    .messages()
                    .list()) {
                jobs.executeJob(job.getId());
            }
        }
    }

    private void take(BlueLife step, String clue) {
        // Signed in like the product's people: the engine's own checks of rights and its log of users count on both
        // sides.
        identities.setAuthentication(step.person(), List.of(step.group()));
        transaction.executeWithoutResult(status -> {
            var task = tasks.createTaskQuery()
                    .processInstanceBusinessKey(clue)
                    .taskDefinitionKey(step.task())
                    .singleResult();
            tasks.claim(task.getId(), step.person());
            tasks.complete(task.getId(), step.bareVariables());
        });
        identities.clearAuthentication();
    }
}
