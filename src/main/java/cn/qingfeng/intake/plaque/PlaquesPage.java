package cn.qingfeng.intake.plaque;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.intake.rating.WindowRatings;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.place.Places;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The county's plaques for the office that hangs them: which are silent, which are abused; to print and to rotate. */
@Controller
class PlaquesPage {

    private static final int MOST_PRINTED = 60;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");

    /** One place and what its plaque brought in. */
    record Line(
            String code,
            String name,
            String unit,
            int reports,
            int others,
            int refused,
            WindowRatings.Tally ratings,
            String last,
            boolean silent,
            boolean abused) {}

    /** One plaque on the sheet. */
    record Sheet(String code, String name, String unit, QrCode qr) {}

    private record Spot(String code, String name, String unit) {}

    private final Plaques plaques;
    private final Places places;
    private final Organization organization;
    private final WindowRatings ratings;
    private final ClueLedger ledger;
    private final PublicAddress address;
    private final Clock clock;
    private final Duration silence;
    private final Duration recent;
    private final int abuse;
    private final String hotline;

    PlaquesPage(
            Plaques plaques,
            Places places,
            Organization organization,
            WindowRatings ratings,
            ClueLedger ledger,
            PublicAddress address,
            Clock clock,
            @Value("${qingfeng.plaque.silent-after:90d}") Duration silence,
            @Value("${qingfeng.plaque.recent:30d}") Duration recent,
            @Value("${qingfeng.plaque.abused-at:3}") int abuse,
            @Value("${qingfeng.plaque.hotline:12345}") String hotline) {
        this.plaques = plaques;
        this.places = places;
        this.organization = organization;
        this.ratings = ratings;
        this.ledger = ledger;
        this.address = address;
        this.clock = clock;
        this.silence = silence;
        this.recent = recent;
        this.abuse = abuse;
        this.hotline = hotline;
    }

    @GetMapping("/plaques")
    String list(@RequestParam(defaultValue = "POINT") PlaqueKind kind, Model model) {
        var now = clock.instant();
        var tallies = plaques.tally(kind, now.minus(recent));
        var lasts = plaques.tally(kind, now.minus(silence));
        var refused = refused(kind, now.minus(recent));
        var rated =
                kind == PlaqueKind.WINDOW ? ratings.tally(now.minus(recent)) : Map.<String, WindowRatings.Tally>of();
        var spoken =
                kind == PlaqueKind.WINDOW ? ratings.tally(now.minus(silence)).keySet() : List.<String>of();
        model.addAttribute("kind", kind);
        model.addAttribute("kinds", PlaqueKind.values());
        model.addAttribute("days", recent.toDays());
        model.addAttribute("silentDays", silence.toDays());
        model.addAttribute("abuse", abuse);
        model.addAttribute(
                "strangers",
                Stream.ofNullable(tallies.get(null))
                        .mapToInt(Plaques.Tally::others)
                        .sum());
        model.addAttribute(
                "lines",
                spots(kind)
                        .map(spot -> {
                            var tally = tallies.getOrDefault(spot.code(), new Plaques.Tally(0, 0, null));
                            var last = lasts.containsKey(spot.code())
                                    ? lasts.get(spot.code()).last()
                                    : null;
                            var bad = refused.getOrDefault(spot.code(), 0);
                            return new Line(
                                    spot.code(),
                                    spot.name(),
                                    spot.unit(),
                                    tally.good(),
                                    tally.others(),
                                    bad,
                                    rated.getOrDefault(spot.code(), new WindowRatings.Tally(0, 0)),
                                    day(last),
                                    last == null
                                            && !spoken.contains(spot.code())
                                            && !plaques.isFirms(kind, spot.code()),
                                    tally.others() >= abuse || bad >= abuse);
                        })
                        .toList());
        return "intake/plaques";
    }

    @GetMapping("/plaques/print")
    String print(
            @RequestParam PlaqueKind kind,
            @RequestParam(name = "code", defaultValue = "") List<String> codes,
            Model model) {
        if (codes.isEmpty() || codes.size() > MOST_PRINTED) {
            throw Refusal.invalid("plaque.print.count", MOST_PRINTED);
        }
        var sheets = new ArrayList<Sheet>();
        spots(kind)
                .filter(spot -> codes.contains(spot.code()))
                .forEach(spot -> sheets.add(new Sheet(
                        spot.code(), spot.name(), spot.unit(), QrCode.of(address.of(target(kind, spot.code()))))));
        model.addAttribute("kind", kind);
        model.addAttribute("sheets", sheets);
        model.addAttribute("hotline", hotline);
        model.addAttribute("address", address.of(kind.page()));
        return "intake/plaque-sheet";
    }

    @PostMapping("/plaques/rotate")
    String rotate(
            @RequestParam PlaqueKind kind,
            @RequestParam(name = "code", defaultValue = "") List<String> codes,
            Principal by) {
        codes.forEach(code -> plaques.rotate(kind, code, by.getName()));
        return "redirect:/plaques?kind=" + kind;
    }

    private String target(PlaqueKind kind, String code) {
        return kind.page() + "?" + kind.parameter() + "="
                + URLEncoder.encode(plaques.codeOf(kind, code), StandardCharsets.UTF_8);
    }

    private Stream<Spot> spots(PlaqueKind kind) {
        return switch (kind) {
            case POINT ->
                places.contactPoints().stream()
                        .map(point -> new Spot(
                                point.code(),
                                point.place(),
                                point.unit().map(organization::unitName).orElse("")));
            case WINDOW ->
                places.windows().stream()
                        .map(window -> new Spot(
                                window.code(),
                                window.name() + " · " + window.place(),
                                organization.unitName(window.unit())));
            case ENTERPRISE ->
                places.enterprises().stream()
                        .filter(firm -> firm.keyEnterprise())
                        .map(firm -> new Spot(firm.creditCode(), firm.name(), organization.unitName(firm.town())));
        };
    }

    /** How many of a plaque's recent reports were not admitted. */
    private Map<String, Integer> refused(PlaqueKind kind, Instant since) {
        var refused = new HashMap<String, Integer>();
        plaques.reportsSince(kind, since).forEach((number, code) -> {
            if (ledger.get(number).status() == ClueStatus.NOT_ADMITTED) {
                refused.merge(code, 1, Integer::sum);
            }
        });
        return refused;
    }

    private String day(Instant at) {
        return at == null ? "" : DAY.withZone(clock.getZone()).format(at);
    }
}
