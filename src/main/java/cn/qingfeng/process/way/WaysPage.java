package cn.qingfeng.process.way;

import cn.qingfeng.clue.access.LedgerWords;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Locale;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** 流程用时: how long each step takes, drawn over the diagram, and the clues that do not go as they should. */
@Controller
class WaysPage {

    private static final String WATCHERS = "@rights.has(authentication, 'WATCH_RUNNING')";

    /** As of the clue's page: the diagram's viewer sets style attributes on its own marks. */
    private static final String POLICY =
            "default-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:;"
                    + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    private static final int MOST_MONTHS = 36;
    private static final int MOST_TIMES = 60;

    private final StepTimes times;
    private final OddWays odd;
    private final LedgerWords words;

    WaysPage(StepTimes times, OddWays odd, LedgerWords words) {
        this.times = times;
        this.odd = odd;
        this.words = words;
    }

    @GetMapping("/ways")
    @PreAuthorize(WATCHERS)
    String show(
            @RequestParam(defaultValue = "clue-handling") String process,
            @RequestParam(defaultValue = "12") int months,
            @RequestParam(defaultValue = "STUCK") OddWays.Kind kind,
            @RequestParam(defaultValue = "3") int least,
            Principal reader,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
        var period = Math.max(1, Math.min(months, MOST_MONTHS));
        var atLeast = Math.max(1, Math.min(least, MOST_TIMES));
        model.addAttribute("process", process);
        model.addAttribute("months", period);
        model.addAttribute("kind", kind);
        model.addAttribute("least", atLeast);
        model.addAttribute("kinds", OddWays.Kind.values());
        model.addAttribute("phases", StepTimes.PHASES);
        model.addAttribute("phase", times.of(process, period));
        var lines = odd.find(kind, atLeast, reader.getName(), locale);
        model.addAttribute("lines", lines);
        model.addAttribute(
                "oddTitle", words.text("ways.odd", locale, words.code("ways.kind", kind, locale), lines.size()));
        model.addAttribute("about", words.text("ways.about." + kind, locale, atLeast));
        model.addAttribute("words", words);
        return "process/ways";
    }

    /** What the picture is drawn from. */
    @GetMapping("/api/ways")
    @ResponseBody
    @PreAuthorize(WATCHERS)
    StepTimes.Phase phase(
            @RequestParam(defaultValue = "clue-handling") String process,
            @RequestParam(defaultValue = "12") int months) {
        return times.of(process, Math.max(1, Math.min(months, MOST_MONTHS)));
    }
}
