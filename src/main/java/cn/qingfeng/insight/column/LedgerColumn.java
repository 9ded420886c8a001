package cn.qingfeng.insight.column;

import cn.qingfeng.clue.CallBack;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.clue.content.Content;
import cn.qingfeng.clue.numbering.VoidedNumber;
import cn.qingfeng.supervision.LimitKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The columns of 《涉企（营商环境）问题线索台账》 that the product knows, in the county's order. Headers:
 * {@code ledger.column.<NAME>}.
 */
public enum LedgerColumn {
    COUNT(6, row -> new Cell.Number(row.count())),
    NUMBER(17, row -> Cell.of(row.clue().number().value())),
    REGISTERED_AT(17, row -> Cell.of(row.clue().registeredAt())),
    CHANNEL(14, Reader.OFFICES, row -> row.code("channel", row.clue().content().channel())),
    EXTERNAL_NUMBER(18, Reader.OFFICES, row -> row.told(Content::externalNumber)),
    PROVINCE_NUMBER(20, Reader.OFFICES, row -> Cell.of(String.join(" ", row.province()))),
    KIND(8, row -> row.code("kind", row.clue().content().kind())),
    NAMED(8, Reader.OFFICES, row -> row.yes(!row.clue().content().anonymous())),
    CONSENT(18, Reader.OFFICES, row -> row.code("consent", row.clue().content().consent())),
    PLACE(18, row -> row.told(Content::place)),
    TITLE(32, row -> row.title()),
    NARRATIVE(48, row -> row.narrative()),
    CLASSIFICATION(20, row -> row.classification()),
    MATTER(20, row -> row.told(Content::matter)),
    CONCERNED_UNIT(20, row -> row.concernedUnit()),
    CONCERNED_WINDOW(18, row -> row.told(Content::concernedWindow)),
    CARD(8, row -> row.code("card", row.clue().card())),
    CARD_REASON(28, row -> row.text(row.clue().cardReason())),
    CARD_BY(10, Reader.OFFICES, row -> row.person(row.clue().cardDecidedBy())),
    ADMISSION(24, Reader.OFFICES, row -> row.code("reject", row.clue().admissionReason())),
    STATUS(12, row -> row.code("clue.status", row.clue().status())),
    STAGE(12, row -> row.code("stage", row.clue().stage())),
    DUE(17, row -> row.moment(row.clue().dueAt())),
    ORDER_NUMBER(18, row -> Cell.of(row.clue().orderNumber().orElse(""))),
    DISPATCHED_AT(17, row -> row.moment(row.clue().dispatchedAt())),
    LEAD_UNIT(20, row -> row.unit(row.clue().leadUnit().orElse(null))),
    ASSIST_UNITS(24, row -> row.units(row.clue().assistUnits())),
    SIGNED_AT(17, row -> row.moment(row.clue().signedAt())),
    HANDLER(10, row -> row.person(row.clue().handler())),
    CONTACTED_AT(17, row -> row.moment(row.clue().contactedAt())),
    REPLY_BY(17, row -> row.due(LimitKind.REPLY)),
    REPLIED_AT(17, row -> row.moment(row.clue().repliedAt())),
    FINISH_BY(17, row -> row.due(LimitKind.FINISH, LimitKind.REWORK)),
    EXTENSIONS(20, row -> row.extensions()),
    FINISHED_AT(17, row -> row.moment(row.clue().finishedAt())),
    LATE(8, row -> row.late()),
    RESULT(14, row -> row.code("result", row.clue().result())),
    PRESSURE(28, row -> row.pressure()),
    RAISES(28, row -> row.raises()),
    CALLED_BACK_AT(17, row -> row.moment(row.clue().calledBackAt())),
    SOLVED(12, row -> row.code("solved", row.clue().calledBack().map(CallBack::solved))),
    RATING(12, row -> row.code("rating", row.clue().calledBack().map(CallBack::rating))),
    REWORKS(8, row -> new Cell.Number(row.clue().reworks())),
    CLOSED_AT(17, row -> row.moment(row.clue().closedAt()));

    /** What stands beside a clue, and is asked for only where a column tells of it. */
    enum Beside {
        LIMITS,
        ORDERS,
        WISHES,
        CARDS,
        PROVINCE
    }

    /** What the page shows to whoever has chosen nothing. */
    public static final List<LedgerColumn> USUAL = List.of(NUMBER, CARD, TITLE, STATUS, LEAD_UNIT, REGISTERED_AT, DUE);

    /** Who reads a column. */
    private enum Reader {
        EVERYBODY,
        /** The offices, not the units: by which way it came, who reported how, what the offices decided among themselves. */
        OFFICES
    }

    private final int width;
    private final Reader reader;
    private final Function<LedgerRow, Cell> value;

    LedgerColumn(int width, Function<LedgerRow, Cell> value) {
        this(width, Reader.EVERYBODY, value);
    }

    LedgerColumn(int width, Reader reader, Function<LedgerRow, Cell> value) {
        this.width = width;
        this.reader = reader;
        this.value = value;
    }

    /** The columns of one reader, all of them. */
    public static List<LedgerColumn> of(boolean readsOffices) {
        return Arrays.stream(values())
                .filter(column -> readsOffices || column.reader == Reader.EVERYBODY)
                .toList();
    }

    Cell of(LedgerRow row) {
        return Optional.ofNullable(value.apply(row)).orElse(Cell.EMPTY);
    }

    Set<Beside> beside() {
        return switch (this) {
            case REPLY_BY, FINISH_BY, LATE -> EnumSet.of(Beside.LIMITS);
            case PRESSURE -> EnumSet.of(Beside.ORDERS);
            case EXTENSIONS -> EnumSet.of(Beside.WISHES);
            case PROVINCE_NUMBER -> EnumSet.of(Beside.PROVINCE);
            case RAISES -> EnumSet.of(Beside.CARDS);
            default -> EnumSet.noneOf(Beside.class);
        };
    }

    /** By which order of the ledger its head sorts; empty where there is none. */
    public String order() {
        return switch (this) {
            case NUMBER -> "number";
            case REGISTERED_AT -> "registered";
            case DUE -> "due";
            default -> "";
        };
    }

    /** Of a number under which nothing was registered: which it is, when it was taken, and why it is void. */
    public Cell of(long count, VoidedNumber gap, LedgerWords words, Locale locale) {
        return switch (this) {
            case COUNT -> new Cell.Number(count);
            case NUMBER -> Cell.of(gap.number());
            case REGISTERED_AT -> Cell.of(gap.reservedAt());
            case TITLE ->
                Cell.of(words.text(
                        "ledger.export.void",
                        locale,
                        words.code("ledger.why-void", gap.reason(), locale),
                        words.time(gap.voidedAt())));
            default -> Cell.EMPTY;
        };
    }

    /** In characters of the default font. */
    public int width() {
        return width;
    }
}
