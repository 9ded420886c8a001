package cn.qingfeng.notification;

import java.util.Set;

/**
 * What must be known of a clue to find who is told of it.
 *
 * @param sealed a report against a person (举报): no unit, no registrar and no reporter is told of it
 * @param card BLUE, YELLOW or RED; null before it is decided
 * @param leadUnit the lead unit's code, null before dispatch
 * @param assistUnits the assisting units' codes
 * @param registrar user name of whoever registered it
 */
public record About(
        String clueNumber, boolean sealed, String card, String leadUnit, Set<String> assistUnits, String registrar) {

    public About {
        assistUnits = Set.copyOf(assistUnits);
    }
}
