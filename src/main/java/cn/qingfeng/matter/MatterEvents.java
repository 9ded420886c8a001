package cn.qingfeng.matter;

/** What happens to a matter beside its steps; whoever runs its process listens, in the same transaction. */
public final class MatterEvents {

    /** @param unit the unit that answers for it from the beginning; null where a step will say */
    public record Opened(String number, String kind, String unit) {}

    public record Suspended(String number) {}

    public record Resumed(String number) {}

    public record Withdrawn(String number) {}

    private MatterEvents() {}
}
