package cn.qingfeng.disclosure;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.Right;
import cn.qingfeng.reporter.Identity;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * 揭示身份: who asked to know a reporter, what came of it, and for whoever asked the identity itself while the view is open.
 * It is the answer to a post, so that no address, history or prefetch shows it, and nothing may keep the answer.
 */
@Controller
@RequestMapping("/reveals")
class RevealPage {

    private static final int NEWEST = 500;

    private final RevealRequests requests;
    private final ClueAccess access;
    private final ClueLedger ledger;
    private final Organization organization;
    private final Clock clock;

    RevealPage(RevealRequests requests, ClueAccess access, ClueLedger ledger, Organization organization, Clock clock) {
        this.requests = requests;
        this.access = access;
        this.ledger = ledger;
        this.organization = organization;
        this.clock = clock;
    }

    /** A wish in words. */
    public record Line(
            String number,
            String clueNumber,
            String unit,
            String askedBy,
            String askedAt,
            String ground,
            String decidedBy,
            String state,
            int looks) {}

    @GetMapping
    String list(Principal reader, Locale locale, Model model, HttpServletResponse response) {
        if (!access.viewer(reader.getName()).has(Right.LIST_REVEALS)) {
            throw Refusal.forbidden("reveal.list.forbidden");
        }
        untold(response);
        model.addAttribute(
                "lines",
                requests.seenBy(reader.getName(), NEWEST).stream()
                        .map(request -> line(request, locale))
                        .toList());
        return "process/reveals";
    }

    @GetMapping("/{number}")
    String one(
            Principal reader, @PathVariable String number, Locale locale, Model model, HttpServletResponse response) {
        return draw(reader, requests.seenBy(reader.getName(), number), null, locale, model, response);
    }

    /** Shows the identity once; the look is on record before the page is drawn. */
    @PostMapping("/{number}/look")
    String look(
            Principal reader, @PathVariable String number, Locale locale, Model model, HttpServletResponse response) {
        var identity = requests.look(number, reader.getName());
        return draw(reader, requests.get(number), identity, locale, model, response);
    }

    @PostMapping("/{number}/withdraw")
    String withdraw(Principal reader, @PathVariable String number) {
        requests.withdraw(number, reader.getName());
        return "redirect:/reveals/" + requests.get(number).number();
    }

    private String draw(
            Principal reader,
            RevealRequest request,
            Identity identity,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        untold(response);
        var mine = request.askedBy().equals(reader.getName());
        var clue = ledger.get(request.clue());
        model.addAttribute("line", line(request, locale));
        model.addAttribute(
                "about",
                access.contentFor(access.viewer(reader.getName()), clue).title());
        model.addAttribute("sealed", clue.content().kind() == ClueKind.REPORT);
        model.addAttribute("reason", requests.reason(request));
        model.addAttribute("decision", requests.decision(request).orElse(null));
        model.addAttribute("decideBy", minute(request.decideBy()));
        model.addAttribute("basis", request.basis());
        model.addAttribute("closesAt", request.closesAt().map(this::minute).orElse(null));
        model.addAttribute("closes", request.closesAt().orElse(null));
        model.addAttribute("now", clock.instant());
        model.addAttribute("mine", mine);
        model.addAttribute("viewable", mine && requests.isViewable(request));
        model.addAttribute("who", identity);
        model.addAttribute(
                "looks",
                requests.looks(request.number()).stream()
                        .map(look -> List.of(minute(look.at()), organization.personName(look.by())))
                        .toList());
        return "process/reveal";
    }

    /** No other page learns where the reader came from. */
    private static void untold(HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    private Line line(RevealRequest request, Locale locale) {
        return new Line(
                request.number(),
                request.clue().value(),
                organization
                        .person(request.askedBy())
                        .map(Person::unit)
                        .map(organization::unitName)
                        .orElse(""),
                organization.personName(request.askedBy()),
                minute(request.askedAt()),
                requests.ground(request, locale),
                request.decidedBy().map(organization::personName).orElse(""),
                request.state().name(),
                requests.looks(request.number()).size());
    }

    private String minute(Instant at) {
        ZoneId zone = clock.getZone();
        return Moments.minute(at);
    }
}
