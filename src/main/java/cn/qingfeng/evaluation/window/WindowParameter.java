package cn.qingfeng.evaluation.window;

/** What the county may set about rounds of windows ({@code window-scheme.dmn}; modules.md, M10). Words: {@code window.scheme.<NAME>}. */
public enum WindowParameter {
    /** Weights of the parts. */
    SCANS(0, 100),
    CALLS(0, 100),
    CHECKS(0, 100),
    /** With fewer ratings on the spot a window is not ranked. From five on a sum names nobody. */
    SCANS_LEAST(5, 1000),
    /** Points that each confirmed check costs which found nobody there (空岗). */
    AWAY_COSTS(0, 100),
    /** Points that each confirmed check costs which found the attitude wanting (态度). */
    ATTITUDE_COSTS(0, 100),
    BEST(0, 100),
    WORST(0, 100);

    private final int least;
    private final int most;

    WindowParameter(int least, int most) {
        this.least = least;
        this.most = most;
    }

    public int least() {
        return least;
    }

    public int most() {
        return most;
    }
}
