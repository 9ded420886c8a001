package cn.qingfeng.exposure;

import cn.qingfeng.calendar.Moments;
import cn.qingfeng.form.FormOptions;
import cn.qingfeng.form.Option;
import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterFacts;
import cn.qingfeng.matter.MatterKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What the pages of exposures and of their changes show beside what was filled in, and what may be changed. */
@Component
class ExposureFacts implements MatterFacts, FormOptions {

    private static final int MOST = 200;

    private final ExposureBook book;
    private final MessageSource messages;

    ExposureFacts(ExposureBook book, MessageSource messages) {
        this.book = book;
        this.messages = messages;
    }

    @Override
    public List<Fact> of(String reader, Matter matter, Locale locale) {
        if (matter.kind().equals(Exposures.CHANGE)) {
            return book.asked(matter.number())
                    .map(asked -> List.of(new Fact(
                            say("exposure.of", locale), asked.exposure(), "/matters/" + asked.exposure(), false)))
                    .orElse(List.of());
        }
        return matter.kind().equals(Exposures.KIND)
                ? book.find(matter.number()).map(one -> shown(one, locale)).orElse(List.of())
                : List.of();
    }

    private List<Fact> shown(Exposure one, Locale locale) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(say("exposure.side", locale), say("exposure.side." + one.side(), locale), null, false));
        facts.add(new Fact(say("exposure.step", locale), say("exposure.step." + one.step(), locale), null, false));
        if (one.publishedAt() != null) {
            facts.add(new Fact(
                    say("exposure.shown", locale),
                    one.takenDownAt() == null
                            ? say("exposure.shown.since", locale, Moments.minute(one.publishedAt()))
                            : say("exposure.shown.until", locale, Moments.minute(one.takenDownAt())),
                    "/exposures/" + one.number(),
                    one.takenDownAt() != null));
        }
        return facts;
    }

    @Override
    public List<Fact> of(String reader, MatterKind kind, Locale locale) {
        return kind.key().equals(Exposures.KIND)
                ? List.of(new Fact(
                        say("exposure.public", locale), say("exposure.public.see", locale), "/exposures", false))
                : List.of();
    }

    /** What anybody reads and may therefore want changed. */
    @Override
    public Optional<List<Option>> named(String valuesKey) {
        if (!PUBLISHED.equals(valuesKey)) {
            return Optional.empty();
        }
        var shown = book.published(MOST).stream()
                .filter(one -> one.takenDownAt() == null)
                .toList();
        var editions = book.editions(shown);
        return Optional.of(shown.stream()
                .map(one -> {
                    var newest = editions.get(one.number());
                    return new Option(
                            one.number() + " " + newest.get(newest.size() - 1).title(), one.number());
                })
                .toList());
    }

    private String say(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }
}
