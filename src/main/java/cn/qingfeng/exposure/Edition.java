package cn.qingfeng.exposure;

import java.time.Instant;

/**
 * What was shown from a moment on.
 *
 * @param ordinal 1 for what was published first
 * @param title null where it was taken down; {@code text} too
 * @param reason why it was changed; null for the first
 * @param by the matter by which it was changed; null for the first
 */
record Edition(int ordinal, Instant at, String title, String text, String reason, String by) {

    boolean isTakenDown() {
        return title == null;
    }
}
