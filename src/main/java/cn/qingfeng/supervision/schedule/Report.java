package cn.qingfeng.supervision.schedule;

import java.util.List;

/** What came of a run: a message key and its arguments, so that each reader has it in the own language. */
public record Report(String key, List<String> args) {

    /** The report with its arguments. */
    public static Report of(String key, Object... args) {
        return new Report(
                key, java.util.Arrays.stream(args).map(String::valueOf).toList());
    }
}
