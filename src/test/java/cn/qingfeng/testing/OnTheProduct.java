package cn.qingfeng.testing;

import cn.qingfeng.process.PathCoverage;
import cn.qingfeng.process.Walk;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * A test on the whole product, over HTTP or before it, with {@link Walk} at hand; nothing of the engine's runs by itself, timers
 * fire when a test says so. All that are marked so share one product (the build's execution {@code product}) and find the clues of
 * others there; the tag {@code alone} beside it gives a class one of its own. What starts with other settings says so by a
 * {@code SpringBootTest} of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("shared")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"camunda.bpm.job-execution.enabled=false", "server.servlet.session.cookie.secure=false"})
@AutoConfigureMockMvc
@Import({PathCoverage.class, Walk.class})
public @interface OnTheProduct {}
