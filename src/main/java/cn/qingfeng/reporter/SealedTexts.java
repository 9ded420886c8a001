package cn.qingfeng.reporter;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.keys.Sealer;
import org.springframework.stereotype.Component;

/**
 * Seals what a reporter writes after reporting: it may say who the reporter is, so that the database holds it sealed only,
 * bound to its clue.
 */
@Component
public class SealedTexts {

    /** The purpose under which they are sealed. */
    public static final String PURPOSE = "reporter-text";

    private final Sealer sealer;

    SealedTexts(Sealer sealer) {
        this.sealer = sealer;
    }

    /** The text as the database may hold it. */
    public String seal(ClueNumber number, String text) {
        return sealer.seal(PURPOSE, number.value(), text);
    }

    /** The text that was sealed for this clue. */
    public String open(ClueNumber number, String sealed) {
        return sealer.open(PURPOSE, number.value(), sealed);
    }
}
