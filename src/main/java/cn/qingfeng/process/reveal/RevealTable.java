package cn.qingfeng.process.reveal;

import cn.qingfeng.process.table.DecisionColumn;
import cn.qingfeng.process.table.DecisionContract;
import java.util.List;
import java.util.Optional;

/** {@code reveal-rules}: who consents to seeing who reported, within how long, and for how long. */
public final class RevealTable {

    public static final String KEY = "reveal-rules";

    static final DecisionColumn<String> CLUE_KIND = DecisionColumn.text("clueKind");
    static final DecisionColumn<String> ASKED_AS = DecisionColumn.text("askedAs");

    static final DecisionColumn<String> DECIDER = DecisionColumn.text("decider");
    static final DecisionColumn<Integer> DECIDE_DAYS = DecisionColumn.number("decideDays");
    static final DecisionColumn<Integer> VIEW_HOURS = DecisionColumn.number("viewHours");
    static final DecisionColumn<String> BASIS = DecisionColumn.text("basis");

    public static final DecisionContract CONTRACT = new DecisionContract(
            KEY, List.of(CLUE_KIND, ASKED_AS), List.of(DECIDER, DECIDE_DAYS, VIEW_HOURS, BASIS), Optional.empty());

    private RevealTable() {}
}
