package cn.qingfeng.notification.channel;

/** Lets a test begin with every channel open, whatever the test before it broke. */
public class OpenLanes {

    private final ChannelBreakers lanes;

    OpenLanes(ChannelBreakers lanes) {
        this.lanes = lanes;
    }

    public void reopen() {
        lanes.reopen();
    }
}
