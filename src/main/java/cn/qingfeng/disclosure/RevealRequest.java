package cn.qingfeng.disclosure;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueNumber;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * 揭示身份申请: somebody's wish to be shown who reported. It knows no identity. What people wrote as reasons may name the
 * reporter, so that it lies here sealed; {@link RevealRequests} opens it.
 */
@Entity
@Table(name = "reveal_request")
public class RevealRequest {

    @Id
    @Column(name = "request_number")
    private String number;

    @Version
    private long version;

    private String clueNumber;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private RevealState state;

    private String askedBy;
    private String askedAs;
    private Instant askedAt;
    private String onceKey;
    private String ground;

    @Column(columnDefinition = "mediumtext")
    private String sealedReason;

    private String decider;
    private Instant decideBy;
    private int viewHours;
    private String basis;
    private String decidedBy;
    private Instant decidedAt;

    @Column(columnDefinition = "mediumtext")
    private String sealedDecision;

    private Instant closesAt;

    protected RevealRequest() {}

    RevealRequest(
            String number,
            ClueNumber clue,
            String ground,
            String sealedReason,
            String by,
            Instant at,
            RevealRule rule,
            String onceKey) {
        this.number = number;
        this.clueNumber = clue.value();
        this.state = RevealState.ASKED;
        this.ground = ground;
        this.sealedReason = sealedReason;
        this.askedBy = by;
        this.askedAt = at;
        this.onceKey = onceKey;
        this.askedAs = rule.askedAs();
        this.decider = rule.decider();
        this.decideBy = rule.decideBy();
        this.viewHours = rule.viewHours();
        this.basis = rule.basis();
    }

    private void in(RevealState expected) {
        if (state != expected) {
            throw Refusal.conflict("reveal.state.wrong", number, Refusal.word("reveal.state." + state));
        }
    }

    void decide(RevealState decision, String by, Instant at, String sealedWhy) {
        in(RevealState.ASKED);
        state = decision;
        decidedBy = by;
        decidedAt = at;
        sealedDecision = sealedWhy;
    }

    void withdraw() {
        in(RevealState.ASKED);
        state = RevealState.WITHDRAWN;
    }

    void lapse() {
        in(RevealState.ASKED);
        state = RevealState.LAPSED;
    }

    void open(Instant until) {
        in(RevealState.GRANTED);
        closesAt = until;
    }

    void end() {
        in(RevealState.GRANTED);
        state = RevealState.ENDED;
    }

    /** {@code JS20260212-0001-1}: the clue's number with the count of its wishes. */
    public String number() {
        return number;
    }

    public ClueNumber clue() {
        return new ClueNumber(clueNumber);
    }

    public RevealState state() {
        return state;
    }

    public String askedBy() {
        return askedBy;
    }

    /** The name of the duty in which it was asked. */
    public String askedAs() {
        return askedAs;
    }

    public Instant askedAt() {
        return askedAt;
    }

    /** The ground's code; its words are the messages {@code reveal.ground.<CODE>}. */
    public String ground() {
        return ground;
    }

    String sealedReason() {
        return sealedReason;
    }

    Optional<String> sealedDecision() {
        return Optional.ofNullable(sealedDecision);
    }

    /** The groups of those who decide. */
    public List<String> deciders() {
        return List.of(decider.split(","));
    }

    public Instant decideBy() {
        return decideBy;
    }

    /** For how many working hours it may be looked at once it is granted. */
    public int viewHours() {
        return viewHours;
    }

    public String basis() {
        return basis;
    }

    public Optional<String> decidedBy() {
        return Optional.ofNullable(decidedBy);
    }

    public Optional<Instant> decidedAt() {
        return Optional.ofNullable(decidedAt);
    }

    /** When the view closes; empty where there never was one. */
    public Optional<Instant> closesAt() {
        return Optional.ofNullable(closesAt);
    }
}
