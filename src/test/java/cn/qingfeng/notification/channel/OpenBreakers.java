package cn.qingfeng.notification.channel;

/** Lets a test begin with every channel open, whatever the test before it broke. */
public class OpenBreakers {

    private final ChannelBreakers breakers;

    OpenBreakers(ChannelBreakers breakers) {
        this.breakers = breakers;
    }

    public void reopen() {
        breakers.reopen();
    }
}
