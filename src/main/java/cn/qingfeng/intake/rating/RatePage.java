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
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * hours which windows were rated, and nothing that would tell who did. A code that is not good leads to a report instead.
 */
@Controller
class RatePage {

    private static final String RATED = "QF-RATED";
    private static final String BETWEEN = ":";
    private static final int MOST = 10;

    /** What comes back from a browser goes out again only as what it could have been. */
    private static final Predicate<String> A_CODE =
            Pattern.compile("[A-Za-z0-9._-]{1,40}").asMatchPredicate();

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
        model.addAttribute("over", isRated(scan, rated));
        return draw(scan, model);
    }

    @PostMapping("/rate")
    String rate(
            @RequestParam(defaultValue = "") String window,
            @RequestParam(defaultValue = "") String visit,
            @RequestParam(defaultValue = "") String rating,
            @RequestParam(defaultValue = "") List<String> reasons,
            @CookieValue(name = RATED, defaultValue = "") String rated,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var scan = plaques.read(PlaqueKind.WINDOW, window);
        try {
            var said = Arrays.stream(Rating.values())
                    .filter(level -> level.name().equals(rating))
                    .findFirst()
                    .orElseThrow(() -> Texts.fault("rating", "track.choose.rating"));
            // A page that was opened twice before the first rating has a second visit in it.
            if (isRated(scan, rated)) {
                throw Refusal.conflict("rate.twice");
            }
            throttle.pass(RateLimit.WINDOW_RATING, request.getRemoteAddr());
            ratings.rate(scan, visit, said, reasons);
            model.addAttribute("dissatisfied", said.ordinal() > Rating.BASICALLY.ordinal());
            model.addAttribute("thanks", true);
            response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    ResponseCookie.from(RATED, remembered(scan.code(), rated))
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

    private static boolean isRated(Scan scan, String rated) {
        return scan.place()
                .filter(window -> List.of(rated.split(BETWEEN)).contains(window))
                .isPresent();
    }

    /** The windows of one way through the hall, the last few of them. */
    private static String remembered(String window, String rated) {
        return Stream.concat(
                        Stream.of(window), Arrays.stream(rated.split(BETWEEN)).filter(A_CODE))
                .distinct()
                .limit(MOST)
                .collect(Collectors.joining(BETWEEN));
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
