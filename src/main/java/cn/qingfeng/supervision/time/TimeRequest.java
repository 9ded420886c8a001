package cn.qingfeng.supervision.time;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.request.ClueRequest;
import cn.qingfeng.supervision.ClueLimit;
import cn.qingfeng.supervision.LimitKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * 延期（中止、恢复、攻坚）申请, {@code YQ20260212-0001-1}, the clue's number with the count of its wishes: one wish for time, by
 * which rule it is dealt with, and what came of it.
 */
@Entity
@Table(name = "time_request")
public class TimeRequest extends ClueRequest {

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private TimeKind kind;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private TimeState state;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Card card;

    private String unitCode;
    private int wish;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private LimitKind limitKind;

    private Instant dueBefore;
    private int workingDays;
    private Instant wishedDue;
    private boolean beyondCap;
    private String ground;
    private Instant reporterToldAt;
    private Instant decideBy;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private TimeCourse course;

    private int most;
    private int notice;
    private int overCap;
    private String decider;
    private String basis;
    private String signedBy;
    private Instant signedAt;
    private String decidedBy;
    private Instant decidedAt;
    private Integer grantedDays;
    private Instant dueAfter;

    @Column(columnDefinition = "mediumtext")
    private String reason;

    protected TimeRequest() {}

    TimeRequest(
            String number,
            ClueNumber clue,
            Card card,
            String unit,
            int wishCount,
            TimeCommand wish,
            ClueLimit limit,
            String by,
            Instant at,
            Instant decideBy,
            String onceKey) {
        super(number, clue, by, at, onceKey);
        this.kind = wish.kind();
        this.state = TimeState.ASKED;
        this.card = card;
        this.unitCode = unit;
        this.wish = wishCount;
        this.limitKind = limit == null ? null : limit.kind();
        this.dueBefore = limit == null ? null : limit.dueAt().orElse(null);
        this.workingDays = wish.workingDays();
        this.ground = wish.ground();
        this.reporterToldAt = wish.reporterToldAt();
        this.decideBy = decideBy;
    }

    void ruledBy(TimeRule rule) {
        course = rule.course();
        most = rule.most();
        notice = rule.notice();
        overCap = rule.over();
        decider = rule.decider();
        basis = rule.basis();
    }

    void wouldEnd(Instant wished, boolean beyond) {
        wishedDue = wished;
        beyondCap = beyond;
    }

    @Override
    protected String word() {
        return "time";
    }

    @Override
    public TimeState state() {
        return state;
    }

    /** Another unit stands in the place of the one that asks. */
    void takeOver(String successor) {
        unitCode = successor;
    }

    void sign(boolean signs, String by, Instant at, String why) {
        in(TimeState.ASKED);
        state = signs ? TimeState.SIGNED : TimeState.NOT_SIGNED;
        signedBy = by;
        signedAt = at;
        reason = why;
    }

    void decide(TimeState decision, String by, Instant at, Integer granted, String why) {
        if (!state.isPending()) {
            in(TimeState.SIGNED);
        }
        state = decision;
        decidedBy = by;
        decidedAt = at;
        grantedDays = granted;
        reason = why;
    }

    void endsNow(Instant due) {
        dueAfter = due;
    }

    public TimeKind kind() {
        return kind;
    }

    public Card card() {
        return card;
    }

    /** The code of the unit that asks. */
    public String unit() {
        return unitCode;
    }

    /** The how manieth wish of that kind under that card it is, from 1. */
    public int wish() {
        return wish;
    }

    /** The limit that is to move; empty where the wish is not about one. */
    public Optional<LimitKind> limit() {
        return Optional.ofNullable(limitKind);
    }

    /** The old end, which runs on until it is decided. */
    public Optional<Instant> dueBefore() {
        return Optional.ofNullable(dueBefore);
    }

    /** Working days of an extension, 0 for anything else. */
    public int workingDays() {
        return workingDays;
    }

    /** The end that is wished for, counted when it was asked. */
    public Optional<Instant> wishedDue() {
        return Optional.ofNullable(wishedDue);
    }

    /** Whether that end lies beyond the legal cap. */
    public boolean beyondCap() {
        return beyondCap;
    }

    /** The ground's code; its words are the messages {@code time.ground.<CODE>}. */
    public Optional<String> ground() {
        return Optional.ofNullable(ground);
    }

    /** Until when it should be decided. */
    public Instant decideBy() {
        return decideBy;
    }

    public TimeCourse course() {
        return course;
    }

    /** The group that decides. */
    public String decider() {
        return decider;
    }

    public String basis() {
        return basis;
    }

    TimeRule rule() {
        return new TimeRule(course, most, notice, decider, overCap, basis);
    }

    public Optional<String> signedBy() {
        return Optional.ofNullable(signedBy);
    }

    public Optional<String> decidedBy() {
        return Optional.ofNullable(decidedBy);
    }

    public Optional<Instant> decidedAt() {
        return Optional.ofNullable(decidedAt);
    }

    public Optional<Integer> grantedDays() {
        return Optional.ofNullable(grantedDays);
    }

    public Optional<Instant> dueAfter() {
        return Optional.ofNullable(dueAfter);
    }

    /** Why it was not signed or not approved. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }
}
