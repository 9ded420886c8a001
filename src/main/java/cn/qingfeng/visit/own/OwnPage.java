package cn.qingfeng.visit.own;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.CallBack.Rating;
import cn.qingfeng.intake.ratelimit.RateLimit;
import cn.qingfeng.intake.ratelimit.Throttle;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.visit.Firm;
import cn.qingfeng.visit.Firms;
import cn.qingfeng.visit.Inspections;
import cn.qingfeng.visit.Visits;
import cn.qingfeng.visit.Visits.WithFirm;
import cn.qingfeng.web.Redraw;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What a firm reads about itself: who comes and who came, inspections, its quiet days, how the problems go that it told its officer
 * under its name. Nothing of what anybody else reported about it or from within it, and nothing of whom to ask for there: the page
 * may lie open on a reception desk. The secret stands behind the # of the address and goes on in the posts' bodies.
 */
@Controller
@RequestMapping("/own")
class OwnPage {

    /** A visit that was, or is to be. */
    record Line(WithFirm visit, Rating rated, boolean open) {}

    private final FirmLinks links;
    private final VisitRatings ratings;
    private final Firms firms;
    private final Visits visits;
    private final Inspections inspections;
    private final Organization organization;
    private final Throttle throttle;
    private final Redraw redraw;

    OwnPage(
            FirmLinks links,
            VisitRatings ratings,
            Firms firms,
            Visits visits,
            Inspections inspections,
            Organization organization,
            Throttle throttle,
            Redraw redraw) {
        this.links = links;
        this.ratings = ratings;
        this.firms = firms;
        this.visits = visits;
        this.inspections = inspections;
        this.organization = organization;
        this.throttle = throttle;
        this.redraw = redraw;
    }

    @GetMapping
    String ask() {
        return "visit/own";
    }

    @PostMapping
    String open(@RequestParam(defaultValue = "") String code, HttpServletRequest request, Locale locale, Model model) {
        try {
            draw(opened(code, request), code, locale, model);
        } catch (Refusal refused) {
            redraw.with(refused, model);
        }
        return "visit/own";
    }

    @PostMapping("/rate")
    String rate(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String visit,
            @RequestParam(defaultValue = "") String rating,
            HttpServletRequest request,
            Locale locale,
            Model model) {
        try {
            var firm = opened(code, request);
            try {
                ratings.rate(firm, visit, level(rating));
                model.addAttribute("thanks", true);
            } catch (Refusal refused) {
                redraw.with(refused, model);
            }
            draw(firm, code, locale, model);
        } catch (Refusal refused) {
            redraw.with(refused, model);
        }
        return "visit/own";
    }

    private static Rating level(String rating) {
        return Arrays.stream(Rating.values())
                .filter(level -> level.name().equals(rating))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("own.rating.missing"));
    }

    /** Guessing ends soon: what opened nothing is counted by address. */
    private Firm opened(String code, HttpServletRequest request) {
        throttle.mayPass(RateLimit.MISS, request.getRemoteAddr());
        try {
            return links.open(code);
        } catch (Refusal unknown) {
            throttle.count(RateLimit.MISS, request.getRemoteAddr());
            throw unknown;
        }
    }

    private void draw(Firm firm, String code, Locale locale, Model model) {
        var all = visits.withFirm(firm.creditCode(), locale);
        var said = ratings.of(all.stream().map(WithFirm::number).toList());
        model.addAttribute("code", code);
        model.addAttribute("firm", firm.name());
        model.addAttribute("officer", firm.officer() == null ? "" : organization.personName(firm.officer()));
        model.addAttribute(
                "visits",
                all.stream()
                        .map(visit -> new Line(
                                visit,
                                said.get(visit.number()),
                                visit.made() && !said.containsKey(visit.number()) && ratings.isFresh(visit.day())))
                        .toList());
        model.addAttribute("quiet", firms.quiet(firm.creditCode()));
        model.addAttribute(
                "inspections",
                inspections.of(firm.creditCode()).stream()
                        .map(one -> Map.of(
                                "day", one.plannedOn(),
                                "unit", organization.unitName(one.unit()),
                                "subject", one.subject()))
                        .toList());
        model.addAttribute("levels", List.of(Rating.values()));
    }
}
