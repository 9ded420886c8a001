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

    /** What becomes of a clue after a call-back. */
    public enum Course {
        /** The clue closes. */
        CLOSE,
        /** Not satisfied for the first time under this card: back to the unit. */
        REWORK,
        /** Not satisfied again: the card goes up. */
        RAISE,
        /** There is no higher card: the leading group's office decides. */
        CONCLUDE
    }

    /** What becomes of this clue when its reporter says so. */
    public Course course(Clue clue) {
        if (satisfied()) {
            return Course.CLOSE;
        }
        if (clue.reworks() == 0) {
            return Course.REWORK;
        }
        return clue.card().filter(Card.RED::equals).isPresent() ? Course.CONCLUDE : Course.RAISE;
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
