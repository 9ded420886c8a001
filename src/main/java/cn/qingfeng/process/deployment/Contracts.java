package cn.qingfeng.process.deployment;

import cn.qingfeng.process.Processes;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.CluePhase;
import cn.qingfeng.process.table.DecisionTables;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;

/** The contracts that a deployment is held against. */
final class Contracts {

    private Contracts() {}

    /** Those of the product, and those declared as beans beside it. */
    static List<Contract> all(ObjectProvider<Contract> declared) {
        return Stream.concat(ofTheProduct(), declared.stream()).toList();
    }

    static Stream<Contract> ofTheProduct() {
        return Stream.of(
                        Stream.of(new Contract(ClueLifecycle.KEY, ClueLifecycle.REQUIRED_ELEMENTS)),
                        Arrays.stream(CluePhase.values()).map(phase -> new Contract(phase.key(), phase.required())),
                        Processes.BESIDE.stream().map(process -> new Contract(process.key(), process.required())),
                        DecisionTables.ALL.stream().map(table -> new Contract(table.key(), table.required())))
                .flatMap(contracts -> contracts);
    }
}
