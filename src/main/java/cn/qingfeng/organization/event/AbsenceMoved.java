package cn.qingfeng.organization.event;

import cn.qingfeng.organization.absence.Absence;
import cn.qingfeng.organization.county.CountyBook;

/**
 * An absence was entered, began, ended, or another duty passed. Duties have passed, or come back, before.
 *
 * @param step what there is to tell, {@code absence.step.<NAME>}; null for nothing
 * @param by who did it; {@link CountyBook#SYSTEM} for the calendar
 */
public record AbsenceMoved(Absence absence, Step step, String by) {

    public enum Step {
        ENTERED,
        BEGAN,
        ENDED,
        CANCELLED,
        /** The substitute left the county's service: nobody stands in any more. */
        SUBSTITUTE_LEFT
    }
}
