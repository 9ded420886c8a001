package cn.qingfeng.casework;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueStatistics;
import cn.qingfeng.evidence.Evidence;
import cn.qingfeng.reporter.Reporters;
import cn.qingfeng.reporter.retention.Erasing;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.springframework.stereotype.Component;

/** The identities in the reporter's room, and the files, which may show who reported. */
@Component
class IdentityErasing implements Erasing {

    private final ClueStatistics workloads;
    private final Reporters reporters;
    private final Evidence evidence;

    IdentityErasing(ClueStatistics workloads, Reporters reporters, Evidence evidence) {
        this.evidence = evidence;
        this.workloads = workloads;
        this.reporters = reporters;
    }

    @Override
    public List<Candidate> candidates(Instant endedBefore) {
        var ended = workloads.ended(endedBefore);
        var numbers = ended.stream().map(one -> ClueNumber.of(one.number())).toList();
        var kept = new HashSet<>(reporters.keptBeside(numbers));
        kept.addAll(evidence.keptBeside(numbers));
        return ended.stream()
                .filter(one -> kept.contains(ClueNumber.of(one.number())))
                .map(one -> new Candidate(one.number(), one.endedAt()))
                .toList();
    }

    @Override
    public void erase(Collection<String> clueNumbers) {
        var numbers = clueNumbers.stream().map(ClueNumber::of).toList();
        reporters.erase(numbers);
        evidence.erase(numbers);
    }
}
