package cn.qingfeng.insight.file;

import cn.qingfeng.calendar.Standing;
import cn.qingfeng.calendar.TimeLeft;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The limits of one clue, and which of them are shown first. */
@Component
class LimitsSection {

    private final Limits limits;
    private final TimeLeft times;
    private final LedgerWords words;

    LimitsSection(Limits limits, TimeLeft times, LedgerWords words) {
        this.limits = limits;
        this.times = times;
        this.words = words;
    }

    List<ClueDossier.Limit> of(Reading reading) {
        return limits.views(reading.clue().number(), reading.locale()).stream()
                .map(limit -> term(limit, reading))
                .toList();
    }

    private ClueDossier.Limit term(Limits.View limit, Reading reading) {
        var met = limit.metAt().orElse(null);
        var stopped = limit.stoppedAt().orElse(null);
        var left = times.of(limit.dueAt(), met, stopped, reading.now(), reading.locale());
        return new ClueDossier.Limit(
                limit.kind(),
                words.code("limit", limit.kind(), reading.locale()),
                limit.dueAt(),
                limit.because(),
                limit.basis(),
                met,
                Standing.late(limit.dueAt(), met, stopped, reading.now()),
                left.standing(),
                left.words());
    }

    /** The limit that the ledger's lists show. */
    static Optional<ClueDossier.Limit> first(Clue clue, List<ClueDossier.Limit> terms) {
        return terms.stream()
                .filter(limit -> limit.metAt() == null)
                .filter(limit -> clue.dueAt().filter(limit.dueAt()::equals).isPresent())
                .findFirst();
    }

    /** Beside the law's limit the case's own, and the other way round. */
    static Optional<ClueDossier.Limit> otherClock(ClueDossier.Limit first, List<ClueDossier.Limit> terms) {
        return terms.stream()
                .filter(limit -> limit.metAt() == null && limit.kind() != LimitKind.RECHECK)
                .filter(limit -> (limit.kind() == LimitKind.LEGAL_CAP) != (first.kind() == LimitKind.LEGAL_CAP))
                .findFirst();
    }
}
