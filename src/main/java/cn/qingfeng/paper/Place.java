package cn.qingfeng.paper;

import java.util.List;

/**
 * What a template can have filled in. Its Chinese word between <code>${</code> and <code>}</code>, the message
 * {@code paper.place.<PLACE>}, is what officials write in Word.
 */
public enum Place {
    // Of every paper.
    NUMBER,
    ISSUED_ON,
    ISSUER,
    /** Typed by whoever issues. */
    ADDRESSEE,
    COPIES,
    TEXT,
    // Of a clue.
    CLUE_NUMBER,
    REGISTERED_ON,
    TITLE,
    CLUE_KIND,
    CHANNEL,
    STATUS,
    PLACE,
    CARD,
    SUMMARY,
    REQUIREMENTS,
    LEAD_UNIT,
    ASSIST_UNITS,
    LEADER,
    ORDER_NUMBER,
    DISPATCHED_ON,
    SIGN_BY,
    REPLY_BY,
    FINISH_BY,
    // Of an order.
    PRESS_NUMBER,
    PRESS_LEVEL,
    PRESS_GROUND,
    PRESS_TIMES,
    PRESS_UNIT,
    PRESS_LEADER,
    PROBLEM,
    DEMAND,
    PRESS_DUE,
    EXPLAIN_BY,
    APPROVED_BY,
    // Of a wish for time.
    WISH_NUMBER,
    WISH_UNIT,
    WISH_BY,
    WISH_ON,
    WISH_DAYS,
    WISH_COUNT,
    WISH_GROUND,
    WISH_BEFORE,
    WISH_AFTER,
    WISH_SIGNED_BY,
    WISH_DECISION,
    WISH_REASON,
    WISH_DECIDED_BY,
    WISH_DECIDED_ON,
    WISH_GRANTED,
    // Of a transfer.
    TRANSFER_NUMBER,
    TRANSFER_REASON,
    TRANSFERRED_ON,
    HANDED_BY,
    TAKEN_BY,
    TAKEN_ON,
    TAKEN_NUMBER,
    // To a reporter.
    ADMITTED_ON,
    REFUSED_FOR,
    REFUSED_BECAUSE,
    SUSPENDED_ON,
    RESULT,
    ANSWER,
    CLOSED_ON,
    // Of a pack.
    PERIOD,
    MADE_AT,
    COUNT,
    COUNT_RED,
    COUNT_FRESH,
    COUNT_SOON,
    COUNT_LATE,
    NAMED,
    /** The kinds of matters, a line each. */
    MATTERS,
    /** A chart that is drawn in the paragraph's place. */
    CHART,
    // Of a meeting.
    MEETING_TITLE,
    MEETING_AT,
    MEETING_PLACE,
    MEETING_OUTCOME,
    // Of a round of evaluation and of what followed for a unit.
    ROUND_NAME,
    ROUND_DAYS,
    UNIT_NAME,
    UNIT_GROUP,
    UNIT_SCORE,
    UNIT_PLACE,
    UNIT_HONOUR,
    MATTER_NUMBER,
    MEASURE,
    REASON,
    // Of a row.
    ROW,
    LIMIT_NAME,
    LIMIT_DUE,
    LIMIT_BECAUSE,
    ROW_UNIT,
    ROW_LEADER,
    ROW_NUMBER,
    ROW_TITLE,
    ROW_CARD,
    ROW_STATUS,
    ROW_STAGE,
    ROW_DUE,
    ROW_RANK,
    ROW_CLOSED,
    ROW_LATE,
    ROW_SIGNED,
    ROW_FINISHED,
    ROW_SOLVED,
    ROW_SATISFIED,
    ROW_REWORKED,
    ROW_SCORE,
    ROW_DECISION,
    ROW_PERSON,
    ROW_ITEM,
    ROW_WEIGHT,
    ROW_SAMPLE;

    static final List<Place> LIMITS = List.of(ROW, LIMIT_NAME, LIMIT_DUE, LIMIT_BECAUSE);
    static final List<Place> OF_AN_ORDER = List.of(
            TITLE,
            CARD,
            PRESS_NUMBER,
            PRESS_LEVEL,
            PRESS_GROUND,
            PRESS_TIMES,
            PRESS_UNIT,
            PRESS_LEADER,
            PROBLEM,
            DEMAND,
            PRESS_DUE,
            EXPLAIN_BY,
            ORDER_NUMBER,
            DISPATCHED_ON,
            FINISH_BY);
    static final List<Place> WEEK_LINES =
            List.of(ROW, ROW_UNIT, ROW_LEADER, ROW_NUMBER, ROW_TITLE, ROW_CARD, ROW_STATUS, ROW_STAGE, ROW_DUE);
    static final List<Place> MINUTE_LINES =
            List.of(ROW, ROW_NUMBER, ROW_TITLE, ROW_DECISION, ROW_UNIT, ROW_PERSON, ROW_DUE);
    static final List<Place> SCORE_LINES = List.of(ROW_ITEM, ROW_WEIGHT, ROW_SAMPLE, ROW_SCORE);
    static final List<Place> BALLOT_LINES = List.of(ROW, ROW_UNIT);
    static final List<Place> MONTH_LINES = List.of(
            ROW_RANK,
            ROW_UNIT,
            ROW_LEADER,
            ROW_CLOSED,
            ROW_LATE,
            ROW_SIGNED,
            ROW_FINISHED,
            ROW_SOLVED,
            ROW_SATISFIED,
            ROW_REWORKED,
            ROW_SCORE);
}
