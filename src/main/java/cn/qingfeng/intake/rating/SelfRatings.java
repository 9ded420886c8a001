package cn.qingfeng.intake.rating;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.CallBack;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.intake.Texts;
import cn.qingfeng.reporter.SealedTexts;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ratings that reporters give on the tracking page, one for each time that a result is told to them. */
@Component
@Transactional(readOnly = true)
public class SelfRatings {

    private static final int LONGEST_REMARK = 500;

    private final JdbcTemplate jdbc;
    private final SealedTexts sealed;
    private final ClueLedger ledger;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    SelfRatings(
            JdbcTemplate jdbc, SealedTexts sealed, ClueLedger ledger, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.sealed = sealed;
        this.ledger = ledger;
        this.clock = clock;
        this.events = events;
    }

    /** The rating of the result that stands now, if the reporter has given one. */
    public Optional<SelfRating> present(Clue clue) {
        return clue.finishedAt()
                .flatMap(finished -> jdbc
                        .query(
                                "select rated_at, contacted, solved, rating, reasons, remark from reporter_rating"
                                        + " where clue_number = ? and rated_at >= ? order by rated_at desc",
                                (row, n) -> new SelfRating(
                                        row.getTimestamp(1).toInstant(),
                                        row.getBoolean(2),
                                        CallBack.Solved.valueOf(row.getString(3)),
                                        CallBack.Rating.valueOf(row.getString(4)),
                                        row.getString(5).isEmpty()
                                                ? List.of()
                                                : List.of(row.getString(5).split(",")),
                                        row.getString(6) == null ? null : sealed.open(clue.number(), row.getString(6))),
                                clue.number().value(),
                                Timestamp.from(finished))
                        .stream()
                        .findFirst());
    }

    /** Whether the reporter may rate now: a result was told, and neither called back nor rated since. */
    public boolean mayRate(Clue clue) {
        return clue.content().kind() != ClueKind.REPORT
                && (clue.status() == ClueStatus.CALLING_BACK
                        || clue.status() == ClueStatus.CLOSED
                                && clue.calledBack().isEmpty())
                && present(clue).isEmpty();
    }

    /**
     * Keeps what the reporter says and publishes {@link ReporterRated}; the lifecycle takes it from there.
     *
     * @throws Refusal when there is nothing to rate, or something in it is wrong
     */
    @Transactional
    public void rate(ClueNumber number, SelfRating said) {
        var clue = ledger.get(number);
        if (present(clue).isPresent()) {
            throw Refusal.conflict("rating.twice", number);
        }
        if (!mayRate(clue)) {
            throw Refusal.conflict("rating.not-now", number, Refusal.word("clue.status." + clue.status()));
        }
        if (!SelfRating.REASONS.containsAll(said.reasons())) {
            throw Texts.fault("reasons", "rating.reason.unknown");
        }
        var dissatisfied = said.rating().ordinal() > CallBack.Rating.BASICALLY.ordinal();
        if (dissatisfied && said.reasons().isEmpty()) {
            throw Texts.fault("reasons", "rating.reasons.missing");
        }
        var remark = Texts.optional("remark", said.remark(), LONGEST_REMARK);
        jdbc.update(
                "insert into reporter_rating (id, clue_number, rated_at, contacted, solved, rating, reasons, remark)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                UUID.randomUUID().toString(),
                number.value(),
                Timestamp.from(clock.instant()),
                said.contacted(),
                said.solved().name(),
                said.rating().name(),
                dissatisfied ? String.join(",", said.reasons()) : "",
                remark == null ? null : sealed.seal(number, remark));
        ledger.rated(number, said.rating());
        events.publishEvent(new ReporterRated(number));
    }
}
