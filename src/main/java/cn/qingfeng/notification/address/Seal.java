package cn.qingfeng.notification.address;

import cn.qingfeng.keys.Sealer;
import org.springframework.stereotype.Component;

/** Keeps robots' keys unreadable in the database: whoever holds one may write to the group. Each is bound to its row. */
@Component
public class Seal {

    static final String PURPOSE = "unit-channel";

    private final Sealer sealer;

    Seal(Sealer sealer) {
        this.sealer = sealer;
    }

    /** @param place the row and column that it belongs to: copied elsewhere it does not open */
    String close(String place, String text) {
        return sealer.seal(PURPOSE, place, text);
    }

    String open(String place, String sealed) {
        return sealer.open(PURPOSE, place, sealed);
    }
}
