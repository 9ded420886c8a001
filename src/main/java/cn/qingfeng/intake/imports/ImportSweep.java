package cn.qingfeng.intake.imports;

import cn.qingfeng.keys.SealedColumn;
import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Every night: forgets what tables said that did not become clues within a week. */
@Component
class ImportSweep implements ScheduledJob {

    private static final Duration KEPT = Duration.ofDays(7);

    private final ImportBook book;
    private final Clock clock;

    ImportSweep(ImportBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "imports";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.daily(LocalTime.of(3, 20));
    }

    @Override
    public Duration worthwhile() {
        return Duration.ofHours(20);
    }

    @Override
    public JobResult run(Period period) {
        return JobResult.of(
                "schedule.report.imports", book.forget(clock.instant().minus(KEPT)));
    }

    /** Keys are changed under kept rows too. */
    @Configuration(proxyBeanMethods = false)
    static class Sealed {
        @Bean
        SealedColumn sealedImportRow() {
            return new SealedColumn(
                    ImportBook.PURPOSE,
                    "intake_import_row",
                    List.of("import_id", "line_no"),
                    "sealed",
                    List.of("import_id", "line_no"),
                    "");
        }
    }
}
