package cn.qingfeng.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.testing.TablesTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Every store keeps wholly or not at all, gives back what it got, and forgets when told. */
@TablesTest
@Transactional(propagation = Propagation.NOT_SUPPORTED)
class StorageTests {

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @TempDir
    Path directory;

    private List<Storage> stores;

    @BeforeEach
    void stores() throws IOException {
        stores = List.of(new DatabaseStorage(jdbc, transactions), new DirectoryStorage(directory));
    }

    @Test
    void givesBackWhatItKept() throws IOException {
        for (var length : List.of(1, 1 << 19, (1 << 19) + 1, 3_000_000)) {
            var content = new byte[length];
            new Random(length).nextBytes(content);
            for (var store : stores) {
                var name = UUID.randomUUID().toString();
                store.keep(name, out -> out.write(content));
                try (var in = store.read(name)) {
                    assertThat(in.readAllBytes()).isEqualTo(content);
                }
            }
        }
    }

    @Test
    void keepsNothingOfWhatBrokeOff() {
        for (var store : stores) {
            var name = UUID.randomUUID().toString();
            assertThatThrownBy(() -> store.keep(name, out -> {
                        out.write(new byte[2_000_000]);
                        throw new IOException("the line broke");
                    }))
                    .hasMessage("the line broke");
            assertThatThrownBy(() -> store.read(name).readAllBytes()).isInstanceOf(IOException.class);
        }
        try (var left = Files.walk(directory)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void forgetsWhenTold() throws IOException {
        for (var store : stores) {
            var name = UUID.randomUUID().toString();
            store.keep(name, out -> out.write(1));
            erase(store, name);
            erase(store, name);
            assertThatThrownBy(() -> store.read(name).readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    private void erase(Storage store, String name) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            try {
                store.erase(name);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }
}
