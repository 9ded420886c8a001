package cn.qingfeng.clue.request;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueNumber;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;

/**
 * 申请（督办单亦同）: one thing asked for about one clue, once however often the button is pressed, which goes from state to
 * state until it is decided. {@link ClueRequests} keeps them.
 */
@MappedSuperclass
public abstract class ClueRequest {

    @Id
    @Column(name = "request_number")
    private String number;

    @Version
    private long version;

    private String clueNumber;
    private String askedBy;
    private Instant askedAt;
    private String onceKey;

    protected ClueRequest() {}

    /**
     * @param by a user name, or {@link cn.qingfeng.clue.timeline.Timeline#SYSTEM} for a rule
     * @param onceKey the same for every try of one click
     */
    protected ClueRequest(String number, ClueNumber clue, String by, Instant at, String onceKey) {
        this.number = number;
        this.clueNumber = clue.value();
        this.askedBy = by;
        this.askedAt = at;
        this.onceKey = onceKey;
    }

    /** Its word in messages: {@code <word>.state.<STATE>} are the words of its states. */
    protected abstract String word();

    /** How far it has come. */
    public abstract Enum<?> state();

    /**
     * Asks whether it is in one of these states.
     *
     * @throws Refusal conflict, {@code <word>.state.wrong}, with the state that it is in
     */
    protected final void in(Enum<?>... allowed) {
        if (!Arrays.asList(allowed).contains(state())) {
            throw Refusal.conflict(word() + ".state.wrong", number, Refusal.word(word() + ".state." + state()));
        }
    }

    /** Its own number; {@linkplain ClueRequests its room} says of what form. */
    public final String number() {
        return number;
    }

    public final ClueNumber clue() {
        return new ClueNumber(clueNumber);
    }

    /** A user name, or {@link cn.qingfeng.clue.timeline.Timeline#SYSTEM} for a rule. */
    public final String askedBy() {
        return askedBy;
    }

    public final Instant askedAt() {
        return askedAt;
    }
}
