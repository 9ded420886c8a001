package cn.qingfeng;

import java.text.MessageFormat;
import java.util.List;

/** Why the product does not start, for the operator: one sentence, and what to do. Nothing was touched. */
public class StartFault extends IllegalStateException {

    private final String key;
    private final transient List<Object> args;

    /** @param key of the sentence; the remedy is {@code key + ".action"} */
    public StartFault(String key, Object... args) {
        super(said(key, args));
        this.key = key;
        this.args = List.of(args);
    }

    public String remedy() {
        return said(key + ".action", args.toArray());
    }

    public String key() {
        return key;
    }

    private static String said(String key, Object... args) {
        return MessageFormat.format(Messages.ofStart().getString(key), args);
    }
}
