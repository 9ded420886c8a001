package cn.qingfeng.notification.text;

import java.util.Locale;

/** A place in a text that is filled in when the notice is read or sent. None of them can hold anybody's name. */
enum Placeholder {
    /** The clue's number. */
    NUMBER,
    CARD,
    UNIT,
    /** Until when. */
    DUE,
    /** Another number or user name. */
    OTHER,
    REASON,
    /** Figures of a digest: how many are open, due soon and late. */
    OPEN,
    SOON,
    LATE;

    /** As it stands in a stored text: {@code {number}}. */
    String token() {
        return "{" + name().toLowerCase(Locale.ROOT) + "}";
    }
}
