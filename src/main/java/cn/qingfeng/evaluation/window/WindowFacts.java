package cn.qingfeng.evaluation.window;

import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterFacts;
import cn.qingfeng.matter.MatterKind;
import cn.qingfeng.organization.place.Places;
import cn.qingfeng.organization.place.ServiceWindow;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What the pages of bad marks and of rounds of windows show beside what was filled in. */
@Component
class WindowFacts implements MatterFacts {

    private final WindowBook book;
    private final WindowMarks marks;
    private final Places places;
    private final MessageSource messages;

    WindowFacts(WindowBook book, WindowMarks marks, Places places, MessageSource messages) {
        this.book = book;
        this.marks = marks;
        this.places = places;
        this.messages = messages;
    }

    @Override
    public List<Fact> of(String reader, Matter matter, Locale locale) {
        if (matter.kind().equals(WindowRound.KIND)) {
            return book.find(matter.number())
                    .map(round -> List.of(new Fact(
                            say("window.page", locale, round.month()),
                            say("window.stage." + round.stage(), locale),
                            "/window-rounds/" + round.number(),
                            false)))
                    .orElse(List.of());
        }
        return matter.kind().equals(WindowMarks.KIND)
                ? marks.find(matter.number()).map(mark -> facts(mark, locale)).orElse(List.of())
                : List.of();
    }

    private List<Fact> facts(WindowMarks.Mark mark, Locale locale) {
        return List.of(
                new Fact(
                        say("window.window", locale),
                        places.window(mark.window()).map(ServiceWindow::name).orElse(mark.window()),
                        null,
                        false),
                new Fact(
                        say("window.mark.level", locale),
                        say("window.mark.given", locale, say("rating." + mark.level(), locale), mark.day()),
                        null,
                        false),
                new Fact(say("window.mark.reasons", locale), reasons(mark, locale), null, false),
                new Fact(
                        say("window.mark.state", locale),
                        say("window.mark." + mark.state(), locale),
                        null,
                        mark.state() == WindowMarks.State.OPEN));
    }

    private String reasons(WindowMarks.Mark mark, Locale locale) {
        return mark.reasons().stream()
                .map(reason -> say("rate.reason." + reason, locale))
                .collect(Collectors.joining(say("window.between", locale)));
    }

    @Override
    public List<Fact> of(String reader, MatterKind kind, Locale locale) {
        return kind.key().equals(WindowRound.KIND)
                ? List.of(new Fact(say("window.all", locale), say("window.all.see", locale), "/window-rounds", false))
                : List.of();
    }

    private String say(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }
}
