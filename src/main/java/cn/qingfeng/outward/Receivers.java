package cn.qingfeng.outward;

import cn.qingfeng.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Systems that are told of status changes, as others than their administrator's page enter them. */
@Component
public class Receivers {

    private final Hooks hooks;

    Receivers(Hooks hooks) {
        this.hooks = hooks;
    }

    /**
     * Enters a system that is told nothing until somebody lets it; its key is told by changing it.
     *
     * @throws Refusal as the page does
     */
    @Transactional
    public void addPaused(String name, String url, String by) {
        hooks.add(name, url, by);
        hooks.all().stream()
                .filter(hook -> hook.name().equals(name.strip()))
                .forEach(hook -> hooks.go(hook.id(), Hook.State.PAUSED));
    }
}
