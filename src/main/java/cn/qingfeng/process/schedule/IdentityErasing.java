package cn.qingfeng.process.schedule;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.Workloads;
import cn.qingfeng.reporter.Reporters;
import cn.qingfeng.supervision.schedule.Erasing;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** The identities in the reporter's room. */
@Component
class IdentityErasing implements Erasing {

    private final Workloads workloads;
    private final Reporters reporters;

    IdentityErasing(Workloads workloads, Reporters reporters) {
        this.workloads = workloads;
        this.reporters = reporters;
    }

    @Override
    public List<Candidate> candidates(Instant endedBefore) {
        var ended = workloads.ended(endedBefore);
        var kept = reporters.keptBeside(
                ended.stream().map(one -> ClueNumber.of(one.number())).toList());
        return ended.stream()
                .filter(one -> kept.contains(ClueNumber.of(one.number())))
                .map(one -> new Candidate(one.number(), one.endedAt()))
                .toList();
    }

    @Override
    public void erase(Collection<String> clueNumbers) {
        reporters.erase(clueNumbers.stream().map(ClueNumber::of).toList());
    }
}
