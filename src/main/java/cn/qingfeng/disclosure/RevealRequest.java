package cn.qingfeng.disclosure;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.request.ClueRequest;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * 揭示身份申请, {@code JS20260212-0001-1}, the clue's number with the count of its wishes: somebody's wish to be shown who reported. It knows no identity. What people wrote as reasons may name the
 * reporter, so that it lies here sealed; {@link RevealRequests} opens it.
 */
@Entity
@Table(name = "reveal_request")
public class RevealRequest extends ClueRequest {

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private RevealState state;

    private String askedAs;
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
        super(number, clue, by, at, onceKey);
        this.state = RevealState.ASKED;
        this.ground = ground;
        this.sealedReason = sealedReason;
        this.askedAs = rule.askedAs();
        this.decider = rule.decider();
        this.decideBy = rule.decideBy();
        this.viewHours = rule.viewHours();
        this.basis = rule.basis();
    }

    @Override
    protected String word() {
        return "reveal";
    }

    @Override
    public RevealState state() {
        return state;
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

    /** The name of the duty in which it was asked. */
    public String askedAs() {
        return askedAs;
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
