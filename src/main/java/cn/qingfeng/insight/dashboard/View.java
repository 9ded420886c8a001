package cn.qingfeng.insight.dashboard;

import cn.qingfeng.clue.access.Viewer;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Right;
import java.util.List;
import java.util.Locale;

/** Which figures stand on a page, by whose work it serves. Words for readers are the messages {@code figure.view.<NAME>}. */
public enum View {
    /** 领导: one screen. */
    LEADER(List.of("months", "open", "kept", "units", "longest")),
    /** 营商环境办: all of them. */
    OFFICE(List.of(
            "months",
            "open",
            "statuses",
            "stages",
            "kept",
            "results",
            "legs",
            "types",
            "channels",
            "units",
            "towns",
            "longest",
            "extensions",
            "orders")),
    /** 单位负责人 */
    UNIT(List.of("months", "open", "statuses", "kept", "results", "legs", "types", "longest", "extensions")),
    /** 督查 */
    SUPERVISOR(List.of("open", "stages", "kept", "units", "longest", "extensions", "orders"));

    private final List<String> charts;

    View(List<String> charts) {
        this.charts = charts;
    }

    List<String> charts() {
        return charts;
    }

    /** Those that the reader may choose among: by which way clues came, and who was ordered, a unit does not read. */
    public static List<View> offered(Viewer viewer) {
        return viewer.has(Right.READ_OFFICES) ? List.of(values()) : List.of(UNIT);
    }

    /** That of this name, or that of the reader's own duty. */
    static View of(String name, Viewer viewer) {
        if (!viewer.has(Right.READ_OFFICES)) {
            return UNIT;
        }
        for (var view : values()) {
            if (view.name().equals(name.toUpperCase(Locale.ROOT))) {
                return view;
            }
        }
        if (viewer.duties().contains(Duty.COUNTY_LEADER) || viewer.duties().contains(Duty.GROUP_HEAD)) {
            return LEADER;
        }
        if (viewer.duties().contains(Duty.SUPERVISOR) || viewer.duties().contains(Duty.DISCIPLINE)) {
            return SUPERVISOR;
        }
        return viewer.units().isEmpty() ? OFFICE : UNIT;
    }
}
