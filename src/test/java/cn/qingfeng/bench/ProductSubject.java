package cn.qingfeng.bench;

import cn.qingfeng.QingfengApplication;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.intake.NewClue;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.process.Desk;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
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
    private final Desk desk;
    private final TaskService tasks;
    private final NewClue clue;
    private final List<BlueLife> steps;

    ProductSubject(ApplicationContext context) throws Exception {
        registration = context.getBean(Registration.class);
        desk = context.getBean(Desk.class);
        tasks = context.getBean(TaskService.class);
        steps = BlueLife.steps(context.getBean(Clock.class).instant());
        clue = context.getBean(ObjectMapper.class).readValue("""
                        {"kind":"APPEAL","title":"变更住所材料被退两次","narrative":"每次说缺的不一样,跑了两趟。",
                         "request":"一次告知","place":"县为民服务中心","unit":"market-supervision",
                         "facts":{"fixableOnTheSpot":true,"unitsConcerned":1},"channel":"WINDOW",
                         "reporter":{"anonymous":false,"name":"张三","phone":"13800001111","consent":"UNIT_MAY_KNOW"}}""", NewClue.class);
    }

    public static void main(String[] args) throws Exception {
        try (var context = new SpringApplicationBuilder(QingfengApplication.class, WithCounter.class).run(args)) {
            new Measure(new ProductSubject(context), context.getBean(DataSource.class)).run();
        }
        System.exit(0);
    }

    @Override
    public String register() {
        return registration.register(clue, "clerk").clueNumber();
    }

    @Override
    public void carryToTheEnd(String number) {
        var clue = ClueNumber.of(number);
        desk.advance(clue);
        for (var step : steps) {
            // Tasklist knows the task that is open; the bare engine finds it in the same way.
            var task = tasks.createTaskQuery()
                    .processInstanceBusinessKey(number)
                    .taskDefinitionKey(step.task())
                    .singleResult();
            desk.submit(step.person(), task.getId(), step.answers());
        }
    }
}
