package cn.qingfeng.testing;

import java.util.List;
import java.util.stream.Stream;

/** The demo county's accounts; each one's name is its password too. */
public final class Accounts {

    /** Those that the login page shows: one or two for every duty. */
    public static final List<String> SHOWN = List.of(
            "clerk",
            "grader",
            "officehead",
            "grouphead",
            "handler",
            "unithead",
            "handler2",
            "caller",
            "supervisor",
            "discipline",
            "media",
            "officer",
            "leader",
            "legal",
            "owner",
            "admin");

    /** With the second person of the desk for reports, whom the login page keeps to itself. */
    public static final List<String> ALL =
            Stream.concat(SHOWN.stream(), Stream.of("jianshouzhuo")).toList();

    private Accounts() {}
}
