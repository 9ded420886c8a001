package cn.qingfeng.sample;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Loads the demo county before the product calls itself ready; {@code qingfeng.sample.load=false} leaves it empty. */
@Component
@Profile("demo")
@ConditionalOnProperty(name = "qingfeng.sample.load", matchIfMissing = true)
class SampleRunner implements ApplicationRunner {

    private final SampleCounty county;

    SampleRunner(SampleCounty county) {
        this.county = county;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        county.load();
    }
}
