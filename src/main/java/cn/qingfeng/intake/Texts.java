package cn.qingfeng.intake;

import cn.qingfeng.Refusal;
import cn.qingfeng.Refusal.Fault;
import cn.qingfeng.text.Pasted;
import java.util.List;

/** Checks the few texts that no form asks for, by the same measure as forms do. */
public final class Texts {

    private Texts() {}

    /**
     * The text, tidied.
     *
     * @param most the longest that is taken, in characters
     * @throws Refusal naming the field, when it is empty, too long or not text
     */
    public static String required(String field, String text, int most) {
        var tidy = optional(field, text, most);
        if (tidy == null) {
            throw fault(field, "track.text.missing");
        }
        return tidy;
    }

    /** As {@link #required}; null when there is none. */
    public static String optional(String field, String text, int most) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var tidy = Pasted.tidy(text).replace("\r\n", "\n").replace('\r', '\n').strip();
        if (tidy.codePointCount(0, tidy.length()) > most) {
            throw fault(field, "track.text.long", most);
        }
        var proper = tidy.codePoints()
                .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                        || Character.isISOControl(c) && c != '\n' && c != '\t');
        if (!proper) {
            throw fault(field, "track.text.characters");
        }
        return tidy;
    }

    public static Refusal fault(String field, String key, Object... args) {
        return Refusal.invalid(List.of(new Fault(field, key, args)));
    }
}
