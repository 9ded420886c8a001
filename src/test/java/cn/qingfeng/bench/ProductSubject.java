package cn.qingfeng.bench;

import cn.qingfeng.QingfengApplication;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.intake.NewClue;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.testing.BlueLife;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** The whole product, through the same entries that its pages and Tasklist use. */
final class ProductSubject implements Subject {

    static class WithCounter {
        @Bean
        static BeanPostProcessor counting() {
            return new Counting();
        }
    }

    private final Registration registration;
    private final UserTasks desk;
    private final TaskService tasks;
    private final CountyClock clock;
    private final WorkingCalendar calendar;
    private final Limits limits;
    private final NewClue clue;
    private volatile String due;

    ProductSubject(ApplicationContext context) throws Exception {
        registration = context.getBean(Registration.class);
        desk = context.getBean(UserTasks.class);
        tasks = context.getBean(TaskService.class);
        clock = context.getBean(CountyClock.class);
        calendar = context.getBean(WorkingCalendar.class);
        limits = context.getBean(Limits.class);
        clue = context.getBean(ObjectMapper.class).readValue("""
                        {"kind":"APPEAL","title":"变更住所材料被退两次","narrative":"每次说缺的不一样,跑了两趟。",
                         "request":"一次告知","place":"县为民服务中心","unit":"market-supervision",
                         "facts":{"fixableOnTheSpot":true,"unitsConcerned":1},"channel":"WINDOW",
                         "reporter":{"anonymous":false,"name":"张三","phone":"13800001111","consent":"UNIT_MAY_KNOW"}}""", NewClue.class);
    }

    public static void main(String[] args) throws Exception {
        try (var context = new SpringApplicationBuilder(QingfengApplication.class, WithCounter.class).run(args)) {
            var subject = new ProductSubject(context);
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
        return registration.register(clue, "clerk").clueNumber();
    }

    /** The reporter is called just now, after the clue was registered. */
    private List<BlueLife> steps() {
        return BlueLife.steps(clock.instant());
    }

    @Override
    public void carryToTheEnd(String number) {
        var clue = ClueNumber.of(number);
        desk.advance(clue);
        steps().forEach(step -> take(step, number));
    }

    private void take(BlueLife step, String number) {
        // Tasklist knows the task that is open; the bare engine finds it in the same way.
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .taskDefinitionKey(step.task())
                .singleResult();
        desk.submit(step.person(), task.getId(), step.answers());
    }

    @Override
    public void closeForToday() {
        var evening = clock.instant().atZone(CountyClock.ZONE).toLocalDate().plusDays(1);
        while (!calendar.isWorkingDay(evening)) {
            evening = evening.plusDays(1);
        }
        clock.moveTo(evening.atTime(19, 0).atZone(CountyClock.ZONE).toInstant());
    }

    @Override
    public void carryToTheDecision(String number) {
        desk.advance(ClueNumber.of(number));
        take(steps().get(0), number);
        due = number;
    }

    /** To where it waits for the unit to sign for it. */
    void carryToTheUnit(String number) {
        desk.advance(ClueNumber.of(number));
        steps().stream()
                .takeWhile(step -> !step.task().equals("userTask_signFor"))
                .forEach(step -> take(step, number));
    }

    @Override
    public void letLimitsPass() {
        clock.moveTo(
                limits.dueAt(ClueNumber.of(due), LimitKind.DECIDE).orElseThrow().plusSeconds(1));
    }
}
