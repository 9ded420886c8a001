package cn.qingfeng.organization.ahead;

import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Succession;
import cn.qingfeng.organization.Succession.Share;
import cn.qingfeng.organization.UnitGroup;
import cn.qingfeng.organization.county.CountyBook.Subject;
import java.time.LocalDate;
import java.util.List;

/**
 * A change of the county's data that is to take effect on a later day. Of what stays as it is on that day nothing is said: null.
 *
 * @param key the unit's code or the user name
 * @param day from the beginning of which it holds
 * @param unit the successor of a closed unit, the unit to which a person goes, the unit of a duty
 * @param phone blank: none any more
 * @param shares what of a closed unit goes to others than the successor
 */
public record CountyCommand(
        Act act,
        String key,
        LocalDate day,
        String name,
        UnitGroup group,
        String unit,
        String email,
        String phone,
        Duty duty,
        String reason,
        List<Share> shares) {

    public CountyCommand {
        shares = shares == null ? List.of() : shares;
    }

    public CountyCommand(
            Act act,
            String key,
            LocalDate day,
            String name,
            UnitGroup group,
            String unit,
            String email,
            String phone,
            Duty duty,
            String reason) {
        this(act, key, day, name, group, unit, email, phone, duty, reason, List.of());
    }

    /** Who takes over what of a unit that is closed. */
    Succession succession() {
        return new Succession(unit, shares);
    }

    /**
     * What is to be done. What begins stands before what ends: so one day's changes are tried. Words for readers: {@code
     * county.ahead.act.<NAME>}.
     */
    public enum Act {
        ADD_UNIT,
        CHANGE_UNIT,
        CHANGE_PERSON,
        GIVE_DUTY,
        TAKE_DUTY,
        LEAVE,
        CLOSE_UNIT;

        /** What it is about. */
        public Subject subject() {
            return switch (this) {
                case ADD_UNIT, CHANGE_UNIT, CLOSE_UNIT -> Subject.UNIT;
                case CHANGE_PERSON, GIVE_DUTY, TAKE_DUTY, LEAVE -> Subject.PERSON;
            };
        }
    }

    /** Whether a second such wish would be about the same. */
    boolean sameAs(CountyCommand other) {
        return act == other.act
                && key.equals(other.key)
                && duty == other.duty
                && (duty == null || !duty.perUnit() || String.valueOf(unit).equals(other.unit));
    }
}
