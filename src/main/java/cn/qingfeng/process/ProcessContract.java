package cn.qingfeng.process;

import cn.qingfeng.process.deployment.diagram.Course;
import cn.qingfeng.process.task.StepRight;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a diagram beside a clue's own life and the code agree on, in one place of the process's folder.
 *
 * @param key the process and its file
 * @param others ids of elements beside the steps without which a diagram of this key is refused
 * @param variables every name that its instances may carry
 * @param messages the messages that the code sends to it
 * @param rights who may take each step, those of earlier diagrams too
 * @param earlier steps that only earlier diagrams have
 * @param watched whether supervisors watch its instances in Cockpit, and owners may move them to another version
 * @param course its matter's life, along which a deployed diagram is walked
 */
public record ProcessContract(
        String key,
        Set<String> others,
        Set<String> variables,
        Set<String> messages,
        Map<String, StepRight> rights,
        Set<String> earlier,
        boolean watched,
        Supplier<Course> course) {

    /** The ids of all elements without which a diagram of this key is refused: every step of today, and the others. */
    public Set<String> required() {
        return Stream.concat(rights.keySet().stream().filter(step -> !earlier.contains(step)), others.stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
