package cn.qingfeng.recusal;

/** Why somebody is kept out. Words for readers: {@code recusal.cause.<NAME>}. */
public enum RecusalCause {
    /** The clue names the person. */
    NAMED,
    /** The person said so. */
    DECLARED,
    /** The office said so. */
    SET,
    /**
     * The clue may name the person. The office decides before the clue is dispatched; of whom it finds only then, or
     * later, it decides as well, and until it has the person keeps out.
     */
    POSSIBLE,
    /** The office has decided that the clue does not mean the person. */
    CLEARED,
    /** A report that was told with this appeal names the person: kept out without a word, or the word would tell of it. */
    APART;

    /**
     * Whether this, which holds already, is not changed by {@code now}: what was found goes behind what somebody decided, and
     * what somebody says comes before what was found.
     */
    boolean holdsAgainst(RecusalCause now) {
        return switch (this) {
            case POSSIBLE, APART -> now == POSSIBLE || now == APART;
            case CLEARED -> now == NAMED || now == POSSIBLE || now == APART;
            case NAMED, DECLARED, SET -> true;
        };
    }
}
