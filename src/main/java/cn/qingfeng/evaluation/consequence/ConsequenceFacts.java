package cn.qingfeng.evaluation.consequence;

import cn.qingfeng.evaluation.Quarters;
import cn.qingfeng.evaluation.result.ResultsRead;
import cn.qingfeng.evaluation.window.WindowRound;
import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterFacts;
import cn.qingfeng.matter.MatterKind;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.paper.Paper;
import cn.qingfeng.paper.PaperLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** On the pages of consequences: the result that each came of, and whether it still supports it. */
@Component
class ConsequenceFacts implements MatterFacts {

    private final ConsequenceBook book;
    private final ResultsRead results;
    private final Matters matters;
    private final PaperLines papers;
    private final MessageSource messages;

    ConsequenceFacts(
            ConsequenceBook book, ResultsRead results, Matters matters, PaperLines papers, MessageSource messages) {
        this.papers = papers;
        this.results = results;
        this.book = book;
        this.matters = matters;
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
                        say(
                                "consequence.from.of",
                                locale,
                                isOfWindows(one) ? one.round() : quarter(one.round(), locale)),
                        isOfWindows(one)
                                ? "/window-rounds/" + one.round()
                                : "/evaluations/" + one.round() + "/" + one.unit(),
                        false));
            }
            ConsequencePapers.letter(one).ifPresent(letter -> {
                var section = papers.ofPack(reader, letter, one.number(), locale);
                section.issued()
                        .forEach(line -> facts.add(new Fact(
                                line.kind(), line.number() + " " + line.stateName(), "/papers/" + line.id(), false)));
                section.offers().stream()
                        .filter(offer -> section.issued().stream().noneMatch(ConsequenceFacts::isInForce))
                        .forEach(offer -> facts.add(new Fact(
                                offer.name(),
                                say("consequence.paper.write", locale),
                                "/papers/write?kind=" + letter + "&subject=" + one.number(),
                                false)));
            });
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

    private static boolean isInForce(PaperLines.Line line) {
        return !line.state().equals(Paper.State.VOID.name()) && !line.state().equals(Paper.State.CORRECTED.name());
    }

    private boolean isOfWindows(Consequence one) {
        return matters.find(one.round())
                .filter(round -> round.kind().equals(WindowRound.KIND))
                .isPresent();
    }

    private String quarter(String round, Locale locale) {
        var of = results.round(round);
        return Quarters.name(messages, of.from(), of.to(), locale);
    }

    private String say(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }
}
