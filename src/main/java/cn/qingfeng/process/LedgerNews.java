package cn.qingfeng.process;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.security.engine.EngineRights;
import java.util.HashMap;
import java.util.Objects;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Brings the lifecycle's routing variables in line with the ledger after something was done beside the lifecycle. */
@Component
class LedgerNews {

    private final RuntimeService runtime;
    private final EngineRights rights;
    private final ClueLedger ledger;

    LedgerNews(RuntimeService runtime, EngineRights rights, ClueLedger ledger) {
        this.runtime = runtime;
        this.rights = rights;
        this.ledger = ledger;
    }

    void tell(ClueNumber number) {
        rights.run(() -> {
            var instance = runtime.createProcessInstanceQuery()
                    .processInstanceBusinessKey(number.value(), ClueLifecycle.KEY)
                    .singleResult();
            if (instance != null) {
                var known = runtime.getVariables(instance.getId());
                var news = new HashMap<String, Object>();
                RoutingVariables.of(ledger.get(number)).forEach((name, value) -> {
                    if (!Objects.equals(known.get(name), value)) {
                        news.put(name, value);
                    }
                });
                if (!news.isEmpty()) {
                    runtime.setVariables(instance.getId(), news);
                }
            }
        });
    }
}
