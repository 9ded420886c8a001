package cn.qingfeng.disclosure;

/** How far a wish to know who reported has come. Words for readers are the messages {@code reveal.state.<NAME>}. */
public enum RevealState {
    /** Waits for a second person's decision. */
    ASKED,
    /** Granted; whoever asked may look until the view closes. */
    GRANTED,
    REFUSED,
    /** Taken back by whoever asked, before it was decided. */
    WITHDRAWN,
    /** Nobody decided in time. */
    LAPSED,
    /** Was granted; the time to look is over. */
    ENDED;

    /** Whether something may still come of it. */
    public boolean isOpen() {
        return this == ASKED || this == GRANTED;
    }
}
