package cn.qingfeng.evaluation.window;

import cn.qingfeng.matter.Matters;
import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.Duration;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** On each month's first working day, or as soon as the product runs again, the round of windows of the month before begins. */
@Component
class WindowStart implements ScheduledJob {

    private final WindowBook book;
    private final Matters matters;
    private final MessageSource messages;

    WindowStart(WindowBook book, Matters matters, MessageSource messages) {
        this.book = book;
        this.matters = matters;
        this.messages = messages;
    }

    @Override
    public String key() {
        return "window-round";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.onFirstWorkingDayOfMonth(LocalTime.of(9, 0));
    }

    @Override
    public Duration worthwhile() {
        return Duration.ofDays(28);
    }

    @Override
    public JobResult run(Period period) {
        var month = YearMonth.from(period.date());
        if (book.standing(month).isPresent()) {
            return JobResult.of("schedule.report.window-round", 0);
        }
        matters.open(
                Matters.SYSTEM,
                WindowRound.KIND,
                messages.getMessage("window.round.title", new Object[] {month.toString()}, Locale.CHINA),
                null,
                Map.of(WindowRounds.MONTH, month.toString()));
        return JobResult.of("schedule.report.window-round", 1);
    }
}
