package cn.qingfeng.supervision.order;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.request.ClueRequest;
import cn.qingfeng.supervision.LimitKind;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * 督办单, {@code DB20260212-0001}, counted by day without gaps: an urging, an order or a listed order about one clue, the unit's explanation, and the conclusion.
 */
@Entity
@Table(name = "supervision_order")
@AttributeOverride(name = "number", column = @Column(name = "order_number"))
@AttributeOverride(name = "askedBy", column = @Column(name = "issued_by"))
@AttributeOverride(name = "askedAt", column = @Column(name = "issued_at"))
public class SupervisionOrder extends ClueRequest {

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "pressure")
    private OrderLevel level;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private OrderState state;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private OrderGround ground;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private LimitKind limitKind;

    /** Further limits that it names, with commas between. */
    private String alsoLimits;

    private int times;
    private String unitCode;
    private String responsibleLeader;

    @Column(columnDefinition = "mediumtext")
    private String problem;

    @Column(columnDefinition = "mediumtext")
    private String demand;

    private Instant dueAt;
    private Instant explainBy;
    private String approvedBy;
    private Instant approvedAt;
    private String explainedBy;
    private Instant explainedAt;

    @Column(columnDefinition = "mediumtext")
    private String explanation;

    private String concludedBy;
    private Instant concludedAt;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private OrderConclusion conclusion;

    @Column(columnDefinition = "mediumtext")
    private String conclusionReason;

    protected SupervisionOrder() {}

    SupervisionOrder(
            String number,
            ClueNumber clue,
            OrderCommand wish,
            int times,
            String unit,
            String leader,
            String by,
            Instant at,
            String onceKey) {
        super(number, clue, by, at, onceKey);
        this.level = wish.level();
        this.state = OrderState.PROPOSED;
        this.ground = wish.ground();
        this.limitKind = wish.limit();
        this.alsoLimits = wish.alsoLimits().isEmpty()
                ? null
                : wish.alsoLimits().stream().map(Enum::name).collect(Collectors.joining(","));
        this.times = times;
        this.unitCode = unit;
        this.responsibleLeader = leader;
        this.problem = wish.problem();
        this.demand = wish.demand();
    }

    @Override
    protected String word() {
        return "order";
    }

    @Override
    public OrderState state() {
        return state;
    }

    void dueBy(Instant due, Instant explain) {
        dueAt = due;
        explainBy = explain;
    }

    void approve(String by, Instant at) {
        in(OrderState.PROPOSED);
        approvedBy = by;
        approvedAt = at;
    }

    void notApproved(String by, Instant at, String why) {
        in(OrderState.PROPOSED);
        state = OrderState.NOT_APPROVED;
        concludedBy = by;
        concludedAt = at;
        conclusionReason = why;
    }

    void takeEffect() {
        in(OrderState.PROPOSED);
        state = OrderState.OPEN;
    }

    void explain(String by, Instant at, String text) {
        in(OrderState.OPEN);
        state = OrderState.EXPLAINED;
        explainedBy = by;
        explainedAt = at;
        explanation = text;
    }

    /** Another unit stands in the place of the one that is pressed. */
    void takeOver(String successor, String leader) {
        in(OrderState.PROPOSED, OrderState.OPEN, OrderState.EXPLAINED);
        unitCode = successor;
        responsibleLeader = leader;
    }

    void goOn(Instant due, Instant explain) {
        in(OrderState.OPEN, OrderState.EXPLAINED);
        state = OrderState.OPEN;
        dueBy(due, explain);
    }

    void conclude(OrderConclusion end, String by, Instant at, String why) {
        in(OrderState.PROPOSED, OrderState.OPEN, OrderState.EXPLAINED);
        state = OrderState.CONCLUDED;
        conclusion = end;
        concludedBy = by;
        concludedAt = at;
        conclusionReason = why;
    }

    public OrderLevel level() {
        return level;
    }

    public OrderGround ground() {
        return ground;
    }

    /** The limit that it is about; empty where it is about none. */
    public Optional<LimitKind> limit() {
        return Optional.ofNullable(limitKind);
    }

    /** All limits that it is about. */
    Set<LimitKind> limits() {
        var all = EnumSet.noneOf(LimitKind.class);
        limit().ifPresent(all::add);
        if (alsoLimits != null) {
            Arrays.stream(alsoLimits.split(",")).map(LimitKind::valueOf).forEach(all::add);
        }
        return all;
    }

    /** The how manieth of that level about this clue it is, from 1. */
    public int times() {
        return times;
    }

    /** The code of the unit that is pressed. */
    public String unit() {
        return unitCode;
    }

    /** The user name of the leader who answers for the unit. */
    public Optional<String> responsibleLeader() {
        return Optional.ofNullable(responsibleLeader);
    }

    public String problem() {
        return problem;
    }

    public String demand() {
        return demand;
    }

    /** Until when it is to be settled. */
    public Instant dueAt() {
        return dueAt;
    }

    /** Until when the unit explains itself; empty where no explanation is asked for. */
    public Optional<Instant> explainBy() {
        return Optional.ofNullable(explainBy);
    }

    public Optional<String> approvedBy() {
        return Optional.ofNullable(approvedBy);
    }

    public Optional<String> explanation() {
        return Optional.ofNullable(explanation);
    }

    public Optional<String> concludedBy() {
        return Optional.ofNullable(concludedBy);
    }

    public Optional<OrderConclusion> conclusion() {
        return Optional.ofNullable(conclusion);
    }

    public Optional<String> conclusionReason() {
        return Optional.ofNullable(conclusionReason);
    }
}
