package cn.qingfeng.evaluation.consequence;

import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterFacts;
import cn.qingfeng.matter.MatterKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** On the pages of consequences: the result that each came of, and whether it still supports it. */
@Component
class ConsequenceFacts implements MatterFacts {

    private final ConsequenceBook book;
    private final MessageSource messages;

    ConsequenceFacts(ConsequenceBook book, MessageSource messages) {
        this.book = book;
        this.messages = messages;
    }

    @Override
    public List<Fact> of(String reader, Matter matter, Locale locale) {
        if (!matter.kind().equals(Consequences.KIND)) {
            return List.of();
        }
        var facts = new ArrayList<Fact>();
        book.find(matter.number()).ifPresent(one -> {
            facts.add(new Fact(
                    say("consequence.measure.label", locale), say("measure." + one.measure(), locale), null, false));
            facts.add(new Fact(
                    say("consequence.state.label", locale),
                    say("consequence.state." + one.state(), locale),
                    null,
                    false));
            if (one.round() != null) {
                facts.add(new Fact(
                        say("consequence.from", locale),
                        say("consequence.from.of", locale, one.round()),
                        "/evaluations/" + one.round() + "/" + one.unit(),
                        false));
            }
            if (one.unsupportedSince() != null) {
                facts.add(new Fact(
                        say("consequence.unsupported.label", locale),
                        say("consequence.unsupported", locale, one.unsupportedSince()),
                        null,
                        true));
            }
        });
        return facts;
    }

    @Override
    public List<Fact> of(String reader, MatterKind kind, Locale locale) {
        return kind.key().equals(Consequences.KIND)
                ? List.of(new Fact(
                        say("consequences.title", locale), say("consequences.see", locale), "/consequences", false))
                : List.of();
    }

    private String say(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }
}
