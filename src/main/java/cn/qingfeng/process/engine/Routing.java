package cn.qingfeng.process.engine;

import cn.qingfeng.process.Processes;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every variable that may be kept in the engine and its history, whatever the process: primitives for routing only. */
public final class Routing {

    public static final Set<String> NAMES = Stream.concat(
                    ClueLifecycle.Variables.ALL.stream(),
                    Processes.BESIDE.stream().flatMap(process -> process.variables().stream()))
            .collect(Collectors.toUnmodifiableSet());

    /** Whether a variable is kept: one for routing, or the answer of a step that an owner added, which is a code. */
    public static boolean keeps(String name) {
        return NAMES.contains(name) || name.startsWith(ClueLifecycle.Variables.ANSWER.name() + "_");
    }

    private Routing() {}
}
