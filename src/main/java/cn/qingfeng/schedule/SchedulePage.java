package cn.qingfeng.schedule;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.web.Rights;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.quartz.JobDataMap;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What runs by the calendar: when last, when next, with what result; administrators may start it. */
@Controller
@RequestMapping("/schedule")
class SchedulePage {

    private static final String ADMINISTRATORS = "@rights.has(authentication, 'ADMINISTER')";
    private static final int RUNS = 5;

    /** A run in the reader's words. */
    record RunLine(String period, String status, String by, String node, String startedAt, String report) {}

    /** A job in the reader's words. */
    record JobLine(String key, String nextAt, boolean running, Optional<RunLine> last, List<RunLine> runs) {}

    private final Schedule schedule;
    private final QuartzConfiguration.Bell bell;
    private final MessageSource messages;
    private final Clock clock;

    private final Rights rights;

    SchedulePage(Schedule schedule, QuartzConfiguration.Bell bell, MessageSource messages, Clock clock, Rights rights) {
        this.rights = rights;
        this.schedule = schedule;
        this.bell = bell;
        this.messages = messages;
        this.clock = clock;
    }

    /** Whoever keeps the calendar and has nothing to do with jobs is led there. */
    @GetMapping
    @PreAuthorize("@rights.has(authentication, 'OPEN_SCHEDULE')")
    String show(Model model, Locale locale, @RequestParam(required = false) String started, Authentication reader) {
        if (!rights.has(reader, "READ_SCHEDULE")) {
            return "redirect:/calendar";
        }
        model.addAttribute(
                "jobs",
                schedule.views(RUNS).stream()
                        .map(view -> {
                            var runs = view.runs().stream()
                                    .map(run -> line(run, locale))
                                    .toList();
                            return new JobLine(
                                    view.key(),
                                    view.next().map(this::minute).orElse(""),
                                    schedule.running(view.key()),
                                    runs.stream().findFirst(),
                                    runs);
                        })
                        .toList());
        model.addAttribute("open", schedule.open());
        model.addAttribute("now", minute(clock.instant()));
        if (started != null) {
            model.addAttribute(
                    "started",
                    messages.getMessage("schedule.job." + schedule.job(started).key(), null, locale));
        }
        return "schedule/schedule";
    }

    private RunLine line(JobRuns.Run run, Locale locale) {
        return new RunLine(
                run.period(),
                run.status().name(),
                Schedule.ITSELF.equals(run.by()) ? messages.getMessage("schedule.itself", null, locale) : run.by(),
                run.node(),
                minute(run.startedAt()),
                run.report() == null
                        ? ""
                        : messages.getMessage(
                                run.report().key(),
                                run.report().args().toArray(),
                                run.report().key(),
                                locale));
    }

    private String minute(Instant at) {
        return Moments.minute(at);
    }

    /** Asks before a job is started out of turn. */
    @GetMapping("/{key}/start")
    @PreAuthorize(ADMINISTRATORS)
    String ask(@PathVariable String key, Model model) {
        model.addAttribute("job", schedule.job(key).key());
        return "schedule/start";
    }

    @PostMapping("/{key}/start")
    @PreAuthorize(ADMINISTRATORS)
    String start(@PathVariable String key, @RequestParam(defaultValue = "false") boolean confirmed, Principal by) {
        if (!confirmed) {
            throw Refusal.invalid("schedule.unconfirmed");
        }
        var job = schedule.job(key);
        if (schedule.running(key)) {
            throw Refusal.conflict("schedule.running");
        }
        var data = new JobDataMap();
        data.put(QuartzConfiguration.BY, by.getName());
        bell.ring(QuartzConfiguration.keyOf(job.key()), data);
        return "redirect:/schedule?started=" + job.key();
    }
}
