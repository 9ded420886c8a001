package cn.qingfeng.evidence;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Optional;

/**
 * A file with a clue.
 *
 * @param unit code of the unit that it comes from; null unless the origin is a unit
 * @param by user name, or {@code public}
 * @param releasedAt when an office let the units see it; null while they may not, and of no meaning for a unit's own
 * @param infected whether a virus was found: it is named and handed out to nobody
 */
public record EvidenceFile(
        String id,
        String clueNumber,
        String name,
        FileType type,
        long bytes,
        String sha256,
        Origin origin,
        String unit,
        String by,
        Instant addedAt,
        Instant releasedAt,
        boolean infected,
        @JsonIgnore String contentId) {

    /** Whether the units may see it. */
    @JsonIgnore
    public boolean isReleased() {
        return releasedAt != null;
    }

    Optional<String> fromUnit() {
        return Optional.ofNullable(unit);
    }
}
