package cn.qingfeng.matter;

import java.util.Map;

/** What happens to a matter beside its steps; whoever runs its process listens, in the same transaction. */
public final class MatterEvents {

    /** @param unit the unit that answers for it from the beginning; null where a step will say */
    public record Opened(String number, String kind, String unit) {}

    /**
     * A step was done.
     *
     * @param unit the unit that answers now; null before one does
     * @param codes what was filled in, as the form takes it
     */
    public record Answered(String number, String kind, String unit, String step, String by, Map<String, String> codes) {

        /** What was filled in under a key, without blanks around it; empty where nothing was. */
        public String said(String key) {
            return codes.getOrDefault(key, "").strip();
        }
    }

    /** It is somebody else's from now on; {@code from} is null where it was nobody's. */
    public record Handed(String number, String from, String to) {}

    /** What it waited for has come: its timers ring now. */
    public record Awaited(String number) {}

    public record Suspended(String number) {}

    public record Resumed(String number) {}

    /** Limits that run are longer. */
    public record Extended(String number) {}

    public record Withdrawn(String number) {}

    private MatterEvents() {}
}
