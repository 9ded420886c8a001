package cn.qingfeng.operation;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * How far a start has come, step by step: a line in the log for each, and what {@code web.OutOfOrder} shows whoever waits in the
 * browser. The steps before the port opens are told from what Spring is about to make.
 */
@Component
public class StartProgress implements BeanPostProcessor, EnvironmentAware {

    private static final Logger LOG = LoggerFactory.getLogger(StartProgress.class);

    /** What the steps are called, in order; {@code out-of-order.<name>} is the text of each. */
    private static final List<String> STEPS = List.of("tables", "engine", "pages", "county", "clues");

    /** Steps of every start; the rest is the demo county's. */
    private static final int ALWAYS = 3;

    /** The bean before which a step begins. */
    private static final Map<String, String> BEFORE = Map.of(
            "flywayInitializer",
            "tables",
            "processEngineFactoryBean",
            "engine",
            "requestMappingHandlerMapping",
            "pages");

    private volatile int steps = ALWAYS;
    private volatile String name;
    private volatile int done;
    private volatile int of;
    private volatile long since;

    @Override
    public void setEnvironment(Environment environment) {
        var demo = environment.acceptsProfiles(Profiles.of("demo"))
                && environment.getProperty("qingfeng.sample.load", Boolean.class, true);
        var clues = environment.getProperty("qingfeng.sample.clues", Boolean.class, true);
        steps = demo ? ALWAYS + (clues ? 2 : 1) : ALWAYS;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        var step = BEFORE.get(beanName);
        if (step != null && number(step) > number(name)) {
            begin(step, 0);
        }
        return bean;
    }

    /** Begins a step, or tells how many parts the one that runs has. */
    public void begin(String step, int of) {
        var anew = !step.equals(name);
        this.name = step;
        this.done = 0;
        this.of = of;
        this.since = System.nanoTime();
        if (anew) {
            LOG.info("Start, step {} of {}: {}", number(), steps, step);
        }
    }

    /** One more part of the step is done. */
    public void step() {
        var before = percent() / 25;
        done = Math.min(of, done + 1);
        if (percent() / 25 > before) {
            LOG.info(
                    "Start, step {} of {}: {}, {} %, about {} s left", number(), steps, name, percent(), secondsLeft());
        }
    }

    /** The message of the step that runs; null before the first. */
    public String key() {
        return name == null ? null : "out-of-order." + name;
    }

    /** Which step runs, from 1. */
    public int number() {
        return number(name);
    }

    private static int number(String step) {
        return step == null ? 0 : STEPS.indexOf(step) + 1;
    }

    public int steps() {
        return steps;
    }

    public int percent() {
        return of == 0 ? 0 : 100 * done / of;
    }

    /** Seconds that are left, by the pace so far; 0 when that cannot be told yet. */
    public long secondsLeft() {
        if (done == 0 || of == 0) {
            return 0;
        }
        return (System.nanoTime() - since) / done * (of - done) / 1_000_000_000L;
    }
}
