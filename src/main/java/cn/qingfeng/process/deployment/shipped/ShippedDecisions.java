package cn.qingfeng.process.deployment.shipped;

import cn.qingfeng.Refusal;
import cn.qingfeng.process.deployment.shipped.ShippedFiles.Standing;
import cn.qingfeng.process.deployment.shipped.ShippedFiles.State;
import cn.qingfeng.process.deployment.shipped.ShippedRecord.Verdict;
import cn.qingfeng.security.engine.EngineRights;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.ParseException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The owner accepts or declines shipped files, with a reason, on what was seen. */
@Service
class ShippedDecisions {

    private static final int LONGEST_REASON = 500;
    /** A file that may be taken over: it differs from the live one. */
    private static final Set<State> TAKEABLE =
            Set.of(State.WAITING, State.OWN, State.DECLINED, State.OLDER, State.FOLLOWS);

    /** One file with the digests of both contents as the owner saw them. */
    record Choice(String file, String live, String shipped) {}

    private final ShippedFiles files;
    private final EngineRights rights;

    ShippedDecisions(ShippedFiles files, EngineRights rights) {
        this.files = files;
        this.rights = rights;
    }

    /**
     * Accepts all of these files, in one deployment, or declines them.
     *
     * @throws Refusal invalid without files or reason, or when the files do not fit together; conflict, when a file has
     *     changed since it was seen; nothing has changed then
     */
    @Transactional
    public void decide(List<Choice> choices, boolean accept, String by, String reason) {
        if (choices.isEmpty()) {
            throw Refusal.invalid("shipped.none-chosen");
        }
        if (reason == null || reason.isBlank() || reason.strip().length() > LONGEST_REASON) {
            throw Refusal.invalid("shipped.reason", LONGEST_REASON);
        }
        files.lock();
        var standings = files.standings();
        var chosen =
                choices.stream().map(choice -> seen(choice, standings, accept)).toList();
        if (!accept) {
            files.decline(chosen, by, reason.strip());
            return;
        }
        try {
            rights.run(() -> files.deploy(chosen, Verdict.ACCEPTED, by, reason.strip()));
        } catch (ParseException refused) {
            throw Refusal.invalid("shipped.refused", refused.getMessage());
        }
    }

    private static Standing seen(Choice choice, List<Standing> standings, boolean accept) {
        var standing = standings.stream()
                .filter(each -> each.file().equals(choice.file()))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("shipped.unknown"));
        var live = standing.live().map(LiveFile::digest).orElse("");
        if (!standing.shipped().digest().equals(choice.shipped()) || !live.equals(choice.live())) {
            throw Refusal.conflict("shipped.changed", choice.file());
        }
        if (accept ? !TAKEABLE.contains(standing.state()) : standing.state() != State.WAITING) {
            throw Refusal.conflict("shipped.nothing-to-decide", choice.file());
        }
        return standing;
    }
}
