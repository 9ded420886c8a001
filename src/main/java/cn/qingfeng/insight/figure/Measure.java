package cn.qingfeng.insight.figure;

import java.util.List;
import java.util.function.Function;

/**
 * What is counted, and in which month a clue counts for it. The words of its formula are the messages {@code figure.<NAME>.how}.
 * What a clue adds ({@link Tally}) and which clues lie behind a number ({@link Behind}) both come from here.
 */
public enum Measure {
    /** 登记 */
    ENTERED(Cohort.REGISTERED, "entered", fact -> fact.entered, 1),
    CHANNEL(Cohort.REGISTERED, "entered", fact -> fact.entered, 1, "channel", fact -> one(fact.channel)),
    TYPE(Cohort.REGISTERED, "entered", fact -> fact.entered, 1, "leaf", fact -> one(fact.leaf)),
    NOT_ADMITTED(Cohort.REGISTERED, "notAdmitted", fact -> fact.notAdmitted, 1),
    WITHDRAWN(Cohort.REGISTERED, "withdrawn", fact -> fact.withdrawn, 1),
    REPEATED(Cohort.REGISTERED, "repeated", fact -> fact.repeated, 1),
    EXTENSION(
            Cohort.REGISTERED,
            "entered",
            fact -> fact.entered,
            1,
            "extensionGrounds",
            fact -> Fact.parts(fact.extensionGrounds)),
    ORDER(Cohort.REGISTERED, "entered", fact -> fact.entered, 1, "orderGrounds", fact -> Fact.parts(fact.orderGrounds)),
    /** 销号 */
    CLOSED(Cohort.HANDLED, "closed", fact -> fact.closed, 1),
    SIGNED(Cohort.HANDLED, "signed", fact -> fact.signed, 1),
    CONTACTED(Cohort.HANDLED, "contacted", fact -> fact.contacted, 1),
    FINISHED(Cohort.HANDLED, "finished", fact -> fact.finished, 1),
    SOLVED(Cohort.HANDLED, "solved", fact -> fact.solved, 2),
    SATISFIED(Cohort.HANDLED, "satisfied", fact -> fact.satisfied, 1),
    NOT_REACHED(Cohort.HANDLED, "notReached", fact -> fact.notReached, 1),
    REWORKED(Cohort.HANDLED, "reworked", fact -> fact.reworked, 1),
    RAISED(Cohort.HANDLED, "raised", fact -> fact.raised, 1),
    BOUNCED(Cohort.HANDLED, "bounced", fact -> fact.bounced, 1),
    /** Its items are {@code SIGNING:2}, leg and hours. */
    LEG(Cohort.HANDLED, "closed", fact -> fact.closed, 1, "legHours", fact -> Fact.parts(fact.legHours)),
    /** Of the open ones, those that the unit keeps waiting. */
    WAITED(Cohort.OPEN, "waited", fact -> fact.waited, 1),
    OPEN_CARD(
            Cohort.OPEN,
            "overdue",
            fact -> fact.overdue,
            1,
            "card",
            fact -> one(fact.card == null ? "" : fact.card.name())),
    OPEN_STATUS(Cohort.OPEN, "overdue", fact -> fact.overdue, 1, "status", fact -> one(fact.status.name())),
    OPEN_STAGE(Cohort.OPEN, "overdue", fact -> fact.overdue, 1, "stage", fact -> one(fact.stage.name()));

    /** Which month a clue counts for. */
    enum Cohort {
        /** That in which it was registered. */
        REGISTERED,
        /** That in which it was closed; an open one, which only counts where it is late, in the present one. */
        HANDLED,
        /** None: the present. */
        OPEN
    }

    private final Cohort cohort;
    private final String column;
    private final Function<Fact, Integer> value;
    private final int whole;
    private final String itemColumn;
    private final Function<Fact, List<String>> items;

    Measure(Cohort cohort, String column, Function<Fact, Integer> value, int whole) {
        this(cohort, column, value, whole, null, fact -> one(""));
    }

    Measure(
            Cohort cohort,
            String column,
            Function<Fact, Integer> value,
            int whole,
            String itemColumn,
            Function<Fact, List<String>> items) {
        this.cohort = cohort;
        this.column = column;
        this.value = value;
        this.whole = whole;
        this.itemColumn = itemColumn;
        this.items = items;
    }

    private static List<String> one(String item) {
        return List.of(item == null ? "" : item);
    }

    Cohort cohort() {
        return cohort;
    }

    /** The fact's property that holds the value. */
    String column() {
        return column;
    }

    /** What the clue has of it, null where it does not count. */
    public Integer value(Fact fact) {
        return value.apply(fact);
    }

    /** The value of a clue that has all of it. */
    public int whole() {
        return whole;
    }

    /** The fact's property that tells its kinds apart; null where there are none. */
    String itemColumn() {
        return itemColumn;
    }

    /** Whether that property lists several. */
    boolean listsItems() {
        return this == EXTENSION || this == ORDER || this == LEG;
    }

    List<String> items(Fact fact) {
        return items.apply(fact);
    }
}
