package cn.qingfeng.evidence.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import cn.qingfeng.evidence.virus.Scanner;
import cn.qingfeng.keys.Sealer;
import cn.qingfeng.keys.Sealing;
import cn.qingfeng.testing.OnBothDatabases;
import cn.qingfeng.testing.TablesTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** FileContents that were sealed before Tink are carried over whole, or stay as they are. */
@OnBothDatabases
@TablesTest
@Import(OlderContentsTests.Settings.class)
@Transactional(propagation = Propagation.NOT_SUPPORTED)
class OlderContentsTests {

    @TestConfiguration(proxyBeanMethods = false)
    @Import(Sealing.class)
    static class Settings {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    private static final byte[] KEY = "a-key-of-before-tink-of-32-bytes".getBytes();

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Sealer sealer;

    @TempDir
    Path directory;

    private Storage storage;
    private FileContents contents;
    private OlderContents older;

    @BeforeEach
    void room() throws IOException {
        clear();
        use(new DirectoryStorage(directory));
    }

    private void use(Storage store) {
        storage = store;
        contents = new FileContents(
                store, sealer, jdbc, transactions, Clock.systemUTC(), mock(Scanner.class), event -> {});
        older = new OlderContents(contents, store, sealer, jdbc, transactions, Clock.systemUTC());
    }

    @AfterEach
    void clear() {
        write("delete from evidence_waiting");
        write("delete from evidence_content");
        write("delete from evidence_piece");
    }

    @Test
    void areSealedAnewUnderAnotherNameAndTheOldOnesErased() throws Exception {
        for (var store : new Storage[] {storage, new DatabaseStorage(jdbc, transactions)}) {
            clear();
            use(store);
            var content = older("old", 700_000);

            assertThat(older.carryOver(new HashSet<>())).isEqualTo(1);

            var id = waiting();
            assertThat(id).isNotEqualTo("old");
            assertThat(contents.seal(id).isOlder()).isFalse();
            assertThat(read(id)).isEqualTo(content);
            assertThat(contents.seal(id).sha256()).isEqualTo(sha256(content));
            assertThat(jdbc.queryForMap("select file_type, bytes, scan from evidence_content"))
                    .containsEntry("bytes", 700_000L)
                    .containsEntry("file_type", "PDF")
                    .containsEntry("scan", "CLEAN");
            assertThat(isKept("old")).isFalse();
            assertThat(older.carryOver(new HashSet<>())).isZero();
        }
    }

    @Test
    void stayAndAreNamedWhenTheyDoNotOpenOrAreNotWhatTheirHashSays() throws Exception {
        older("damaged", 100);
        storage.erase("damaged");
        var closed = new HashSet<String>();

        assertThat(older.carryOver(closed)).isZero();

        assertThat(closed).containsExactly("evidence_content damaged");
        assertThat(waiting()).isEqualTo("damaged");
        var content = content(100);
        storage.keep("damaged", out -> out.write(OlderFramesOut.sealed(KEY, "damaged", content(99))));
        assertThat(older.carryOver(new HashSet<>())).isZero();
        storage.keep("damaged", out -> out.write(OlderFramesOut.sealed(KEY, "damaged", content)));
        assertThat(older.carryOver(new HashSet<>())).isEqualTo(1);
        assertThat(read(waiting())).isEqualTo(content);
        assertThat(jdbc.queryForObject("select count(*) from evidence_content", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void openAsBeforeWhenTheProgramDiesBeforeTheChange() throws Exception {
        var content = older("old", 100);
        use(new Storage() {
            private final Storage store = storage;

            @Override
            public void keep(String name, Writing writing) throws IOException {
                store.keep(name, writing);
                throw new Error("the program dies");
            }

            @Override
            public InputStream read(String name) throws IOException {
                return store.read(name);
            }

            @Override
            public void erase(String name) {
                throw new Error("the program is dead");
            }
        });
        try {
            older.carryOver(new HashSet<>());
        } catch (Error dead) {
            assertThat(dead).hasMessageStartingWith("the program");
        }
        use(new DirectoryStorage(directory));

        assertThat(read("old")).isEqualTo(content);
        assertThat(contents.unclaimedSince(Instant.now().plusSeconds(60))).hasSize(1);
        assertThat(older.carryOver(new HashSet<>())).isEqualTo(1);
        assertThat(read(waiting())).isEqualTo(content);
    }

    @Test
    void areOfTodaysFormWhenTheyComeInToday() throws Exception {
        var received = contents.take(new ByteArrayInputStream("%PDF-1.4\n%%EOF\n".getBytes()));

        assertThat(contents.seal(received.contentId()).isOlder()).isFalse();
        assertThat(contents.sha256(
                        received.contentId(),
                        jdbc.queryForObject("select sealed_key from evidence_content", String.class)))
                .isEqualTo(received.sha256());
    }

    /** A content as it lay before Tink, claimed by a page. */
    private byte[] older(String id, int length) throws Exception {
        var content = content(length);
        write(
                "insert into evidence_content (id, sealed_key, file_type, bytes, scan, stored_at)"
                        + " values (?, ?, 'PDF', ?, 'CLEAN', '2026-02-12 01:00:00')",
                id,
                sealer.seal(
                        FileContents.KEY,
                        id,
                        OlderFramesOut.seal(KEY, sha256(content)).written()),
                length);
        write(
                "insert into evidence_waiting (page_hash, place, content_id, waiting_since)"
                        + " values ('p', 0, ?, '2026-02-12 01:00:00')",
                id);
        storage.keep(id, out -> out.write(OlderFramesOut.sealed(KEY, id, content)));
        return content;
    }

    private String waiting() {
        return jdbc.queryForObject("select content_id from evidence_waiting", String.class);
    }

    private byte[] read(String id) throws IOException {
        try (var in = contents.open(id)) {
            return in.readAllBytes();
        }
    }

    private boolean isKept(String name) {
        try (var in = storage.read(name)) {
            return in.readAllBytes().length > 0;
        } catch (IOException gone) {
            return false;
        }
    }

    private void write(String sql, Object... values) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> jdbc.update(sql, values));
    }

    private static byte[] content(int length) {
        var content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
