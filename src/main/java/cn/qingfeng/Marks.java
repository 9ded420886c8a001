package cn.qingfeng;

import java.util.Collection;
import java.util.Collections;

/** The places of a statement's list: as many question marks as there are values to be looked for. */
public final class Marks {

    private Marks() {}

    /** As they stand between the brackets; the caller asks for nothing where there is no value. */
    public static String of(Collection<?> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }
}
