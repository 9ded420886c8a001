package cn.qingfeng.drawing;

import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One rule for drawings.
 *
 * @param claim what holds of a drawing that keeps it
 * @param faults what breaks it, each beginning with the element's id
 */
record Rule(String claim, Function<Drawing, Stream<String>> faults) {

    @Override
    public String toString() {
        return claim;
    }
}
