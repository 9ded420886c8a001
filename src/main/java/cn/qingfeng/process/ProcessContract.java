package cn.qingfeng.process;

import cn.qingfeng.process.deployment.diagram.Course;
import cn.qingfeng.process.task.StepRight;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a diagram beside a clue's own life and the code agree on, in one place of the process's folder.
 *
 * @param key the process and its file
 * @param required ids of elements without which a diagram of this key is refused
 * @param variables every name that its instances may carry
 * @param messages the messages that the code sends to it
 * @param rights who may take each step
 * @param watched whether supervisors watch its instances in Cockpit, and owners may move them to another version
 * @param course its matter's life, along which a deployed diagram is walked
 */
public record ProcessContract(
        String key,
        Set<String> required,
        Set<String> variables,
        Set<String> messages,
        Map<String, StepRight> rights,
        boolean watched,
        Supplier<Course> course) {}
