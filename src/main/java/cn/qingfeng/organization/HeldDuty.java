package cn.qingfeng.organization;

/**
 * A duty as somebody holds it.
 *
 * @param unit the unit's code for a duty per unit, else null
 */
public record HeldDuty(Duty duty, String unit) {

    public HeldDuty {
        if (duty.perUnit() != (unit != null)) {
            throw new IllegalArgumentException(duty + " with unit " + unit);
        }
    }

    /** The engine's group. */
    public String groupId() {
        return duty.groupIdFor(unit);
    }
}
