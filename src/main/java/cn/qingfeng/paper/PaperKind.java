package cn.qingfeng.paper;

import static cn.qingfeng.paper.Place.*;

import cn.qingfeng.organization.Right;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The papers that the product writes. Each kind has a template of its own, a count of its own and a reader: what a reporter
 * is sent holds only places that a reporter may read, what a unit is sent only those that units may read. Words:
 * {@code paper.kind.<KIND>}.
 */
public enum PaperKind {
    /** 交办单 */
    DISPATCH(
            Reader.UNIT,
            Right.ISSUE_PAPERS,
            About.CLUE,
            Place.LIMITS,
            SUMMARY,
            REQUIREMENTS,
            CARD,
            LEAD_UNIT,
            ASSIST_UNITS,
            LEADER,
            ORDER_NUMBER,
            DISPATCHED_ON,
            SIGN_BY,
            REPLY_BY,
            FINISH_BY,
            TITLE,
            PLACE),
    /** 督办单 */
    SUPERVISION(Reader.UNIT, Right.ISSUE_ORDER_PAPERS, About.ORDER, List.of(), Place.OF_AN_ORDER),
    /** 挂牌督办单 */
    LISTED(Reader.UNIT, Right.ISSUE_ORDER_PAPERS, About.ORDER, List.of(), Place.OF_AN_ORDER, APPROVED_BY),
    /** 移交函, under which both sides sign */
    TRANSFER(
            Reader.OFFICE,
            Right.ISSUE_PAPERS,
            About.CLUE,
            List.of(),
            TITLE,
            CARD,
            LEAD_UNIT,
            TRANSFER_NUMBER,
            TRANSFER_REASON,
            TRANSFERRED_ON,
            HANDED_BY,
            TAKEN_BY,
            TAKEN_ON,
            TAKEN_NUMBER),
    /** 延期审批表 */
    EXTENSION(
            Reader.UNIT,
            Right.ISSUE_PAPERS,
            About.WISH,
            List.of(),
            TITLE,
            CARD,
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
            WISH_GRANTED),
    /** 受理告知书 */
    ADMITTED(Reader.REPORTER, Right.ISSUE_PAPERS, About.CLUE, List.of(), TITLE, ADMITTED_ON, FINISH_BY),
    /** 不予受理告知书 */
    NOT_ADMITTED(Reader.REPORTER, Right.ISSUE_PAPERS, About.CLUE, List.of(), TITLE, REFUSED_FOR, REFUSED_BECAUSE),
    /** 补正告知书 */
    SUPPLEMENT(Reader.REPORTER, Right.ISSUE_PAPERS, About.CLUE, List.of(), TITLE),
    /** 中止告知书 */
    SUSPENDED(Reader.REPORTER, Right.ISSUE_PAPERS, About.CLUE, List.of(), TITLE, SUSPENDED_ON),
    /** 终止告知书 */
    ENDED(Reader.REPORTER, Right.ISSUE_PAPERS, About.CLUE, List.of(), TITLE, STATUS),
    /** 办结告知书 */
    CLOSED(Reader.REPORTER, Right.ISSUE_PAPERS, About.CLUE, List.of(), TITLE, RESULT, ANSWER, LEAD_UNIT, CLOSED_ON),
    /** 登记回执 */
    RECEIPT(Reader.REPORTER, Right.ISSUE_PAPERS, About.CLUE, List.of(), TITLE, CLUE_KIND, CHANNEL),
    /** 周交办清单 */
    WEEKLY(
            Reader.COUNTY,
            Right.ISSUE_PACK_PAPERS,
            About.PACK,
            Place.WEEK_LINES,
            PERIOD,
            MADE_AT,
            COUNT,
            COUNT_RED,
            COUNT_FRESH,
            COUNT_SOON,
            COUNT_LATE,
            CHART),
    /** 月讲评简报 */
    MONTHLY(
            Reader.COUNTY,
            Right.ISSUE_PACK_PAPERS,
            About.PACK,
            Place.MONTH_LINES,
            PERIOD,
            MADE_AT,
            COUNT,
            COUNT_LATE,
            NAMED,
            MATTERS,
            CHART),
    /** 联席会商纪要 */
    MINUTES(
            Reader.COUNTY,
            Right.CALL_MEETINGS,
            About.PACK,
            Place.MINUTE_LINES,
            MEETING_TITLE,
            MEETING_AT,
            MEETING_PLACE,
            MEETING_OUTCOME,
            COUNT),
    /** 评议结果告知函 */
    RESULT_LETTER(
            Reader.UNIT,
            Right.ISSUE_ROUND_PAPERS,
            About.PACK,
            Place.SCORE_LINES,
            ROUND_NAME,
            ROUND_DAYS,
            UNIT_NAME,
            UNIT_GROUP,
            UNIT_SCORE,
            UNIT_PLACE,
            UNIT_HONOUR),
    /** 五佳单位证书 */
    CERTIFICATE(
            Reader.UNIT,
            Right.ISSUE_ROUND_PAPERS,
            About.PACK,
            List.of(),
            ROUND_NAME,
            ROUND_DAYS,
            UNIT_NAME,
            UNIT_GROUP,
            UNIT_SCORE,
            UNIT_PLACE,
            UNIT_HONOUR),
    /** 约谈通知书 */
    TALK_LETTER(
            Reader.UNIT,
            Right.ISSUE_ROUND_PAPERS,
            About.PACK,
            List.of(),
            MATTER_NUMBER,
            UNIT_NAME,
            MEASURE,
            REASON,
            ROUND_NAME),
    /** 限期整改通知书 */
    RECTIFY_LETTER(
            Reader.UNIT,
            Right.ISSUE_ROUND_PAPERS,
            About.PACK,
            List.of(),
            MATTER_NUMBER,
            UNIT_NAME,
            MEASURE,
            REASON,
            ROUND_NAME),
    /** 纸质评议票, without anything that tells one copy from another */
    BALLOT_FORM(Reader.COUNTY, Right.RUN_ROUNDS, About.PACK, Place.BALLOT_LINES, ROUND_NAME, ROUND_DAYS);

    /** Whose eyes a paper is for. */
    public enum Reader {
        UNIT,
        REPORTER,
        OFFICE,
        COUNTY
    }

    /** What one paper of the kind is about. */
    public enum About {
        CLUE,
        ORDER,
        WISH,
        PACK
    }

    private final Reader reader;
    private final Right right;
    private final About about;
    private final List<Place> ofRows;
    private final Set<Place> own;

    PaperKind(Reader reader, Right right, About about, List<Place> ofRows, Place... own) {
        this(reader, right, about, ofRows, List.of(), own);
    }

    PaperKind(Reader reader, Right right, About about, List<Place> ofRows, List<Place> shared, Place... own) {
        this.reader = reader;
        this.right = right;
        this.about = about;
        this.ofRows = ofRows;
        this.own = EnumSet.noneOf(Place.class);
        this.own.addAll(shared);
        this.own.addAll(List.of(own));
    }

    public Reader reader() {
        return reader;
    }

    /** Who issues it. */
    public Right right() {
        return right;
    }

    public About about() {
        return about;
    }

    /** The places that its template may name, filled in once; those of a row are {@link #ofRows}. */
    public Collection<Place> places() {
        return Stream.concat((about == About.PACK ? COMMON : OF_CLUES).stream(), own.stream())
                .toList();
    }

    public List<Place> ofRows() {
        return ofRows;
    }

    private static final List<Place> COMMON = List.of(NUMBER, ISSUED_ON, ISSUER, ADDRESSEE, COPIES, TEXT);
    private static final List<Place> OF_CLUES =
            List.of(NUMBER, ISSUED_ON, ISSUER, ADDRESSEE, COPIES, TEXT, CLUE_NUMBER, REGISTERED_ON);
}
