package cn.qingfeng.insight;

import cn.qingfeng.Messages;
import cn.qingfeng.discipline.PassUpTerm;
import cn.qingfeng.disclosure.RevealRules;
import cn.qingfeng.supervision.order.OrderRules;
import cn.qingfeng.testing.OnBothDatabases;
import cn.qingfeng.testing.TablesTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

/** The rooms that insight reads, on their real tables and texts; no engine, no web. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@OnBothDatabases
@TablesTest
@ImportAutoConfiguration(JacksonAutoConfiguration.class)
@Import({Messages.class, InsightTest.Rooms.class})
public @interface InsightTest {

    @TestConfiguration(proxyBeanMethods = false)
    @ComponentScan(
            basePackages = {
                "cn.qingfeng.insight",
                "cn.qingfeng.clue",
                "cn.qingfeng.organization",
                "cn.qingfeng.calendar",
                "cn.qingfeng.reporter",
                "cn.qingfeng.supervision",
                "cn.qingfeng.evidence",
                "cn.qingfeng.discipline",
                "cn.qingfeng.disclosure",
                "cn.qingfeng.redaction",
                "cn.qingfeng.recusal",
                "cn.qingfeng.ending"
            },
            excludeFilters = {
                @ComponentScan.Filter(
                        type = FilterType.ANNOTATION,
                        classes = {Controller.class, RestController.class, TestConfiguration.class}),
                // The door of uploads belongs to a web, its sweep to the calendar.
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = "cn\\.qingfeng\\.evidence\\.upload\\.(Sweep|UploadFilter)"),
                // What runs by the calendar asks the engine too.
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern =
                                "cn\\.qingfeng\\.(supervision\\.(check|digest)|reporter\\.retention|insight\\.figure\\.Figure(Count|Check))\\b.*"),
                // What a test moves is rolled back: who follows what is committed would move the clock back under it.
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = "cn\\.qingfeng\\.(discipline\\.SealedMatters|calendar\\.clock\\.ClockFollower)")
            })
    @Import({
        cn.qingfeng.keys.Sealing.class,
        cn.qingfeng.intake.conversation.Conversation.class,
        cn.qingfeng.intake.rating.SelfRatings.class,
        cn.qingfeng.intake.plaque.Scans.class,
        cn.qingfeng.intake.plaque.Plaques.class,
        cn.qingfeng.province.ProvinceNumbers.class
    })
    class Rooms {
        @Bean
        PassUpTerm passUpTerm() {
            return () -> 5;
        }

        /** Nothing is asked for here: who reads needs no table. */
        @Bean
        OrderRules orderRules() {
            return level -> {
                throw new UnsupportedOperationException();
            };
        }

        @Bean
        RevealRules revealRules() {
            return (kind, askedAs) -> {
                throw new UnsupportedOperationException();
            };
        }
    }
}
