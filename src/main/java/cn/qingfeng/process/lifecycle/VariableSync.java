package cn.qingfeng.process.lifecycle;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.security.engine.EngineRights;
import org.springframework.stereotype.Component;

/** Brings the lifecycle's routing variables in line with the ledger after something was done beside the lifecycle. */
@Component
public class VariableSync {

    private final ClueInstances instances;
    private final EngineRights rights;

    VariableSync(ClueInstances instances, EngineRights rights) {
        this.instances = instances;
        this.rights = rights;
    }

    public void tell(ClueNumber number) {
        rights.run(() -> instances.refresh(number));
    }
}
