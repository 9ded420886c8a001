package cn.qingfeng.insight.dashboard;

import java.util.List;

/**
 * A figure as it is shown: always a table, and drawn beside it where a drawing says more.
 *
 * @param drawn how: {@code line}, {@code bar}, {@code ranking}, {@code heat}, or {@code none}
 * @param how its formula in words
 * @param n how many clues, or matters, it is made of
 * @param head of the columns, the rows' own first
 * @param floor a value in per cent below which it is bad, named in the drawing; 0 for none
 */
public record Chart(
        String key, String drawn, String title, String how, long n, List<String> head, List<Row> rows, int floor) {

    /**
     * @param group whether it is the sum of those below it
     */
    public record Row(String label, List<Value> values, boolean group) {}

    /**
     * @param text as it is read
     * @param number as it is drawn; null where there is nothing to measure
     * @param few made of so few that it says little
     * @param bad below the floor
     * @param link to the clues behind it, null where there are none to be seen
     * @param shade from 0 to 5, of a heat map
     */
    public record Value(String text, Double number, boolean few, boolean bad, String link, int shade) {

        public static Value of(String text) {
            return new Value(text, null, false, false, null, 0);
        }

        public static Value of(long count, String link) {
            return new Value(String.valueOf(count), (double) count, false, false, count == 0 ? null : link, 0);
        }

        Value shaded(int shade) {
            return new Value(text, number, few, bad, link, shade);
        }
    }

    public boolean isEmpty() {
        return rows.isEmpty() || n == 0;
    }
}
