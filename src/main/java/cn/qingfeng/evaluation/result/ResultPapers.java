package cn.qingfeng.evaluation.result;

import cn.qingfeng.Refusal;
import cn.qingfeng.evaluation.score.Ranked;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.paper.PackValues;
import cn.qingfeng.paper.PaperKind;
import cn.qingfeng.paper.PaperLines;
import cn.qingfeng.paper.PaperValues;
import cn.qingfeng.paper.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What a unit gets in writing after its round was published: the letter with its score and place, and, among the best, the
 * certificate; as the newest version of the result has it. The subject is the round's number and the unit's code.
 */
@Component
class ResultPapers implements PackValues {

    private static final int MOST_DEPTH = 1;

    private final ResultBook book;
    private final ScoreWords words;
    private final Organization organization;

    ResultPapers(ResultBook book, ScoreWords words, Organization organization) {
        this.book = book;
        this.words = words;
        this.organization = organization;
    }

    @Override
    public Set<PaperKind> kinds() {
        return Set.of(PaperKind.RESULT_LETTER, PaperKind.CERTIFICATE);
    }

    static String subject(String round, String unit) {
        return round + "/" + unit;
    }

    /** What was and can be issued about a unit's result, for whoever reads it. */
    static PaperLines.Section section(
            PaperLines papers, String reader, ResultRound round, Ranked score, Locale locale) {
        if (!round.isPublished()) {
            return new PaperLines.Section(List.of(), List.of());
        }
        var subject = subject(round.round(), score.unit());
        var letter = papers.ofPack(reader, PaperKind.RESULT_LETTER, subject, locale);
        var certificate = papers.ofPack(reader, PaperKind.CERTIFICATE, subject, locale);
        return new PaperLines.Section(
                Stream.concat(letter.issued().stream(), certificate.issued().stream())
                        .toList(),
                score.honour() == Ranked.Honour.BEST
                        ? Stream.concat(letter.offers().stream(), certificate.offers().stream())
                                .toList()
                        : letter.offers());
    }

    /** Its leader reads what was written to a unit. */
    @Override
    public boolean isReader(String username, PaperKind kind, String subject) {
        var unit = organization.current(subject.substring(subject.indexOf('/') + 1));
        return organization.mayAct(username, Duty.UNIT_LEADER, unit);
    }

    @Override
    public PaperValues of(PaperKind kind, String subject) {
        var at = subject.indexOf('/');
        var round = at < 0 ? null : book.find(subject.substring(0, at)).orElse(null);
        if (round == null) {
            throw Refusal.notFound("result.unknown");
        }
        if (!round.isPublished()) {
            throw Refusal.conflict("result.paper.early");
        }
        var one = book.score(round.round(), book.versions(round.round()).size(), subject.substring(at + 1))
                .orElseThrow(() -> Refusal.notFound("result.unit.unknown"));
        if (kind == PaperKind.CERTIFICATE && one.honour() != Ranked.Honour.BEST) {
            throw Refusal.conflict("result.paper.not-best");
        }
        var locale = Locale.CHINA;
        var values = new EnumMap<Place, String>(Place.class);
        values.put(Place.ROUND_NAME, words.quarter(round, locale));
        values.put(Place.ROUND_DAYS, round.from() + " \u2013 " + round.to());
        values.put(Place.UNIT_NAME, organization.unitName(one.unit()));
        values.put(Place.UNIT_GROUP, words.group(one.group(), locale));
        values.put(Place.UNIT_SCORE, ScoreWords.points(one.total()));
        values.put(Place.UNIT_PLACE, words.place(one, locale));
        values.put(
                Place.UNIT_HONOUR,
                one.honour() == Ranked.Honour.NONE
                        ? words.say("result.paper.no-honour", locale)
                        : words.honour(one, locale));
        var rows = new ArrayList<Map<Place, String>>();
        words.lines(one, round.scheme(), locale).stream()
                .filter(line -> line.depth() <= MOST_DEPTH)
                .forEach(line -> {
                    var row = new EnumMap<Place, String>(Place.class);
                    row.put(Place.ROW_ITEM, line.name());
                    row.put(Place.ROW_WEIGHT, line.weight());
                    row.put(Place.ROW_SAMPLE, line.sample());
                    row.put(Place.ROW_SCORE, line.value());
                    rows.add(row);
                });
        return new PaperValues(values, kind == PaperKind.RESULT_LETTER ? rows : List.of(), List.of());
    }
}
