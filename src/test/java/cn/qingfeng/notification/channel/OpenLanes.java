package cn.qingfeng.notification.channel;

/** Lets a test begin with every channel open, whatever the test before it broke. */
public class OpenLanes {

    private final Lanes lanes;

    OpenLanes(Lanes lanes) {
        this.lanes = lanes;
    }

    public void reopen() {
        lanes.reopen();
    }
}
