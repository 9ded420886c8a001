package cn.qingfeng.province;

import cn.qingfeng.clue.ClueNumber;
import java.time.Instant;

/**
 * A clue that belongs on the provincial platform.
 *
 * @param dueAt by when it must be entered there
 * @param number its number there; null until it is entered
 * @param status its status there, as a code; null while nothing came back
 * @param theirDue until when they want it finished, as they say; null where they do not
 * @param exempt why it need not be entered; null where it must
 */
record ProvinceCase(
        ClueNumber clue,
        Instant dueAt,
        String number,
        Instant enteredAt,
        String enteredBy,
        String status,
        Instant theirDue,
        Instant returnedAt,
        String exempt) {

    boolean isOwed() {
        return number == null && exempt == null;
    }
}
