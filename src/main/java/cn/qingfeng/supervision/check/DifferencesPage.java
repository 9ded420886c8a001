package cn.qingfeng.supervision.check;

import cn.qingfeng.calendar.Moments;
import cn.qingfeng.web.PageNumber;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What ledger and engine say differently, as the nightly check found it: for those who run the product and those who supervise. */
@Controller
class DifferencesPage {

    private static final String READERS = "@rights.has(authentication, 'READ_SCHEDULE')";
    /** What is wrong with a chain, and at which step of the clue. */
    private static final Pattern BREACH = Pattern.compile("(timeline\\.breach\\.[a-z-]+) (\\d+)");

    private static final int PAGE = 50;

    /** A difference in the reader's words. */
    record DifferenceLine(
            String kind, String subject, String inLedger, String inEngine, String foundAt, String goneAt) {}

    private final Differences differences;
    private final MessageSource messages;

    DifferencesPage(Differences differences, MessageSource messages) {
        this.differences = differences;
        this.messages = messages;
    }

    private String minute(Instant at) {
        return Moments.minute(at);
    }

    @GetMapping("/schedule/differences")
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
}
