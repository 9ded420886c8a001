package cn.qingfeng.intake.channel;

import cn.qingfeng.clue.content.ReportingChannel;
import java.time.Instant;
import java.util.Set;

/**
 * The key of a channel that hands reports on; the secret itself is known to its holder alone.
 *
 * @param name whose it is: the 12345 hotline, a mini-program
 * @param channels the ways by which its reports may have come in
 * @param statements facts of {@link ChannelKeys#STATEMENTS} that it may state
 * @param revokedAt null while it is good
 * @param lastUsedAt null when it was never used
 */
public record ChannelKey(
        String id,
        String name,
        Set<ReportingChannel> channels,
        Set<String> statements,
        String issuedBy,
        Instant issuedAt,
        String revokedBy,
        Instant revokedAt,
        Instant lastUsedAt,
        long timesUsed) {

    public boolean isGood() {
        return revokedAt == null;
    }
}
