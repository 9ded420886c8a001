package cn.qingfeng.intake.rating;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.CallBack.Rating;
import cn.qingfeng.intake.Texts;
import cn.qingfeng.intake.plaque.PlaqueKind;
import cn.qingfeng.intake.plaque.Plaques;
import cn.qingfeng.intake.plaque.Scan;
import cn.qingfeng.intake.ratelimit.RateLimit;
import cn.qingfeng.intake.ratelimit.Throttle;
import cn.qingfeng.web.Redraw;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where a visitor who scanned the plaque at a window rates it on the spot, once a visit. The browser remembers for four
 * hours which window was rated, and nothing that would tell who did. A code that is not good leads to a report instead.
 */
@Controller
class RatePage {

    private static final String RATED = "QF-RATED";

    private final Plaques plaques;
    private final WindowRatings ratings;
    private final Throttle throttle;

    private final Redraw redraw;

    RatePage(Plaques plaques, WindowRatings ratings, Throttle throttle, Redraw redraw) {
        this.redraw = redraw;
        this.plaques = plaques;
        this.ratings = ratings;
        this.throttle = throttle;
    }

    @GetMapping("/rate")
    String ask(
            @RequestParam(defaultValue = "") String window,
            @CookieValue(name = RATED, defaultValue = "") String rated,
            Model model) {
        var scan = plaques.read(PlaqueKind.WINDOW, window);
        model.addAttribute("over", scan.place().filter(rated::equals).isPresent());
        return draw(scan, model);
    }

    @PostMapping("/rate")
    String rate(
            @RequestParam(defaultValue = "") String window,
            @RequestParam(defaultValue = "") String visit,
            @RequestParam(defaultValue = "") String rating,
            @RequestParam(defaultValue = "") List<String> reasons,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var scan = plaques.read(PlaqueKind.WINDOW, window);
        try {
            var said = Arrays.stream(Rating.values())
                    .filter(level -> level.name().equals(rating))
                    .findFirst()
                    .orElseThrow(() -> Texts.fault("rating", "track.choose.rating"));
            throttle.pass(RateLimit.WINDOW_RATING, request.getRemoteAddr());
            ratings.rate(scan, visit, said, reasons);
            model.addAttribute("dissatisfied", said.ordinal() > Rating.BASICALLY.ordinal());
            model.addAttribute("thanks", true);
            response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    ResponseCookie.from(RATED, scan.code())
                            .path(request.getContextPath() + "/rate")
                            .maxAge(Duration.ofHours(4))
                            .httpOnly(true)
                            .secure(request.isSecure())
                            .sameSite("Lax")
                            .build()
                            .toString());
        } catch (Refusal refusal) {
            redraw.with(refusal, model);
            model.addAttribute("chosen", rating);
        }
        return draw(scan, model);
    }

    private String draw(Scan scan, Model model) {
        if (!model.containsAttribute("over")) {
            model.addAttribute("over", false);
        }
        model.addAttribute("code", scan.text());
        model.addAttribute("again", "?" + scan.query() + "&");
        scan.place().ifPresent(window -> {
            model.addAttribute("window", plaques.nameOf(PlaqueKind.WINDOW, window));
            model.addAttribute("visit", ratings.visit(window));
        });
        model.addAttribute("levels", Rating.values());
        model.addAttribute("reasons", WindowRatings.REASONS);
        return "intake/rate";
    }
}
