package cn.qingfeng.visit;

/** How somebody goes to a firm. Words for readers: {@code visit.way.<NAME>}. */
public enum Way {
    ONSITE,
    PHONE,
    TALK,
    SURVEY;

    /** Whether it takes the firm's time on the spot: such are counted once a quarter over all offices. */
    boolean inPerson() {
        return this == ONSITE || this == TALK;
    }
}
