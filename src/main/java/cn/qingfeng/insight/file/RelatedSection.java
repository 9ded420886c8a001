package cn.qingfeng.insight.file;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.clue.access.SimilarClues;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Other clues that hang together with one. */
@Component
class RelatedSection {

    private final ClueLedger ledger;
    private final ClueAccess access;
    private final SimilarClues similar;
    private final LedgerWords words;

    RelatedSection(ClueLedger ledger, ClueAccess access, SimilarClues similar, LedgerWords words) {
        this.ledger = ledger;
        this.access = access;
        this.similar = similar;
        this.words = words;
    }

    /** Clues that may tell the same, while admission is reviewed. */
    List<ClueDossier.Similar> similar(Reading reading) {
        var clue = reading.clue();
        return reading.asUnit() || clue.status() != ClueStatus.REGISTERED
                ? List.of()
                : similar.to(clue, reading.viewer()).stream()
                        .map(other -> new ClueDossier.Similar(
                                other.number().value(),
                                access.contentFor(reading.viewer(), other).title(),
                                words.code("clue.status", other.status(), reading.locale())))
                        .toList();
    }

    /** Either way: whoever reads one of two that were joined finds the other. */
    List<ClueDossier.Related> related(Reading reading) {
        var clue = reading.clue();
        var into = clue.linkedTo().map(ClueNumber::of).map(ledger::get).stream();
        return Stream.concat(
                        into.map(other -> related(clue, other, "into", reading)),
                        ledger.linkedTo(clue.number()).stream().map(other -> related(other, other, "from", reading)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** {@code ended} is the one of the two that goes on in the other. */
    private Optional<ClueDossier.Related> related(Clue ended, Clue other, String way, Reading reading) {
        var viewer = reading.viewer();
        var locale = reading.locale();
        return access.maySee(viewer, other)
                ? Optional.of(new ClueDossier.Related(
                        other.number().value(),
                        access.contentFor(viewer, other).title(),
                        words.code("clue.status", other.status(), locale),
                        words.text("insight.related." + way + "." + ended.status(), locale)))
                : Optional.empty();
    }
}
