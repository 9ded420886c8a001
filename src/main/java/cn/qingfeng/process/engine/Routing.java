package cn.qingfeng.process.engine;

import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.order.SupervisionOrderProcess;
import cn.qingfeng.process.reveal.IdentityReveal;
import cn.qingfeng.process.time.DeadlineExtension;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every variable that may be kept in the engine and its history, whatever the process: primitives for routing only. */
public final class Routing {

    public static final Set<String> NAMES = Stream.of(
                    ClueLifecycle.Variables.ALL,
                    DeadlineExtension.Variables.ALL,
                    SupervisionOrderProcess.Variables.ALL,
                    IdentityReveal.Variables.ALL)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    /** Whether a variable is kept: one for routing, or the answer of a step that an owner added, which is a code. */
    public static boolean keeps(String name) {
        return NAMES.contains(name) || name.startsWith(ClueLifecycle.Variables.ANSWER + "_");
    }

    private Routing() {}
}
