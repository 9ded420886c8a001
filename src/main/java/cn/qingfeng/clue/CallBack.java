package cn.qingfeng.clue;

/** What the reporter said when called back. */
public record CallBack(Solved solved, Rating rating) {

    /** Whether the problem is solved in the reporter's eyes. */
    public enum Solved {
        SOLVED,
        PARTLY,
        UNSOLVED,
        /** The reporter understands that the law does not allow it. */
        UNDERSTOOD
    }

    /** The five levels of satisfaction. */
    public enum Rating {
        VERY_SATISFIED,
        SATISFIED,
        BASICALLY,
        DISSATISFIED,
        VERY_DISSATISFIED
    }

    /**
     * Whether an answer to the call-back's form is about a report against a person, by its key: it goes to that report, and the
     * clue itself does not even say that nothing was told.
     */
    public static boolean isOfReport(String key) {
        return key.startsWith("bribery");
    }

    /** Whether the reporter lets the clue be closed: not unsolved, and at least basically satisfied. */
    public boolean satisfied() {
        return solved != Solved.UNSOLVED && rating.ordinal() <= Rating.BASICALLY.ordinal();
    }
}
