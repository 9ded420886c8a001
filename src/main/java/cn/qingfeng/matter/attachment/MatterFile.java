package cn.qingfeng.matter.attachment;

import cn.qingfeng.evidence.FileType;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * A file with a matter.
 *
 * @param by user name of whoever added it
 * @param infected whether a virus was found: it is named and handed out to nobody
 */
public record MatterFile(
        String id,
        String number,
        String name,
        FileType type,
        long bytes,
        String sha256,
        String by,
        Instant addedAt,
        boolean infected,
        @JsonIgnore String contentId) {

    /** Whether a page may show it beside its name. */
    @JsonIgnore
    public boolean isShown() {
        return type.isShown() && !infected;
    }
}
