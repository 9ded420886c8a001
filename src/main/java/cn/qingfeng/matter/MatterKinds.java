package cn.qingfeng.matter;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The kinds of matters that were deployed, each as its newest diagram describes it. */
@Component
public class MatterKinds {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String NEWEST = "select k.description from matter_kind k where k.version_number ="
            + " (select max(n.version_number) from matter_kind n where n.kind = k.kind)";

    private final JdbcTemplate jdbc;
    private final MatterWords words;
    private final Clock clock;

    MatterKinds(JdbcTemplate jdbc, MatterWords words, Clock clock) {
        this.jdbc = jdbc;
        this.words = words;
        this.clock = clock;
    }

    /** All, by name. */
    public List<MatterKind> all() {
        return jdbc.query(NEWEST + " order by k.prefix", (row, n) -> read(row.getString(1)));
    }

    public Optional<MatterKind> find(String key) {
        return jdbc.query(NEWEST + " and k.kind = ?", (row, n) -> read(row.getString(1)), key).stream()
                .findFirst();
    }

    /** @throws Refusal not found */
    public MatterKind get(String key) {
        return find(key).orElseThrow(() -> Refusal.notFound("matter.kind.unknown"));
    }

    /** The kind whose numbers begin so. */
    public Optional<String> ofPrefix(String prefix) {
        return jdbc
                .queryForList("select distinct kind from matter_kind where prefix = ?", String.class, prefix)
                .stream()
                .findFirst();
    }

    /** A diagram is being deployed; what it says about itself holds from now on, if it says anything new. */
    public void deployed(MatterKind kind) {
        if (find(kind.key()).filter(kind::equals).isPresent()) {
            return;
        }
        var last = jdbc.queryForObject(
                "select coalesce(max(version_number), 0) from matter_kind where kind = ?", Integer.class, kind.key());
        jdbc.update(
                "insert into matter_kind (kind, version_number, prefix, description, deployed_at) values (?, ?, ?, ?, ?)",
                kind.key(),
                last + 1,
                kind.prefix(),
                write(kind),
                Utc.of(clock.instant()));
    }

    /** The columns that a new description would take out of the ledger although something stands in them. */
    public Set<String> lost(MatterKind kind) {
        var lost = new TreeSet<String>();
        find(kind.key())
                .ifPresent(before -> before.columns().stream()
                        .filter(column -> kind.columns().stream()
                                .noneMatch(kept -> kept.key().equals(column.key())))
                        .filter(column -> filled(kind.key(), column.key()))
                        .forEach(column -> lost.add(column.key())));
        return lost;
    }

    private boolean filled(String kind, String column) {
        return jdbc.query(
                "select number, sealed_words from matter where kind = ?",
                row -> {
                    while (row.next()) {
                        if (!words.open(row.getString(1), row.getString(2))
                                .answers()
                                .getOrDefault(column, "")
                                .isEmpty()) {
                            return true;
                        }
                    }
                    return false;
                },
                kind);
    }

    private static MatterKind read(String description) {
        try {
            return JSON.readValue(description, MatterKind.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String write(MatterKind kind) {
        try {
            return JSON.writeValueAsString(kind);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
