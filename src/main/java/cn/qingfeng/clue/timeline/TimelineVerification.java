package cn.qingfeng.clue.timeline;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The command {@code --verify-timelines}: reads every clue with its timeline and its answers, names what is not as it was
 * written, and ends the program, with exit code 1 if there is one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class TimelineVerification implements ApplicationRunner {

    private final Timeline timeline;
    private final MessageSource messages;
    private final ApplicationContext context;

    TimelineVerification(Timeline timeline, MessageSource messages, ApplicationContext context) {
        this.timeline = timeline;
        this.messages = messages;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!arguments.containsOption("verify-timelines")) {
            return;
        }
        var found = new AtomicInteger();
        timeline.verify(breach -> {
            found.incrementAndGet();
            tell(
                    "timeline.breach",
                    breach.clueNumber(),
                    breach.ordinal(),
                    messages.getMessage(breach.fault(), null, Locale.CHINA));
        });
        tell("timeline.verified", found.get());
        System.exit(SpringApplication.exit(context, () -> found.get() == 0 ? 0 : 1));
    }

    private void tell(String key, Object... args) {
        System.out.println(messages.getMessage(key, args, Locale.CHINA));
    }
}
