package cn.qingfeng.exposure;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.exposure.Exposure.Side;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.redaction.PersonalDataFinder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * 典型曝光与创新推介, for anybody: what was exposed and what was praised, when, what became of it, and every change with its
 * reason. Shows the words that were written for the public and approved, and nothing else that was filled in.
 */
@Controller
class PublicExposurePage {

    /** More nobody reads on one page, which stays below 150 kB with the longest words that forms take. */
    private static final int MOST = 60;

    /** How much of a text the list shows; the whole stands on the case's own page. */
    private static final int SHORT = 160;

    /** A case, in words. */
    record Line(
            String number,
            String unit,
            String title,
            String text,
            String day,
            String film,
            String standing,
            boolean gone,
            boolean changed) {

        Line shortened() {
            return text.length() <= SHORT
                    ? this
                    : new Line(
                            number,
                            unit,
                            title,
                            text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, SHORT))) + "…",
                            day,
                            film,
                            standing,
                            gone,
                            changed);
        }
    }

    /** An edition, in words. */
    record Past(int ordinal, String day, String title, String text, String reason, boolean gone) {}

    private final ExposureBook book;
    private final Organization organization;
    private final MessageSource messages;

    PublicExposurePage(ExposureBook book, Organization organization, MessageSource messages) {
        this.book = book;
        this.organization = organization;
        this.messages = messages;
    }

    @GetMapping("/exposures")
    @Transactional(readOnly = true)
    public String all(Model model, Locale locale) {
        var shown = book.published(MOST);
        var editions = book.editions(shown);
        var sides = new LinkedHashMap<String, List<Line>>();
        Arrays.stream(Side.values())
                .forEach(side -> sides.put(
                        side.name(),
                        shown.stream()
                                .filter(one -> one.side() == side)
                                .map(one -> line(one, editions.get(one.number()), locale)
                                        .shortened())
                                .toList()));
        model.addAttribute("sides", sides);
        return "exposure/exposures";
    }

    @GetMapping("/exposures/{number}")
    @Transactional(readOnly = true)
    public String one(@PathVariable String number, Model model, Locale locale) {
        var one = book.find(number)
                .filter(found -> found.publishedAt() != null)
                .orElseThrow(() -> Refusal.notFound("exposure.unknown"));
        var editions = book.editions(number);
        model.addAttribute("side", one.side().name());
        model.addAttribute("one", line(one, editions, locale));
        model.addAttribute(
                "editions",
                editions.stream()
                        .map(edition -> new Past(
                                edition.ordinal(),
                                day(edition.at()),
                                // What was taken down is to be read no more; that it was, and why, is.
                                one.takenDownAt() == null ? covered(edition.title()) : "",
                                one.takenDownAt() == null ? covered(edition.text()) : "",
                                covered(edition.reason()),
                                edition.isTakenDown()))
                        .toList());
        return "exposure/exposure";
    }

    private Line line(Exposure one, List<Edition> editions, Locale locale) {
        var newest = editions.get(editions.size() - 1);
        return new Line(
                one.number(),
                organization.unitName(one.unit()),
                covered(newest.title()),
                covered(newest.text()),
                day(one.publishedAt()),
                newest.isTakenDown() ? "" : covered(one.film()),
                standing(one, newest, locale),
                newest.isTakenDown(),
                editions.size() > 1);
    }

    private String standing(Exposure one, Edition newest, Locale locale) {
        if (newest.isTakenDown()) {
            return say("exposure.gone", locale, day(newest.at()), covered(newest.reason()));
        }
        if (one.side() == Side.PRAISE) {
            return "";
        }
        return one.settledAt() == null
                ? say("exposure.due", locale, String.valueOf(one.dueOn()))
                : say("exposure.settled", locale, day(one.settledAt()), covered(one.result()));
    }

    /** What was approved was checked already; what a number of a person looks like is covered all the same. */
    private static String covered(String text) {
        return text == null ? "" : PersonalDataFinder.covered(text);
    }

    private static String day(Instant at) {
        return LocalDate.ofInstant(at, CountyClock.ZONE).toString();
    }

    private String say(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }
}
