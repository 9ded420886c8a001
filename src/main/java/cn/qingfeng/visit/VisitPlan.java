package cn.qingfeng.visit;

import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import cn.qingfeng.visit.Visit.Result;
import cn.qingfeng.visit.Visit.State;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Proposes, on each month's first working day, a phone contact with every key enterprise, and in a quarter's first month one
 * visit for the quarter, spread over the days on which it may be and over each officer's firms (modules.md, M4). What the office
 * drops is not proposed again.
 */
@Component
public class VisitPlan implements ScheduledJob {

    private final Firms firms;
    private final Visits visits;
    private final VisitBook book;
    private final VisitRules rules;
    private final Organization organization;
    private final WorkingCalendar calendar;
    private final TransactionTemplate each;

    VisitPlan(
            Firms firms,
            Visits visits,
            VisitBook book,
            VisitRules rules,
            Organization organization,
            WorkingCalendar calendar,
            PlatformTransactionManager transactions) {
        this.firms = firms;
        this.visits = visits;
        this.book = book;
        this.rules = rules;
        this.organization = organization;
        this.calendar = calendar;
        // A job's turn is a transaction itself: one firm that cannot be planned takes no other back.
        this.each = new TransactionTemplate(transactions);
        this.each.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public String key() {
        return "visit-plan";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.onFirstWorkingDayOfMonth(LocalTime.of(8, 30));
    }

    @Override
    public JobResult run(Period period) {
        return JobResult.of("schedule.report.visit-plan", propose());
    }

    /**
     * Proposes what is still missing for this month and quarter.
     *
     * @return how many contacts and visits were proposed
     */
    public int propose() {
        var byOfficer = new TreeMap<String, List<Firm>>();
        firms.all().stream()
                .filter(firm -> firm.key()
                        && firm.officer() != null
                        && organization.holds(firm.officer(), Duty.OFFICER)
                        && !isClosed(firm))
                .forEach(firm -> byOfficer
                        .computeIfAbsent(firm.officer(), officer -> new ArrayList<>())
                        .add(firm));
        var today = book.today();
        var month = YearMonth.from(today);
        var quarter = VisitBook.quarterOf(today);
        var callDays = workingDays(today, month.atEndOfMonth());
        var visitDays = workingDays(today, quarter.plusMonths(3).minusDays(1));
        var proposed = 0;
        var officerAt = 0;
        for (var own : byOfficer.values()) {
            for (var at = 0; at < own.size(); at++) {
                // Officers begin on different days, so that not all are away on the same one.
                var share = (at + (officerAt % 5 + 1) / 6.0) / own.size();
                proposed += propose(own.get(at), callDays, share, Way.PHONE, month.toString());
                proposed += propose(own.get(at), visitDays, share, Way.ONSITE, quarterName(quarter));
            }
            officerAt++;
        }
        return proposed;
    }

    static String quarterName(LocalDate quarter) {
        return quarter.getYear() + "-Q" + ((quarter.getMonthValue() + 2) / 3);
    }

    private int propose(Firm firm, List<LocalDate> days, double share, Way way, String period) {
        if (days.isEmpty()) {
            return 0;
        }
        return Boolean.TRUE.equals(each.execute(status -> {
                    book.lock(firm.creditCode());
                    if (book.isProposed(firm.creditCode(), period)) {
                        return false;
                    }
                    var day = day(firm, days, share, way);
                    day.ifPresent(one -> visits.propose(firm, one, way, period));
                    return day.isPresent();
                }))
                ? 1
                : 0;
    }

    /** From the firm's share of the days on, the first on which it may be. */
    private Optional<LocalDate> day(Firm firm, List<LocalDate> days, double share, Way way) {
        var from = (int) Math.min(days.size() - 1, share * days.size());
        for (var step = 0; step < days.size(); step++) {
            var day = days.get((from + step) % days.size());
            if (!way.inPerson() || rules.isFree(firm.creditCode(), day)) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }

    private List<LocalDate> workingDays(LocalDate from, LocalDate to) {
        return from.datesUntil(to.plusDays(1))
                .filter(day -> day.isAfter(from) && day.getDayOfMonth() <= VisitRules.LAST_DAY)
                .filter(calendar::isWorkingDay)
                .toList();
    }

    /** Found gone at the last visit. */
    private boolean isClosed(Firm firm) {
        return book.of(firm.creditCode()).stream()
                .filter(visit -> visit.state() == State.MADE)
                .findFirst()
                .filter(visit -> visit.result() == Result.CLOSED)
                .isPresent();
    }
}
