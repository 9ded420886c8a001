package cn.qingfeng.process;

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

    private Routing() {}
}
