package cn.qingfeng.process.table;

import java.util.Map;
import java.util.function.Function;

/**
 * An input or output of a decision table: its name, and how its values are read.
 *
 * @param name as the table writes it
 * @param sample one value of its kind, like no code that a table knows
 * @param reading makes of what the engine answers what the code works with
 */
public record DecisionColumn<T>(String name, Object sample, Function<Object, T> reading) {

    /** A code or words; null where the cell is empty. */
    public static DecisionColumn<String> text(String name) {
        return new DecisionColumn<>(name, "some text", String.class::cast);
    }

    /** A whole number. */
    public static DecisionColumn<Integer> number(String name) {
        return new DecisionColumn<>(name, 1, value -> ((Number) value).intValue());
    }

    /** Yes or no. */
    public static DecisionColumn<Boolean> truth(String name) {
        return new DecisionColumn<>(name, true, Boolean.class::cast);
    }

    /** A code of an enum, by its name. */
    public static <E extends Enum<E>> DecisionColumn<E> code(String name, Class<E> codes) {
        return new DecisionColumn<>(name, "some text", value -> Enum.valueOf(codes, (String) value));
    }

    /** What stands in this column of a row that a table answered with. */
    public T of(Map<String, Object> row) {
        return reading.apply(row.get(name));
    }
}
