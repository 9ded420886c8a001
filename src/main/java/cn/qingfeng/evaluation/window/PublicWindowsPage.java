package cn.qingfeng.evaluation.window;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.evaluation.score.Ranked.Honour;
import cn.qingfeng.evaluation.window.WindowBook.Cause;
import cn.qingfeng.evaluation.window.WindowBook.Entered;
import cn.qingfeng.evaluation.window.WindowScoring.Placed;
import cn.qingfeng.organization.Organization;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * 窗口评议结果, for anybody: which window is where in each published month, by what formula and out of how many samples, and what
 * changed since. No mark, no visitor, no number so small that it would tell of one.
 */
@Controller
class PublicWindowsPage {

    private static final int MOST = 40;

    /** A month in the list. */
    record Row(String number, String month, String day) {}

    /** A window, in words; parts in the order of the formula. */
    record Line(
            String name, String unit, String place, String total, String honour, List<String> parts, String samples) {}

    private final WindowBook book;
    private final Organization organization;
    private final MessageSource messages;

    PublicWindowsPage(WindowBook book, Organization organization, MessageSource messages) {
        this.book = book;
        this.organization = organization;
        this.messages = messages;
    }

    @GetMapping("/window-results")
    @Transactional(readOnly = true)
    public String all(Model model) {
        model.addAttribute(
                "rounds",
                book.all(true, MOST).stream()
                        .map(one -> new Row(one.number(), one.month().toString(), day(one.publishedAt())))
                        .toList());
        return "window/results";
    }

    @GetMapping("/window-results/{number}")
    @Transactional(readOnly = true)
    public String one(@PathVariable String number, Model model, Locale locale) {
        var round = book.find(number)
                .filter(WindowRound::isPublished)
                .orElseThrow(() -> Refusal.notFound("window.unknown"));
        var windows = book.entered(number).stream().collect(Collectors.toMap(Entered::window, one -> one));
        model.addAttribute("round", round);
        model.addAttribute("day", day(round.publishedAt()));
        model.addAttribute(
                "rules",
                Arrays.stream(WindowParameter.values()).collect(Collectors.toMap(Enum::name, round.scheme()::of)));
        model.addAttribute(
                "lines",
                book.scores(number, book.latest(number)).stream()
                        .sorted(Comparator.comparing(
                                        (Placed one) -> one.place() == null ? Integer.MAX_VALUE : one.place())
                                .thenComparing(one -> one.input().window()))
                        .map(one -> line(round, one, windows.get(one.input().window()), locale))
                        .toList());
        model.addAttribute(
                "changes",
                book.versions(number).stream()
                        .filter(version -> version.at().isAfter(round.publishedAt())
                                && (version.cause() == Cause.MARK || version.cause() == Cause.CHECK))
                        .map(version -> say(
                                "window.changed." + version.cause(),
                                locale,
                                day(version.at()),
                                windows.get(version.window()).name()))
                        .toList());
        return "window/result";
    }

    private Line line(WindowRound round, Placed one, Entered window, Locale locale) {
        var input = one.input();
        return new Line(
                window.name(),
                organization.unitName(window.unit()),
                one.place() == null ? say("standing.TOO_FEW", locale) : say("result.place", locale, one.place()),
                // Of few ratings nothing is said, not even through what they would change.
                points(one.place() == null ? null : one.total()),
                one.honour() == Honour.NONE ? "" : say("window.honour." + one.honour(), locale),
                WindowScoring.tree(round.scheme(), input).children().stream()
                        .map(part -> points(part.value()))
                        .toList(),
                say("window.samples", locale, few(input.scans(), locale), few(input.calls(), locale), input.checks()));
    }

    private String few(int number, Locale locale) {
        return number > 0 && number < WindowScoring.FEW
                ? say("window.few", locale, WindowScoring.FEW)
                : String.valueOf(number);
    }

    private static String points(BigDecimal value) {
        return value == null ? "\u2014" : value.setScale(2).toPlainString();
    }

    private static String day(Instant at) {
        return Moments.minute(at).substring(0, 10);
    }

    private String say(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }
}
