package cn.qingfeng.evaluation.result;

/** What happens to a result; in the same transaction. */
public final class ResultEvents {

    /** The public reads it from now on. */
    public record Published(String round, int version) {}

    /** A published result has a new version. */
    public record Corrected(String round, int version) {}

    private ResultEvents() {}
}
