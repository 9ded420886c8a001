package cn.qingfeng.insight.file;

import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.disclosure.RevealRequests;
import cn.qingfeng.recusal.Recusals;
import cn.qingfeng.redaction.Redaction;
import cn.qingfeng.supervision.Powers;
import java.util.List;
import org.springframework.stereotype.Component;

/** What one reader may do about a clue, and what waits for it. */
@Component
class DutiesSection {

    private final ClueAccess access;
    private final Powers powers;
    private final RevealRequests reveals;
    private final Redaction screening;
    private final Recusals recusals;
    private final LedgerWords words;

    DutiesSection(
            ClueAccess access,
            Powers powers,
            RevealRequests reveals,
            Redaction screening,
            Recusals recusals,
            LedgerWords words) {
        this.access = access;
        this.powers = powers;
        this.reveals = reveals;
        this.screening = screening;
        this.recusals = recusals;
        this.words = words;
    }

    List<ClueDossier.Offer> offers(Reading reading) {
        return powers.of(reading.viewer().username(), reading.clue().number()).stream()
                .map(action -> new ClueDossier.Offer(
                        action.path(),
                        words.code("action", action, reading.locale()),
                        words.code("action.about", action, reading.locale())))
                .toList();
    }

    ClueDossier.Screening screening(Reading reading) {
        var clue = reading.clue();
        return access.mayScreen(reading.viewer(), clue)
                ? new ClueDossier.Screening(
                        screening.open(clue),
                        screening.places(clue).size(),
                        recusals.undecided(clue.number()).size())
                : null;
    }

    List<ClueDossier.Reveal> reveals(Reading reading) {
        var locale = reading.locale();
        return reveals.of(reading.clue(), reading.viewer().username()).stream()
                .map(request -> new ClueDossier.Reveal(
                        request.number(),
                        reveals.ground(request, locale),
                        words.actor(request.askedBy(), locale),
                        request.askedAt(),
                        words.code("reveal.state", request.state(), locale)))
                .toList();
    }
}
