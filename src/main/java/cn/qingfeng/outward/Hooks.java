package cn.qingfeng.outward;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.keys.SealedColumn;
import cn.qingfeng.keys.Sealer;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The systems that are told, and the keys with which they are. A key is shown once; here it lies sealed. */
@Component
@Transactional
class Hooks {

    /** How long a key signs on after it was changed, so that the other side can change it in peace. */
    static final Duration OVERLAP = Duration.ofHours(24);

    private static final String PURPOSE = "webhook-key";
    private static final String PREFIX = "qfw_";
    private static final int BYTES = 32;
    private static final int LONGEST_NAME = 60;

    private final JdbcTemplate jdbc;
    private final Sealer sealer;
    private final Targets targets;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Hooks(JdbcTemplate jdbc, Sealer sealer, Targets targets, Clock clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.targets = targets;
        this.clock = clock;
    }

    /** @return the key, told only now */
    String add(String name, String url, String by) {
        if (name == null || name.isBlank() || name.strip().length() > LONGEST_NAME) {
            throw Refusal.invalid("outward.name", LONGEST_NAME);
        }
        var target = targets.require(url);
        var id = UUID.randomUUID().toString();
        var key = fresh();
        jdbc.update(
                "insert into outward_hook (id, name, url, sealed_key, state, failures, created_by, created_at)"
                        + " values (?, ?, ?, ?, ?, 0, ?, ?)",
                id,
                name.strip(),
                target.toString(),
                sealer.seal(PURPOSE, id, key),
                Hook.State.ACTIVE.name(),
                by,
                Utc.of(clock.instant()));
        return key;
    }

    /** @return the new key, told only now */
    String rotate(String id) {
        get(id);
        var key = fresh();
        jdbc.update(
                "update outward_hook set sealed_previous = sealed_key, previous_until = ?, sealed_key = ? where id = ?",
                Utc.of(clock.instant().plus(OVERLAP)),
                sealer.seal(PURPOSE, id, key),
                id);
        return key;
    }

    private String fresh() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    void go(String id, Hook.State to) {
        if (get(id).state() == Hook.State.REMOVED) {
            throw Refusal.notFound("outward.unknown");
        }
        jdbc.update("update outward_hook set state = ?, failures = 0 where id = ?", to.name(), id);
        if (to == Hook.State.REMOVED) {
            jdbc.update("delete from outward_delivery where hook_id = ? and state = 'QUEUED'", id);
            jdbc.update(
                    "update outward_hook set sealed_key = null, sealed_previous = null, previous_until = null where id = ?",
                    id);
        }
    }

    Hook get(String id) {
        return find(id).filter(hook -> hook.state() != Hook.State.REMOVED)
                .orElseThrow(() -> Refusal.notFound("outward.unknown"));
    }

    @Transactional(readOnly = true)
    public Optional<Hook> find(String id) {
        return jdbc.query("select * from outward_hook where id = ?", this::read, id).stream()
                .findFirst();
    }

    @Transactional(readOnly = true)
    public List<Hook> all() {
        return jdbc.query("select * from outward_hook where state <> 'REMOVED' order by created_at, id", this::read);
    }

    /** The keys that sign now, the newest first. */
    @Transactional(readOnly = true)
    public List<String> keys(String id) {
        return jdbc.query(
                        "select sealed_key, sealed_previous, previous_until from outward_hook where id = ?",
                        (row, at) -> {
                            var key = sealer.open(PURPOSE, id, row.getString(1));
                            var until = Utc.of(row, "previous_until");
                            return row.getString(2) == null || until == null || until.isBefore(clock.instant())
                                    ? List.of(key)
                                    : List.of(key, sealer.open(PURPOSE, id, row.getString(2)));
                        },
                        id)
                .get(0);
    }

    /** Notes what came of a call. Answers how many in a row have failed now. */
    int called(String id, boolean arrived) {
        jdbc.update(
                arrived
                        ? "update outward_hook set failures = 0 where id = ? and failures > 0"
                        : "update outward_hook set failures = failures + 1 where id = ?",
                id);
        return find(id).map(Hook::failures).orElse(0);
    }

    /** From one state to another by itself; answers whether it was in that one. */
    boolean turned(String id, Hook.State from, Hook.State to) {
        return jdbc.update("update outward_hook set state = ? where id = ? and state = ?", to.name(), id, from.name())
                == 1;
    }

    private Hook read(ResultSet row, int at) throws SQLException {
        return new Hook(
                row.getString("id"),
                row.getString("name"),
                row.getString("url"),
                Hook.State.valueOf(row.getString("state")),
                row.getInt("failures"),
                row.getString("created_by"),
                Utc.of(row, "created_at"),
                Utc.of(row, "previous_until"));
    }

    /** A rotation of keys seals these anew too. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(OutwardSettings.class)
    static class Sealed {
        @Bean
        SealedColumn sealedWebhookKey() {
            return new SealedColumn(PURPOSE, "outward_hook", List.of("id"), "sealed_key", List.of("id"), "");
        }

        @Bean
        SealedColumn sealedPreviousWebhookKey() {
            return new SealedColumn(PURPOSE, "outward_hook", List.of("id"), "sealed_previous", List.of("id"), "");
        }
    }
}
