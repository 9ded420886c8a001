package cn.qingfeng.process.table;

import java.util.List;
import java.util.Optional;

/** {@code unit-routing}: the units that the rules propose, asked by the dispatch's diagram. */
public final class RoutingTable {

    public static final String KEY = "unit-routing";

    public static final DecisionColumn<String> LEAD_UNIT = DecisionColumn.text("leadUnit");

    /** Codes, with commas between them. */
    public static final DecisionColumn<String> ASSIST_UNITS = DecisionColumn.text("assistUnits");

    public static final DecisionColumn<String> REASON = DecisionColumn.text("reason");

    public static final DecisionContract CONTRACT = new DecisionContract(
            KEY, List.of(), List.of(LEAD_UNIT, ASSIST_UNITS, REASON), Optional.of("recordUnitProposal"));

    private RoutingTable() {}
}
