package cn.qingfeng.evaluation.result;

import cn.qingfeng.evaluation.Rounds;
import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterFacts;
import cn.qingfeng.matter.MatterKind;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** On a round's own page: where its result stands. */
@Component
class ResultFacts implements MatterFacts {

    private final ResultBook book;
    private final MessageSource messages;

    ResultFacts(ResultBook book, MessageSource messages) {
        this.book = book;
        this.messages = messages;
    }

    @Override
    public List<Fact> of(String reader, Matter matter, Locale locale) {
        return matter.kind().equals(Rounds.KIND)
                ? book.find(matter.number())
                        .map(round -> List.of(new Fact(
                                say("result.title", locale),
                                say(round.isPublished() ? "result.fact.published" : "result.fact.running", locale),
                                "/evaluations/" + matter.number(),
                                false)))
                        .orElse(List.of())
                : List.of();
    }

    @Override
    public List<Fact> of(String reader, MatterKind kind, Locale locale) {
        return kind.key().equals(Rounds.KIND)
                ? List.of(new Fact(say("result.title", locale), say("result.fact.all", locale), "/evaluations", false))
                : List.of();
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
