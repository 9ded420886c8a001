package cn.qingfeng.pledge;

import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.intake.NewClue;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.matter.MatterState;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A promise that is a working day overdue becomes a clue against its unit, with a yellow card proposed (modules.md, M7): once
 * for each promised day, each in a transaction of its own, so that one that cannot be registered keeps no other back.
 */
@Component
public class BrokenPledges implements ScheduledJob {

    private static final Duration OFTEN = Duration.ofMinutes(30);

    /** How many working days after the promised day it counts as broken. */
    static final int GRACE = 1;

    private static final int LONGEST_TITLE = 100;

    private final PledgeBook book;
    private final Matters matters;
    private final Registration registration;
    private final Organization organization;
    private final WorkingCalendar calendar;
    private final MessageSource messages;
    private final Clock clock;
    private final TransactionTemplate each;

    BrokenPledges(
            PledgeBook book,
            Matters matters,
            Registration registration,
            Organization organization,
            WorkingCalendar calendar,
            MessageSource messages,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.book = book;
        this.matters = matters;
        this.registration = registration;
        this.organization = organization;
        this.calendar = calendar;
        this.messages = messages;
        this.clock = clock;
        // A job's turn is a transaction itself: without one of its own, one failure would take every clue back.
        this.each = new TransactionTemplate(transactions);
        this.each.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public String key() {
        return "broken-pledges";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.every(OFTEN);
    }

    @Override
    public Duration worthwhile() {
        return OFTEN;
    }

    @Override
    public JobResult run(Period period) {
        return JobResult.of("schedule.report.broken-pledges", raise());
    }

    /**
     * Raises those that are due; the others first, where one cannot be registered.
     *
     * @return how many became clues
     * @throws RuntimeException of the first that could not be registered, so that the run counts as failed and is told of
     */
    public int raise() {
        var raised = 0;
        RuntimeException failure = null;
        for (var pledge : book.past()) {
            try {
                raised += Boolean.TRUE.equals(each.execute(status -> raise(pledge.number()))) ? 1 : 0;
            } catch (RuntimeException unregistered) {
                if (failure == null) {
                    failure = unregistered;
                } else {
                    failure.addSuppressed(unregistered);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        return raised;
    }

    private boolean raise(String number) {
        // Whoever looks at the same moment waits at the matter's row and then finds it done.
        var matter = matters.lock(number);
        var pledge = book.find(number).orElseThrow();
        if (matter.state() != MatterState.OPEN
                || pledge.keptAt() != null
                || pledge.reportedAt() != null
                || pledge.brokenFor() != null
                || !clock.instant().isAfter(brokenFrom(pledge))) {
            return false;
        }
        var receipt = registration.register(
                clue(pledge, matter.answers().getOrDefault("promise", "")),
                Timeline.SYSTEM,
                "pledge-" + number + "-" + pledge.finishOn());
        book.broken(pledge, receipt.clueNumber());
        matters.led(number, receipt.clueNumber());
        return true;
    }

    /** The moment after which it counts as broken. */
    Instant brokenFrom(Pledge pledge) {
        var end = pledge.finishOn().atTime(12, 0).atZone(CountyClock.ZONE).toInstant();
        return calendar.plusWorkingDays(end, GRACE).dueAt();
    }

    private NewClue clue(Pledge pledge, String promise) {
        var unit = organization.unitName(pledge.unit());
        var clue = new NewClue();
        clue.kind = "APPEAL";
        clue.title = shortened(say("pledge.clue.title", unit, promise));
        clue.narrative = say(
                "pledge.clue.narrative",
                unit,
                pledge.number(),
                pledge.finishOn().toString(),
                promise);
        clue.request = say("pledge.clue.request");
        clue.place = unit;
        clue.matter = pledge.number();
        clue.unit = pledge.unit();
        clue.channel = "MEDIA";
        clue.externalNumber = pledge.number();
        clue.reporter.anonymous = true;
        clue.further("suggestedCard", "YELLOW");
        clue.further("suggestedReason", say("pledge.clue.reason"));
        return clue;
    }

    private static String shortened(String title) {
        return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE);
    }

    private String say(String key, Object... args) {
        return messages.getMessage(key, args, Locale.CHINA);
    }
}
