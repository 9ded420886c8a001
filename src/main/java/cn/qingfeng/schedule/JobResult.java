package cn.qingfeng.schedule;

import java.util.List;

/** What came of a run: a message key and its arguments, so that each reader has it in the own language. */
public record JobResult(String key, List<String> args) {

    /** The report with its arguments. */
    public static JobResult of(String key, Object... args) {
        return new JobResult(
                key, java.util.Arrays.stream(args).map(String::valueOf).toList());
    }
}
