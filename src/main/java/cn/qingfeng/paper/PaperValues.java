package cn.qingfeng.paper;

import java.util.List;
import java.util.Map;

/**
 * What a paper's places are filled with.
 *
 * @param rows what each repetition of the table's row is filled with; empty where there is nothing to list
 * @param bars a chart's bars, in their order; empty where there is none
 */
public record PaperValues(Map<Place, String> values, List<Map<Place, String>> rows, List<Bar> bars) {

    /** One bar: whose, and how much. */
    public record Bar(String name, double value) {}

    public PaperValues {
        values = Map.copyOf(values);
        rows = List.copyOf(rows);
        bars = List.copyOf(bars);
    }
}
