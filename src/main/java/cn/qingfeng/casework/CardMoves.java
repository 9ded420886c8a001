package cn.qingfeng.casework;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueNumber;
import java.time.Instant;
import java.util.Optional;

/** Another card for a clue that is being handled; its limits follow the table that holds for the clue's diagram. */
public interface CardMoves {

    /**
     * Raises the card by one.
     *
     * @param by a user name, or {@link cn.qingfeng.clue.timeline.Timeline#SYSTEM} for a rule
     * @throws cn.qingfeng.Refusal conflict, when the card is the highest or the clue is not being handled
     */
    void raise(ClueNumber number, String by, String why);

    /**
     * Lowers the card; the caller has asked whether the person may sign the higher one.
     *
     * @throws cn.qingfeng.Refusal invalid, when the card is not lower or the reason is missing
     */
    void lower(ClueNumber number, String by, Card lower, String why);

    /** Until when the unit would have to finish if the card became this one now; empty where it owes nothing any more. */
    Optional<Instant> wouldEnd(ClueNumber number, Card card);
}
