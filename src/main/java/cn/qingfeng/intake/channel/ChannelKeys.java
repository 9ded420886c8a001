package cn.qingfeng.intake.channel;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.keys.Keys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Issues, knows and revokes the keys of channels. By which way a report came, and whether a leader gave an instruction, raises
 * its card: that is not for a stranger to state.
 */
@Component
@Transactional
public class ChannelKeys {

    /** Facts that a key must be allowed to state, one by one. */
    public static final Set<String> STATEMENTS = Set.of("leaderInstruction", "mediaExposed");

    private static final String PREFIX = "qfk_";
    private static final int BYTES = 24;
    private static final int LONGEST_NAME = 60;

    private final JdbcTemplate jdbc;
    private final SecretKeySpec key;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ChannelKeys(JdbcTemplate jdbc, Keys keys, Clock clock) {
        this.jdbc = jdbc;
        this.key = new SecretKeySpec(keys.forPurpose("channel-key"), "HmacSHA256");
        this.clock = clock;
    }

    /**
     * Makes a key.
     *
     * @return the secret, told only now
     * @throws Refusal when it has no name or no channel, or names what does not exist
     */
    public String issue(String name, Collection<ReportingChannel> channels, Collection<String> statements, String by) {
        if (name == null || name.isBlank() || name.strip().length() > LONGEST_NAME) {
            throw Refusal.invalid("channel-key.name", LONGEST_NAME);
        }
        if (channels.isEmpty()) {
            throw Refusal.invalid("channel-key.no-channel");
        }
        if (!STATEMENTS.containsAll(statements)) {
            throw Refusal.invalid("channel-key.no-statement");
        }
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbc.update(
                "insert into channel_key (id, name, channels, statements, keyed_hash, issued_by, issued_at, times_used)"
                        + " values (?, ?, ?, ?, ?, ?, ?, 0)",
                UUID.randomUUID().toString(),
                name.strip(),
                channels.stream()
                        .map(ReportingChannel::name)
                        .sorted()
                        .distinct()
                        .collect(Collectors.joining(",")),
                String.join(",", new TreeSet<>(statements)),
                hash(secret),
                by,
                now());
        return secret;
    }

    /** Ends a key at once; nothing happens when it was ended before. */
    public void revoke(String id, String by) {
        var known = jdbc.queryForObject("select count(*) from channel_key where id = ?", Integer.class, id);
        if (known == 0) {
            throw Refusal.notFound("channel-key.unknown");
        }
        jdbc.update(
                "update channel_key set revoked_by = ?, revoked_at = ? where id = ? and revoked_at is null",
                by,
                now(),
                id);
    }

    /** All keys, those that are good first. */
    @Transactional(readOnly = true)
    public List<ChannelKey> all() {
        return jdbc.query(
                "select * from channel_key order by case when revoked_at is null then 0 else 1 end, issued_at desc, id",
                (row, n) -> key(row));
    }

    /**
     * The key that this secret is, and notes that it was used.
     *
     * @throws Refusal forbidden, when there is none or it was revoked
     */
    public ChannelKey use(String secret) {
        var hash = hash(secret.strip());
        var key = good(hash).orElseThrow(() -> Refusal.forbidden("channel-key.wrong"));
        jdbc.update(
                "update channel_key set last_used_at = ?, times_used = times_used + 1 where id = ?", now(), key.id());
        return key;
    }

    private Optional<ChannelKey> good(String hash) {
        return jdbc
                .query(
                        "select * from channel_key where keyed_hash = ? and revoked_at is null",
                        (row, n) -> key(row),
                        hash)
                .stream()
                .findFirst();
    }

    private static ChannelKey key(ResultSet row) throws SQLException {
        var channels = EnumSet.noneOf(ReportingChannel.class);
        Arrays.stream(row.getString("channels").split(","))
                .map(ReportingChannel::valueOf)
                .forEach(channels::add);
        return new ChannelKey(
                row.getString("id"),
                row.getString("name"),
                channels,
                Arrays.stream(row.getString("statements").split(","))
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()),
                row.getString("issued_by"),
                Utc.of(row, "issued_at"),
                row.getString("revoked_by"),
                Utc.of(row, "revoked_at"),
                Utc.of(row, "last_used_at"),
                row.getLong("times_used"));
    }

    private LocalDateTime now() {
        return Utc.of(clock.instant());
    }

    private String hash(String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
