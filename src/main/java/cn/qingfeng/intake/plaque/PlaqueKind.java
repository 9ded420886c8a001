package cn.qingfeng.intake.plaque;

import java.util.Arrays;
import java.util.Optional;

/** What a plaque hangs at; its name in small letters is the parameter of its address. */
public enum PlaqueKind {
    /** A public contact point. */
    POINT("/report"),
    /** A service window, which is rated on the spot and reported from. */
    WINDOW("/rate"),
    /** An enterprise's own gate. */
    ENTERPRISE("/report");

    private final String page;

    PlaqueKind(String page) {
        this.page = page;
    }

    /** The page to which the code leads. */
    public String page() {
        return page;
    }

    /** The parameter's name in the address. */
    public String parameter() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Optional<PlaqueKind> named(String parameter) {
        return Arrays.stream(values())
                .filter(kind -> kind.parameter().equals(parameter))
                .findFirst();
    }
}
