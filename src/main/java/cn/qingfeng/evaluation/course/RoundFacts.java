package cn.qingfeng.evaluation.course;

import cn.qingfeng.evaluation.Rounds;
import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterFacts;
import cn.qingfeng.matter.MatterKind;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What the pages of rounds show beside what was filled in, and the way to the round's own page. */
@Component
class RoundFacts implements MatterFacts {

    private final Rounds rounds;
    private final MessageSource messages;

    RoundFacts(Rounds rounds, MessageSource messages) {
        this.rounds = rounds;
        this.messages = messages;
    }

    @Override
    public List<Fact> of(String reader, Matter matter, Locale locale) {
        return matter.kind().equals(Rounds.KIND)
                ? rounds.find(matter.number())
                        .map(round -> List.of(new Fact(
                                say("round.page", locale),
                                say("round.stage." + round.stage(), locale),
                                "/rounds/" + round.number(),
                                false)))
                        .orElse(List.of())
                : List.of();
    }

    @Override
    public List<Fact> of(String reader, MatterKind kind, Locale locale) {
        return kind.key().equals(Rounds.KIND)
                ? List.of(new Fact(say("round.all", locale), say("round.all.see", locale), "/rounds", false))
                : List.of();
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
