package cn.qingfeng.intake;

import cn.qingfeng.Refusal;
import java.time.Instant;
import java.util.List;

/** The page's key has registered something else already: a page that was kept open, changed and sent again. */
public class UsedKey extends Refusal {

    private final String clueNumber;
    private final transient Instant takenAt;

    UsedKey(String clueNumber, Instant takenAt) {
        super(Kind.CONFLICT, "intake.idempotency.other-content", List.of());
        this.clueNumber = clueNumber;
        this.takenAt = takenAt;
    }

    /** What the key registered. */
    public String clueNumber() {
        return clueNumber;
    }

    public Instant takenAt() {
        return takenAt;
    }
}
