package cn.qingfeng.casework;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.notification.ReporterPhones;
import cn.qingfeng.reporter.Reporters;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where a reporter is told that the promised date moved; the vault decides whether anybody may be. */
@Component
class ConsentedPhones implements ReporterPhones {

    private final Reporters reporters;

    ConsentedPhones(Reporters reporters) {
        this.reporters = reporters;
    }

    @Override
    public Optional<String> phoneOf(String clueNumber) {
        return reporters.phoneForNotice(ClueNumber.of(clueNumber));
    }
}
