package cn.qingfeng.evidence.storage;

import cn.qingfeng.keys.SealedStore;
import cn.qingfeng.keys.Sealer;
import java.io.IOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries contents that were sealed before Tink over to how contents are sealed today. Each is written as a new content, held
 * against its hash, and takes the old one's place in one transaction; only then is the old one erased. Cut off at any
 * moment, one of the two belongs to nothing and is swept.
 */
@Component
class OlderContents implements SealedStore {

    private final FileContents contents;
    private final Storage storage;
    private final Sealer sealer;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate apart;
    private final Clock clock;

    OlderContents(
            FileContents contents,
            Storage storage,
            Sealer sealer,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.contents = contents;
        this.storage = storage;
        this.sealer = sealer;
        this.jdbc = jdbc;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    @Override
    public int carryOver(Set<String> closed) {
        var done = 0;
        for (var id : claimed()) {
            var name = "evidence_content " + id;
            try {
                var seal = contents.seal(id);
                if (seal.isOlder() && !closed.contains(name)) {
                    carryOver(id, seal);
                    done++;
                }
            } catch (IOException | RuntimeException e) {
                closed.add(name);
            }
        }
        return done;
    }

    private List<String> claimed() {
        return jdbc.queryForList(
                "select c.id from evidence_content c where c.bytes is not null"
                        + " and (exists (select 1 from evidence_file f where f.content_id = c.id)"
                        + " or exists (select 1 from evidence_waiting w where w.content_id = c.id)"
                        + " or exists (select 1 from evidence_claim k where k.content_id = c.id))",
                String.class);
    }

    private void carryOver(String id, ContentSeal seal) throws IOException {
        var anew = UUID.randomUUID().toString();
        var fresh = ContentSeal.fresh().of(seal.sha256());
        apart.executeWithoutResult(transaction -> jdbc.update(
                "insert into evidence_content (id, sealed_key, scan, stored_at)"
                        + " select ?, ?, scan, ? from evidence_content where id = ?",
                anew,
                sealer.seal(FileContents.KEY, anew, fresh.written()),
                Timestamp.from(clock.instant()),
                id));
        var changed = false;
        try {
            storage.keep(anew, out -> {
                var digest = sha256();
                try (var in = new DigestInputStream(seal.opening(id, storage.read(id)), digest);
                        var sealed = fresh.sealing(anew, out)) {
                    in.transferTo(sealed);
                }
                if (!HexFormat.of().formatHex(digest.digest()).equals(seal.sha256())) {
                    throw new IOException("content " + id + " is not what its hash says");
                }
            });
            apart.executeWithoutResult(transaction -> change(id, anew));
            changed = true;
        } finally {
            contents.discard(changed ? id : anew);
        }
    }

    private void change(String old, String anew) {
        // Nobody claims the old one, nor writes down what the scanner found, until this is certain.
        var row = jdbc.queryForMap("select file_type, bytes, scan from evidence_content where id = ? for update", old);
        jdbc.update(
                "update evidence_content set file_type = ?, bytes = ?, scan = ? where id = ?",
                row.get("file_type"),
                row.get("bytes"),
                row.get("scan"),
                anew);
        jdbc.update("update evidence_file set content_id = ? where content_id = ?", anew, old);
        jdbc.update("update evidence_waiting set content_id = ? where content_id = ?", anew, old);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
