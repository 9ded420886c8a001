package cn.qingfeng.process;

import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.VariableScope;

/**
 * A variable that instances carry for routing: its name once, and its type, so that nobody casts.
 *
 * @param name as the diagrams write it
 * @param type what it may be; the engine keeps primitives only
 */
public record ProcessVariable<T>(String name, Class<T> type) {

    /** A code, or the number of what an instance is about. */
    public static ProcessVariable<String> code(String name) {
        return new ProcessVariable<>(name, String.class);
    }

    /** Yes or no. */
    public static ProcessVariable<Boolean> truth(String name) {
        return new ProcessVariable<>(name, Boolean.class);
    }

    /** A point in time. */
    public static ProcessVariable<Date> moment(String name) {
        return new ProcessVariable<>(name, Date.class);
    }

    /** The names of these. */
    public static Set<String> names(ProcessVariable<?>... variables) {
        return Arrays.stream(variables).map(ProcessVariable::name).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What it says there, or where that was called from; null when nobody said it.
     *
     * @throws ClassCastException when a diagram put something else there
     */
    public T of(VariableScope scope) {
        return type.cast(scope.getVariable(name));
    }

    /** Says it where it was said before, else in the whole instance. */
    public void set(VariableScope scope, T value) {
        scope.setVariable(name, value);
    }

    /** It with a value, for an instance to start with. */
    public Map.Entry<String, Object> with(T value) {
        return Map.entry(name, value);
    }
}
