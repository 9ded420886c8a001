package cn.qingfeng.operation;

import java.util.Locale;
import org.springframework.boot.Banner;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Says, as the last thing of a start, that the product is ready, where it is, and in the demo county who may sign in. */
@Component
class ReadyBanner {

    private final Environment environment;
    private final MessageSource messages;

    ReadyBanner(Environment environment, MessageSource messages) {
        this.environment = environment;
        this.messages = messages;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void print(ApplicationReadyEvent ready) {
        var port = environment.getProperty("local.server.port");
        if (port == null || quiet()) {
            return;
        }
        // A person at the console reads this, not a log collector.
        System.out.println(text(port, Locale.getDefault()));
    }

    String text(String port, Locale locale) {
        var seconds = java.lang.management.ManagementFactory.getRuntimeMXBean().getUptime() / 1000;
        var url = "http://localhost:" + port + environment.getProperty("server.servlet.context-path", "") + "/";
        var text = messages.getMessage("ready.text", new Object[] {url, seconds}, locale);
        var accounts = environment.acceptsProfiles(Profiles.of("demo"))
                ? messages.getMessage("ready.accounts", null, locale)
                : "";
        return System.lineSeparator() + text + System.lineSeparator() + accounts;
    }

    private boolean quiet() {
        return environment.getProperty("spring.main.banner-mode", Banner.Mode.class, Banner.Mode.CONSOLE)
                == Banner.Mode.OFF;
    }
}
