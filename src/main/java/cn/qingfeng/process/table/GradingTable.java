package cn.qingfeng.process.table;

import cn.qingfeng.clue.Card;
import java.util.List;
import java.util.Optional;

/** {@code card-grading}: the card that the rules propose, asked by the grading's diagram. */
public final class GradingTable {

    public static final String KEY = "card-grading";

    public static final DecisionColumn<Card> CARD = DecisionColumn.code("card", Card.class);
    public static final DecisionColumn<String> REASON = DecisionColumn.text("reason");
    public static final DecisionColumn<String> RULE = DecisionColumn.text("rule");

    public static final DecisionContract CONTRACT =
            new DecisionContract(KEY, List.of(), List.of(CARD, REASON, RULE), Optional.of("recordCardProposal"));

    private GradingTable() {}
}
