package cn.qingfeng.process.lifecycle;

import cn.qingfeng.process.ProcessContract;
import cn.qingfeng.process.Processes;
import cn.qingfeng.security.engine.WatchedProcesses;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** A clue's life with its phases, and what runs beside it; the sealed lane of reports is its desk's alone. */
@Component
class WatchedPhases implements WatchedProcesses {

    @Override
    public List<String> keys() {
        return Stream.of(
                        Stream.of(ClueLifecycle.KEY),
                        Arrays.stream(CluePhase.values())
                                .filter(phase -> phase != CluePhase.REPORT_LANE)
                                .map(CluePhase::key),
                        Processes.BESIDE.stream()
                                .filter(ProcessContract::watched)
                                .map(ProcessContract::key))
                .flatMap(keys -> keys)
                .toList();
    }
}
