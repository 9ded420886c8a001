package cn.qingfeng.evidence.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.evidence.FileSettings;
import cn.qingfeng.testing.TablesTest;
import io.findify.s3mock.S3Mock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
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

    private static S3Mock bucketServer;
    private static int bucketPort;

    private List<Storage> stores;

    @BeforeAll
    static void bucket() throws IOException, InterruptedException {
        bucketServer = new S3Mock.Builder().withPort(0).withInMemoryBackend().build();
        bucketPort = bucketServer.start().localAddress().getPort();
        var made = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + bucketPort + "/files"))
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    }

    @AfterAll
    static void noBucket() {
        bucketServer.shutdown();
    }

    @AfterEach
    void closeStores() {
        ((S3Storage) stores.get(2)).close();
    }

    @BeforeEach
    void stores() throws IOException {
        stores = List.of(
                new DatabaseStorage(jdbc, transactions),
                new DirectoryStorage(directory),
                new S3Storage(
                        new FileSettings.S3("http://localhost:" + bucketPort, "us-east-1", "files", "key", "secret")));
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
