package cn.qingfeng.matter;

/** How a matter stands. Words for readers: {@code matter.state.<NAME>}. */
public enum MatterState {
    OPEN,
    /** Its steps and limits stand still. */
    SUSPENDED,
    DONE,
    WITHDRAWN;

    public boolean ended() {
        return this == DONE || this == WITHDRAWN;
    }
}
