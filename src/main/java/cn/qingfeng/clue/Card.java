package cn.qingfeng.clue;

import java.util.Optional;

/**
 * A clue's grade at dispatch. It says how the county handles the clue, not how late the clue is
 * ({@link SupervisionStage}), nor what a unit was sanctioned with.
 */
public enum Card {
    /** 立行立改: put right on the spot. */
    BLUE,
    /** 限时回复: answered within a limit, with coordination. */
    YELLOW,
    /** 提级协调: answered within a limit, coordinated one level up. */
    RED;

    /** The card above this one, if there is one. */
    public Optional<Card> raised() {
        return this == RED ? Optional.empty() : Optional.of(values()[ordinal() + 1]);
    }

    /** Whether somebody who may sign this card may also sign the other: a higher signature covers the lower cards. */
    public boolean covers(Card other) {
        return other.ordinal() <= ordinal();
    }
}
