package cn.qingfeng.evaluation.window;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.evaluation.RoundStage;
import cn.qingfeng.evaluation.Terms;
import cn.qingfeng.evaluation.score.Ranked.Honour;
import cn.qingfeng.evaluation.score.ScoreNode;
import cn.qingfeng.evaluation.window.WindowBook.Cause;
import cn.qingfeng.evaluation.window.WindowBook.Entered;
import cn.qingfeng.evaluation.window.WindowObjections.Target;
import cn.qingfeng.evaluation.window.WindowScoring.Placed;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.organization.place.Places;
import cn.qingfeng.web.Redraw;
import java.math.BigDecimal;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Monthly rounds of windows: the list, the ranking, what is objected to, and each score down to its parts. A unit's leader sees
 * the own windows once there is a draft, and the others' places once they are public.
 */
@Controller
@RequestMapping("/window-rounds")
@PreAuthorize("@rights.has(authentication, 'SEE_ROUNDS')")
class WindowRoundPage {

    private static final int MOST = 60;

    /**
     * A window of a round, in words.
     *
     * @param opens whether the reader sees what the score is made of
     */
    record Line(
            String code,
            String name,
            String unit,
            boolean in,
            String place,
            String total,
            String honour,
            List<String> parts,
            boolean opens) {}

    /** A line of the tree, in words. */
    record Part(int depth, String name, String value, String weight, String sample, String how) {}

    /** A mark or a check that may be looked at, in words. */
    record Item(String ref, String label, String state, boolean out) {}

    /** An objection, in words. */
    record Against(
            String id, String unit, String what, String ref, String words, String at, Boolean granted, String ruling) {}

    private final WindowBook book;
    private final WindowRounds rounds;
    private final WindowMarks marks;
    private final WindowCounts figures;
    private final WindowObjections objections;
    private final Terms terms;
    private final Places places;
    private final Organization organization;
    private final MessageSource messages;
    private final Redraw redraw;

    WindowRoundPage(
            WindowBook book,
            WindowRounds rounds,
            WindowMarks marks,
            WindowCounts figures,
            WindowObjections objections,
            Terms terms,
            Places places,
            Organization organization,
            MessageSource messages,
            Redraw redraw) {
        this.book = book;
        this.rounds = rounds;
        this.marks = marks;
        this.figures = figures;
        this.objections = objections;
        this.terms = terms;
        this.places = places;
        this.organization = organization;
        this.messages = messages;
        this.redraw = redraw;
    }

    @GetMapping
    @Transactional(readOnly = true)
    public String all(Principal reader, Model model) {
        var whole = organization.hasOverAll(reader.getName(), Right.SEE_ROUNDS);
        model.addAttribute(
                "rounds",
                book.all(false, MOST).stream()
                        .filter(round -> whole || isShownToUnits(round))
                        .toList());
        return "window/rounds";
    }

    @GetMapping("/{number}")
    @Transactional(readOnly = true)
    public String one(Principal reader, @PathVariable String number, Model model, Locale locale) {
        return drawn(reader.getName(), number, model, locale);
    }

    private WindowRound shown(String reader, String number) {
        return book.find(number)
                .filter(round -> organization.hasOverAll(reader, Right.SEE_ROUNDS) || isShownToUnits(round))
                .orElseThrow(() -> Refusal.notFound("window.unknown"));
    }

    private String drawn(String reader, String number, Model model, Locale locale) {
        var round = shown(reader, number);
        var whole = organization.hasOverAll(reader, Right.SEE_ROUNDS);
        // Read at once, so that no row asks for its unit.
        organization.allUnits();
        var led = objections.ledBy(reader);
        var entered = book.entered(number);
        var names = entered.stream().collect(Collectors.toMap(Entered::window, Entered::name));
        model.addAttribute("round", round);
        model.addAttribute("whole", whole);
        model.addAttribute("runs", organization.hasOverAll(reader, Right.RUN_ROUNDS));
        model.addAttribute("rules", whole && objections.rules(reader));
        model.addAttribute("lines", lines(round, entered, whole, led, locale));
        var came = objections.of(round).stream()
                .filter(one -> whole || led.contains(one.unit()))
                .toList();
        var targets = objections
                .targets(
                        round,
                        entered.stream()
                                .map(one -> organization.current(one.unit()))
                                .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(Target::ref, Function.identity()));
        model.addAttribute(
                "objections",
                came.stream()
                        .map(one -> new Against(
                                one.id(),
                                organization.unitName(one.unit()),
                                targets.containsKey(one.ref())
                                        ? label(targets.get(one.ref()), names, locale)
                                        : say("window.target.out", locale),
                                one.ref(),
                                one.words(),
                                Moments.minute(one.at()),
                                one.granted(),
                                one.ruling()))
                        .toList());
        var taken = objections.areTaken(round);
        var said = came.stream().map(WindowObjections.Objection::ref).collect(Collectors.toSet());
        model.addAttribute(
                "targets",
                taken
                        ? objections.targets(round, led).stream()
                                .filter(one -> !said.contains(one.ref()))
                                .map(one -> new Item(one.ref(), label(one, names, locale), "", false))
                                .toList()
                        : List.of());
        if (taken) {
            terms.endOf(number, WindowRounds.OBJECTIONS)
                    .ifPresent(end -> model.addAttribute("until", Moments.minute(end)));
        }
        model.addAttribute("changes", changes(round, names, locale));
        if (whole) {
            var open = marks.of(round).stream()
                    .filter(mark -> mark.state() == WindowMarks.State.OPEN && names.containsKey(mark.window()))
                    .map(WindowMarks.Mark::number)
                    .toList();
            model.addAttribute("openMarks", open);
            model.addAttribute("openChecks", figures.unconfirmed(round));
        }
        return "window/round";
    }

    private List<Line> lines(WindowRound round, List<Entered> entered, boolean whole, Set<String> led, Locale locale) {
        var scores = book.scores(round.number(), book.latest(round.number())).stream()
                .collect(Collectors.toMap(one -> one.input().window(), Function.identity()));
        var lines = entered.stream()
                .filter(one -> whole || round.isPublished() || isLed(one, led))
                .sorted(Comparator.comparing((Entered one) -> scores.containsKey(one.window())
                                        && scores.get(one.window()).place() != null
                                ? scores.get(one.window()).place()
                                : Integer.MAX_VALUE)
                        .thenComparing(Entered::window))
                .map(one -> line(round, one, scores.get(one.window()), whole || isLed(one, led), locale))
                .collect(Collectors.toCollection(ArrayList::new));
        if (whole && round.stage() == RoundStage.PLANNED) {
            // While the list is not fixed, those that were left out stand below, to be taken in again.
            var in = entered.stream().map(Entered::window).collect(Collectors.toSet());
            places.windows().stream()
                    .filter(window -> !in.contains(window.code()))
                    .forEach(window -> lines.add(new Line(
                            window.code(),
                            window.name(),
                            organization.unitName(window.unit()),
                            false,
                            "",
                            "",
                            "",
                            List.of(),
                            false)));
        }
        return lines;
    }

    private Line line(WindowRound round, Entered one, Placed score, boolean opens, Locale locale) {
        var unit = organization.unitName(one.unit());
        if (score == null) {
            return new Line(one.window(), one.name(), unit, true, "", "", "", List.of(), false);
        }
        var tree = WindowScoring.tree(round.scheme(), score.input());
        return new Line(
                one.window(),
                one.name(),
                unit,
                true,
                place(score, locale),
                points(score.total()),
                score.honour() == Honour.NONE ? "" : say("window.honour." + score.honour(), locale),
                tree.children().stream().map(part -> points(part.value())).toList(),
                opens);
    }

    /** What a window's score is made of, the marks and the checks behind it. */
    @GetMapping("/{number}/{window}")
    @Transactional(readOnly = true)
    public String score(
            Principal reader, @PathVariable String number, @PathVariable String window, Model model, Locale locale) {
        var round = shown(reader.getName(), number);
        var whole = organization.hasOverAll(reader.getName(), Right.SEE_ROUNDS);
        organization.allUnits();
        var led = objections.ledBy(reader.getName());
        var entered = book.entered(number).stream()
                .filter(one -> one.window().equals(window) && (whole || isLed(one, led)))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("window.window.unknown"));
        var latest = book.latest(number);
        var score = book.scores(number, latest).stream()
                .filter(one -> one.input().window().equals(window))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("window.window.unknown"));
        model.addAttribute("round", round);
        model.addAttribute("name", entered.name());
        model.addAttribute("unit", organization.unitName(entered.unit()));
        model.addAttribute("place", place(score, locale));
        model.addAttribute("lines", tree(round.scheme(), score, locale));
        model.addAttribute(
                "marks",
                marks.of(round).stream()
                        // What nobody has verified is not the unit's to look into yet.
                        .filter(mark ->
                                mark.window().equals(window) && (whole || mark.state() != WindowMarks.State.OPEN))
                        .map(mark -> new Item(
                                mark.number(),
                                said(mark, locale),
                                say("window.mark." + mark.state(), locale),
                                mark.state() == WindowMarks.State.OUT))
                        .toList());
        model.addAttribute(
                "checks",
                figures.checks(round).stream()
                        .filter(check -> check.window().equals(window))
                        .map(check -> new Item(
                                check.number(),
                                say("window.check.points", locale, check.points()),
                                check.isAway() || check.isAttitude()
                                        ? say("window.check." + check.found(), locale)
                                        : "",
                                false))
                        .toList());
        return "window/score";
    }

    private List<Part> tree(WindowScheme scheme, Placed score, Locale locale) {
        var tree = WindowScoring.tree(scheme, score.input());
        var lines = new ArrayList<Part>();
        lines.add(new Part(0, say("window.score.TOTAL", locale), points(tree.value()), "", "", weighted(tree)));
        for (var part : tree.children()) {
            var deduction = part.code().equals(ScoreNode.DEDUCTION);
            var few = !deduction
                    && !part.code().equals(WindowParameter.CHECKS.name())
                    && part.sample() > 0
                    && part.sample() < WindowScoring.FEW;
            lines.add(new Part(
                    1,
                    say("window.score." + part.code(), locale),
                    points(part.value()),
                    part.weight() == 0 ? "" : String.valueOf(part.weight()),
                    few
                            ? say("window.few", locale, WindowScoring.FEW)
                            : say("window.sample." + part.code(), locale, part.sample()),
                    deduction
                            ? say(
                                    "window.how.DEDUCTION",
                                    locale,
                                    score.input().away(),
                                    scheme.of(WindowParameter.AWAY_COSTS),
                                    score.input().attitude(),
                                    scheme.of(WindowParameter.ATTITUDE_COSTS))
                            : part.value() == null
                                    ? say("window.how.nothing", locale)
                                    : say("window.how." + part.code(), locale, part.part(), part.sample())));
        }
        return lines;
    }

    /** {@code (80.00×60 + 93.33×20) ÷ 80 − 5} */
    private static String weighted(ScoreNode tree) {
        var counted = tree.children().stream()
                .filter(child -> child.weight() > 0 && child.value() != null)
                .toList();
        var off = tree.find(ScoreNode.DEDUCTION).orElseThrow().part();
        return counted.isEmpty()
                ? "\u2014"
                : "("
                        + counted.stream()
                                .map(child -> points(child.value()) + "\u00d7" + child.weight())
                                .collect(Collectors.joining(" + "))
                        + ") \u00f7 "
                        + counted.stream().mapToInt(ScoreNode::weight).sum()
                        + (off == 0 ? "" : " \u2212 " + off);
    }

    private List<String> changes(WindowRound round, Map<String, String> names, Locale locale) {
        return !round.isPublished()
                ? List.of()
                : book.versions(round.number()).stream()
                        .filter(version -> version.at().isAfter(round.publishedAt())
                                && (version.cause() == Cause.MARK || version.cause() == Cause.CHECK))
                        .map(version -> say(
                                "window.changed." + version.cause(),
                                locale,
                                Moments.minute(version.at()).substring(0, 10),
                                names.getOrDefault(version.window(), version.window())))
                        .toList();
    }

    private String label(Target target, Map<String, String> names, Locale locale) {
        var name = names.getOrDefault(target.window(), target.window());
        return target.mark() == null
                ? say(
                        "window.target.check",
                        locale,
                        name,
                        target.ref(),
                        target.check().points())
                : say("window.target.mark", locale, name, target.ref(), said(target.mark(), locale));
    }

    private String said(WindowMarks.Mark mark, Locale locale) {
        return say(
                "window.mark.said",
                locale,
                mark.day().toString(),
                say("rating." + mark.level(), locale),
                mark.reasons().stream()
                        .map(reason -> say("rate.reason." + reason, locale))
                        .collect(Collectors.joining(say("window.between", locale))));
    }

    private String place(Placed one, Locale locale) {
        return one.place() == null ? say("standing.TOO_FEW", locale) : say("result.place", locale, one.place());
    }

    private static String points(BigDecimal value) {
        return value == null ? "\u2014" : value.setScale(2).toPlainString();
    }

    @PostMapping("/{number}/windows")
    @PreAuthorize("@rights.has(authentication, 'RUN_ROUNDS')")
    String enter(
            Principal by,
            @PathVariable String number,
            @RequestParam(defaultValue = "") String window,
            @RequestParam(defaultValue = "false") boolean in,
            Model model,
            Locale locale) {
        return act(by, number, model, locale, () -> rounds.enter(number, window, in));
    }

    @PostMapping("/{number}/objections")
    String object(
            Principal by,
            @PathVariable String number,
            @RequestParam(defaultValue = "") String ref,
            @RequestParam(defaultValue = "") String words,
            Model model,
            Locale locale) {
        model.addAttribute("words", words);
        model.addAttribute("chosen", ref);
        return act(by, number, model, locale, () -> objections.raise(by.getName(), number, ref, words));
    }

    @PostMapping("/{number}/objections/{id}")
    String rule(
            Principal by,
            @PathVariable String number,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean granted,
            @RequestParam(defaultValue = "") String ruling,
            Model model,
            Locale locale) {
        return act(by, number, model, locale, () -> objections.rule(by.getName(), number, id, granted, ruling));
    }

    private String act(Principal by, String number, Model model, Locale locale, Runnable act) {
        try {
            act.run();
            return "redirect:/window-rounds/" + number;
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.NOT_FOUND || refused.kind() == Refusal.Kind.FORBIDDEN) {
                throw refused;
            }
            redraw.with(refused, model);
            return drawn(by.getName(), number, model, locale);
        }
    }

    private boolean isLed(Entered one, Set<String> led) {
        return led.contains(organization.current(one.unit()));
    }

    private static boolean isShownToUnits(WindowRound round) {
        return round.drafts() > 0;
    }

    private String say(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }
}
