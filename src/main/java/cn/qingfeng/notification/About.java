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
 * @param keptOut user names of those who must keep out of it
 */
public record About(
        String clueNumber,
        boolean sealed,
        String card,
        String leadUnit,
        Set<String> assistUnits,
        String registrar,
        Set<String> keptOut) {

    public About {
        assistUnits = Set.copyOf(assistUnits);
        keptOut = Set.copyOf(keptOut);
    }

    /** As the whole, where nobody keeps out. */
    public About(
            String clueNumber,
            boolean sealed,
            String card,
            String leadUnit,
            Set<String> assistUnits,
            String registrar) {
        this(clueNumber, sealed, card, leadUnit, assistUnits, registrar, Set.of());
    }
}
