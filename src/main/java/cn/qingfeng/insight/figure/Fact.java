package cn.qingfeng.insight.figure;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.SupervisionStage;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * What one clue adds to the figures, as {@link Facts} read it from clue, timeline and limits. A value that is null is not counted;
 * which value is the whole one, {@link Measure} says. Nothing in it tells of a person. Reports against a person have none.
 */
@Entity
@Table(name = "figure_fact")
public class Fact {

    @Id
    @Column(name = "clue_number")
    String number;

    /** From when on it has to be read again though nothing was done: a limit passes. Null: never. */
    Instant staleAt;

    Instant registeredAt;

    /** Null while it is not closed (销号). */
    Instant closedAt;

    @Column(name = "is_open")
    boolean open;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    ClueStatus status;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    Card card;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    SupervisionStage stage;

    /** Of the lead unit; empty while there is none, like the next. */
    String unitCode;

    String townCode;
    String channel;
    String leaf;

    /** 1, unless it was registered wrongly: the clue that took its place counts. */
    Integer entered;

    Integer notAdmitted;
    Integer withdrawn;

    /** 1: it told what another clue already told, and was merged into it. */
    Integer repeated;

    /** Of an open clue: 1 when the limit that runs now has passed. */
    Integer overdue;

    /** Of an open clue: 1 when the unit that has it keeps any of its limits waiting. */
    Integer waited;

    /** 1 for each closed one; of an open one null. */
    Integer closed;

    /** Of a closed one 1 when the unit signed in time, 0 when not; 0 of an open one that the unit keeps waiting for it. */
    Integer signed;

    Integer contacted;
    Integer finished;

    /** 2 solved, 1 partly, 0 not; what the law does not allow is not asked for (R8). */
    Integer solved;

    Integer satisfied;
    Integer notReached;
    Integer reworked;
    Integer raised;

    /** 1: a unit sent it back to the office. */
    Integer bounced;

    /** Grounds of granted extensions, {@code ,CODE,CODE,}. */
    String extensionGrounds;

    /** Grounds of supervision orders, likewise. */
    String orderGrounds;

    /** Of a closed one: whole working hours in each {@link Leg}, {@code ,SIGNING:2,HANDLING:13,}. */
    String legHours;

    protected Fact() {}

    Fact(String number) {
        this.number = number;
    }

    public String number() {
        return number;
    }

    public String unit() {
        return unitCode;
    }

    public boolean isOpen() {
        return open;
    }

    /** Whether it is open and the limit that runs now has passed. */
    public boolean isLate() {
        return overdue != null && overdue == 1;
    }

    /** Whether the unit that has it keeps any of its limits waiting. */
    public boolean isWaitedFor() {
        return waited != null && waited == 1;
    }

    static List<String> parts(String joined) {
        return joined == null || joined.length() < 2
                ? List.of()
                : List.of(joined.substring(1).split(","));
    }

    static String joined(java.util.Collection<String> parts) {
        return parts.isEmpty() ? "" : "," + String.join(",", parts) + ",";
    }

    private List<Object> all() {
        return java.util.Arrays.asList(
                number,
                registeredAt,
                closedAt,
                open,
                status,
                card,
                stage,
                unitCode,
                townCode,
                channel,
                leaf,
                entered,
                notAdmitted,
                withdrawn,
                repeated,
                overdue,
                waited,
                closed,
                signed,
                contacted,
                finished,
                solved,
                satisfied,
                notReached,
                reworked,
                raised,
                bounced,
                extensionGrounds,
                orderGrounds,
                legHours);
    }

    /** Whether both add the same. */
    boolean isLike(Fact other) {
        return Objects.equals(all(), other.all());
    }

    @Override
    public String toString() {
        return all().toString();
    }
}
