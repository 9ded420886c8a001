package cn.qingfeng.process.task;

import cn.qingfeng.Refusal;

/** Finds a refusal of ours in what the engine wrapped around it. */
public final class WrappedRefusals {

    private WrappedRefusals() {}

    /** The refusal inside, or the exception as it was. */
    public static RuntimeException in(RuntimeException wrapped) {
        for (Throwable cause = wrapped; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
        }
        return wrapped;
    }
}
