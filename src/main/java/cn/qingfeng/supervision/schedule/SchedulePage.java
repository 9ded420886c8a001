package cn.qingfeng.supervision.schedule;

import cn.qingfeng.PageNumber;
import cn.qingfeng.Refusal;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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

    private static final String READERS = "hasAnyAuthority('camunda-admin', 'supervisor', 'office-head', 'group-head')";
    private static final Set<String> READER_GROUPS = Set.of("camunda-admin", "supervisor", "office-head", "group-head");
    private static final String ADMINISTRATORS = "hasAuthority('camunda-admin')";
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    /** What is wrong with a chain, and at which step of the clue. */
    private static final Pattern BREACH = Pattern.compile("(timeline\\.breach\\.[a-z-]+) (\\d+)");

    private static final int RUNS = 5;
    private static final int PAGE = 50;

    /** A run in the reader's words. */
    record RunLine(String period, String status, String by, String node, String startedAt, String report) {}

    /** A job in the reader's words. */
    record JobLine(String key, String nextAt, boolean running, Optional<RunLine> last, List<RunLine> runs) {}

    /** A difference in the reader's words. */
    record DifferenceLine(
            String kind, String subject, String inLedger, String inEngine, String foundAt, String goneAt) {}

    private final Schedule schedule;
    private final Differences differences;
    private final Retention retention;
    private final QuartzCues.Bell bell;
    private final MessageSource messages;
    private final Clock clock;

    SchedulePage(
            Schedule schedule,
            Differences differences,
            Retention retention,
            QuartzCues.Bell bell,
            MessageSource messages,
            Clock clock) {
        this.schedule = schedule;
        this.differences = differences;
        this.retention = retention;
        this.bell = bell;
        this.messages = messages;
        this.clock = clock;
    }

    /** Whoever keeps the calendar and has nothing to do with jobs is led there. */
    @GetMapping
    @PreAuthorize("hasAuthority('process-owner') or " + READERS)
    String show(Model model, Locale locale, @RequestParam(required = false) String started, Authentication reader) {
        if (reader.getAuthorities().stream().noneMatch(has -> READER_GROUPS.contains(has.getAuthority()))) {
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
        model.addAttribute("open", differences.open());
        model.addAttribute("now", minute(clock.instant()));
        if (started != null) {
            model.addAttribute(
                    "started",
                    messages.getMessage("schedule.job." + schedule.job(started).key(), null, locale));
        }
        return "schedule/schedule";
    }

    private RunLine line(Runs.Run run, Locale locale) {
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
        return at == null ? "" : MINUTE.withZone(clock.getZone()).format(at);
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
        data.put(QuartzCues.BY, by.getName());
        bell.ring(QuartzCues.keyOf(job.key()), data);
        return "redirect:/schedule?started=" + job.key();
    }

    @GetMapping("/differences")
    @PreAuthorize(READERS)
    String differences(Model model, Locale locale, @RequestParam(defaultValue = "0") int page) {
        var at = PageNumber.check(page, PAGE + 1);
        var found = differences.page(at, PAGE + 1);
        model.addAttribute(
                "lines",
                found.stream()
                        .limit(PAGE)
                        .map(kept -> new DifferenceLine(
                                messages.getMessage(
                                        "schedule.difference."
                                                + kept.difference().kind(),
                                        null,
                                        locale),
                                kept.difference().subject(),
                                words(kept.difference().inLedger(), locale),
                                words(kept.difference().inEngine(), locale),
                                minute(kept.foundAt()),
                                minute(kept.goneAt())))
                        .toList());
        model.addAttribute("open", differences.open());
        model.addAttribute("page", at);
        model.addAttribute("more", found.size() > PAGE);
        return "schedule/differences";
    }

    /** Moments by the county's clock and codes in words; what is neither stays as it is. */
    private String words(String value, Locale locale) {
        if (value == null) {
            return "";
        }
        if (value.matches("\\d{4}-\\d\\d-\\d\\dT.*Z")) {
            return minute(Instant.parse(value));
        }
        var breach = BREACH.matcher(value);
        if (breach.matches()) {
            var what = messages.getMessage(breach.group(1), null, locale);
            return breach.group(2).equals("0")
                    ? what
                    : messages.getMessage("schedule.breach", new Object[] {breach.group(2), what}, locale);
        }
        for (var list : new String[] {"card.", "clue.status.", "stage."}) {
            var text = messages.getMessage(list + value, null, "", locale);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return value;
    }

    @GetMapping("/retention")
    @PreAuthorize(ADMINISTRATORS)
    String retention(Model model) {
        model.addAttribute("years", retention.years());
        model.addAttribute(
                "items",
                retention.list().stream()
                        .map(item -> List.of(item.clueNumber(), minute(item.endedAt()), minute(item.listedAt())))
                        .toList());
        return "schedule/retention";
    }

    @PostMapping("/retention")
    @PreAuthorize(ADMINISTRATORS)
    String erase(@RequestParam int count, @RequestParam(defaultValue = "false") boolean confirmed, Principal by) {
        if (!confirmed) {
            throw Refusal.invalid("schedule.unconfirmed");
        }
        retention.confirm(count, by.getName());
        return "redirect:/schedule/retention";
    }
}
