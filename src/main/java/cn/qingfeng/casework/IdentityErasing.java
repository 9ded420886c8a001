package cn.qingfeng.casework;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueStatistics;
import cn.qingfeng.evidence.Evidence;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.matter.attachment.MatterFiles;
import cn.qingfeng.reporter.Reporters;
import cn.qingfeng.reporter.retention.Erasing;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The identities in the reporter's room, and the files of clues and of matters, which may show people. */
@Component
class IdentityErasing implements Erasing {

    private final ClueStatistics workloads;
    private final Reporters reporters;
    private final Evidence evidence;

    private final Matters matters;
    private final MatterFiles files;

    IdentityErasing(
            ClueStatistics workloads, Reporters reporters, Evidence evidence, Matters matters, MatterFiles files) {
        this.matters = matters;
        this.files = files;
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
        return Stream.concat(
                        ended.stream()
                                .filter(one -> kept.contains(ClueNumber.of(one.number())))
                                .map(one -> new Candidate(one.number(), one.endedAt())),
                        files.keptSince(endedBefore).stream().map(one -> new Candidate(one.number(), one.at())))
                .toList();
    }

    @Override
    public void erase(Collection<String> numbersOfBoth) {
        var split = numbersOfBoth.stream()
                .collect(
                        Collectors.partitioningBy(number -> matters.find(number).isPresent()));
        files.erase(split.get(true));
        var numbers = split.get(false).stream().map(ClueNumber::of).toList();
        reporters.erase(numbers);
        evidence.erase(numbers);
    }
}
