package cn.qingfeng.testing;

import org.opentest4j.TestAbortedException;

/**
 * A part that a test cannot do without. On a laptop the test is skipped and says why; in CI, where every part must be
 * there, its absence is a failure.
 */
public final class Needs {

    private Needs() {}

    /**
     * Goes on only when the part is there.
     *
     * @param part its name, such as "MySQL"
     * @param whyNot what was looked for and not found
     */
    public static void part(String part, boolean available, String whyNot) {
        if (!available) {
            throw absent(part, whyNot);
        }
    }

    /** What to throw when the part is not there: an abortion on a laptop, an error in CI. */
    public static RuntimeException absent(String part, String whyNot) {
        var reason = part + " is not here: " + whyNot;
        if (inCi()) {
            throw new AssertionError("CI=true asks for every part, and " + reason);
        }
        System.out.println("SKIPPED, " + reason);
        return new TestAbortedException(reason);
    }

    static boolean inCi() {
        return "true".equals(System.getenv("CI"));
    }
}
