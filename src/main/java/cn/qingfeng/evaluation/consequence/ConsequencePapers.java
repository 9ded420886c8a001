package cn.qingfeng.evaluation.consequence;

import cn.qingfeng.Refusal;
import cn.qingfeng.evaluation.Quarters;
import cn.qingfeng.evaluation.consequence.Consequence.State;
import cn.qingfeng.evaluation.result.ResultsRead;
import cn.qingfeng.evaluation.window.WindowRound;
import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.paper.PackValues;
import cn.qingfeng.paper.PaperKind;
import cn.qingfeng.paper.PaperValues;
import cn.qingfeng.paper.Place;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What a unit is told in writing of a consequence that was signed: called to a talk, or to put things right. */
@Component
class ConsequencePapers implements PackValues {

    private final ConsequenceBook book;
    private final ResultsRead results;
    private final Matters matters;
    private final Organization organization;
    private final MessageSource messages;

    ConsequencePapers(
            ConsequenceBook book,
            ResultsRead results,
            Matters matters,
            Organization organization,
            MessageSource messages) {
        this.book = book;
        this.results = results;
        this.matters = matters;
        this.organization = organization;
        this.messages = messages;
    }

    @Override
    public Set<PaperKind> kinds() {
        return Set.of(PaperKind.TALK_LETTER, PaperKind.RECTIFY_LETTER);
    }

    /** Which letter belongs to a consequence that was signed; none where nobody signed, or a measure has none. */
    static Optional<PaperKind> letter(Consequence one) {
        if (one.state() != State.SIGNED && one.state() != State.EXECUTED) {
            return Optional.empty();
        }
        return switch (one.measure()) {
            case YELLOW_WARNING, RED_WARNING, TALK -> Optional.of(PaperKind.TALK_LETTER);
            case RECTIFY -> Optional.of(PaperKind.RECTIFY_LETTER);
            case SUPERIOR_LETTER, PRAISE -> Optional.empty();
        };
    }

    /** Its leader reads what was written to a unit. */
    @Override
    public boolean isReader(String username, PaperKind kind, String number) {
        return book.find(number)
                .filter(one -> organization.mayAct(username, Duty.UNIT_LEADER, organization.current(one.unit())))
                .isPresent();
    }

    @Override
    public PaperValues of(PaperKind kind, String number) {
        var one = book.find(number).orElseThrow(() -> Refusal.notFound("consequence.unknown"));
        if (letter(one).filter(kind::equals).isEmpty()) {
            throw Refusal.conflict("consequence.paper.none");
        }
        var matter = matters.find(number).orElseThrow();
        var values = new EnumMap<Place, String>(Place.class);
        values.put(Place.MATTER_NUMBER, number);
        values.put(Place.UNIT_NAME, organization.unitName(one.unit()));
        values.put(Place.MEASURE, messages.getMessage("measure." + one.measure(), null, Locale.CHINA));
        values.put(Place.REASON, String.valueOf(matter.answers().getOrDefault("reason", "")));
        values.put(Place.ROUND_NAME, one.round() == null ? "" : name(one.round()));
        return new PaperValues(values, List.of(), List.of());
    }

    /** The quarter of a round of units; a round of windows as its matter is called. */
    private String name(String round) {
        return matters.find(round)
                .filter(matter -> matter.kind().equals(WindowRound.KIND))
                .map(Matter::title)
                .orElseGet(() -> {
                    var of = results.round(round);
                    return Quarters.name(messages, of.from(), of.to(), Locale.CHINA);
                });
    }
}
