package cn.qingfeng.sample;

import cn.qingfeng.operation.StartProgress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Loads the demo county before the product calls itself ready. {@code qingfeng.sample.load=false} leaves it empty,
 * {@code qingfeng.sample.clues=false} leaves out the clues.
 */
@Component
@Profile("demo")
@ConditionalOnProperty(name = "qingfeng.sample.load", matchIfMissing = true)
class SampleRunner implements ApplicationRunner {

    private final SampleCounty county;
    private final SampleClues clues;
    private final boolean withClues;
    private final StartProgress progress;

    SampleRunner(
            SampleCounty county,
            SampleClues clues,
            StartProgress progress,
            @Value("${qingfeng.sample.clues:true}") boolean withClues) {
        this.county = county;
        this.progress = progress;
        this.clues = clues;
        this.withClues = withClues;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        progress.begin("county", 1);
        county.load();
        if (withClues) {
            progress.begin("clues", 1);
            clues.walk();
        }
    }
}
