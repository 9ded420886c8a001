package cn.qingfeng.process.time;

import cn.qingfeng.process.table.DecisionColumn;
import cn.qingfeng.process.table.DecisionContract;
import cn.qingfeng.supervision.time.TimeCourse;
import java.util.List;
import java.util.Optional;

/** {@code extension-rules}: what becomes of a wish for time, who decides it, and how far it may go. */
public final class ExtensionTable {

    public static final String KEY = "extension-rules";

    static final DecisionColumn<String> WISH_KIND = DecisionColumn.text("wishKind");
    static final DecisionColumn<String> WISH_CARD = DecisionColumn.text("wishCard");
    static final DecisionColumn<Integer> WISH = DecisionColumn.number("wish");

    static final DecisionColumn<TimeCourse> COURSE = DecisionColumn.code("course", TimeCourse.class);
    static final DecisionColumn<Integer> MOST = DecisionColumn.number("most");
    static final DecisionColumn<Integer> NOTICE = DecisionColumn.number("notice");
    static final DecisionColumn<String> DECIDER = DecisionColumn.text("decider");
    static final DecisionColumn<Integer> OVER = DecisionColumn.number("over");
    static final DecisionColumn<String> BASIS = DecisionColumn.text("basis");

    public static final DecisionContract CONTRACT = new DecisionContract(
            KEY,
            List.of(WISH_KIND, WISH_CARD, WISH),
            List.of(COURSE, MOST, NOTICE, DECIDER, OVER, BASIS),
            Optional.of("recordExtensionRule"));

    private ExtensionTable() {}
}
