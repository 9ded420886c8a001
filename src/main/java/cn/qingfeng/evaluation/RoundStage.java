package cn.qingfeng.evaluation;

/** What was done last in a round; each may follow the one before it alone. Words for readers: {@code round.stage.<NAME>}. */
public enum RoundStage {
    PLANNED,
    /** Its units and groups are its own. */
    FIXED,
    DRAWN,
    /** Ballots are taken. */
    OPEN,
    /** The ballots were opened and counted; nothing ties one to whoever cast it any more. */
    CLOSED,
    CHECKED,
    /** Units read their draft and may object to it. */
    DRAFT,
    /** Objections are in and wait for rulings. */
    OBJECTED,
    /** Nothing is open against the draft. */
    SETTLED,
    SIGNED,
    PUBLISHED,
    /** Found rigged: no score comes of it. */
    VOID
}
