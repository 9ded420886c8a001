package cn.qingfeng.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Messages;
import cn.qingfeng.StartFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** A start that cannot be is told in one sentence with its remedy, and changes nothing. */
class StartFaultsTests {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    Path folder;

    private String url;
    private Path key;

    @BeforeEach
    void places() {
        url = "jdbc:h2:file:" + folder.resolve("qingfeng") + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
        key = folder.resolve("master.key");
    }

    private void look() {
        try (var open = DataFolder.look(url, "sa", "", key.toString())) {
            assertThat(open == null || !key.toString().isEmpty()).isTrue();
        } catch (SQLException unclosed) {
            throw new IllegalStateException(unclosed);
        }
    }

    private void aDatabase() throws SQLException {
        try (var connection = DriverManager.getConnection(url, "sa", "");
                var statement = connection.createStatement()) {
            statement.execute("create table t (id int)");
            statement.execute("insert into t select x from system_range(1, 20000)");
        }
    }

    private void refused(String fault) throws IOException {
        var before = contents();
        assertThatThrownBy(this::look).isInstanceOfSatisfying(StartFault.class, told -> {
            assertThat(told.key()).isEqualTo(fault);
            assertThat(told.getMessage()).matches("(未启动|Not started).*").doesNotContain("Exception", "{0}");
            assertThat(told.remedy()).isNotBlank().doesNotContain("{0}");
            var analysis = new StartFaults().analyze(new IllegalStateException("context", told));
            assertThat(analysis.getDescription()).isEqualTo(told.getMessage());
            assertThat(analysis.getAction()).isEqualTo(told.remedy());
        });
        assertThat(contents()).as("nothing is made and nothing goes").isEqualTo(before);
    }

    private Set<String> contents() throws IOException {
        try (var files = Files.list(folder)) {
            return new TreeSet<>(files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".trace.db"))
                    .toList());
        }
    }

    @Test
    void startsInAnEmptyFolderAndBesideItsOwnDatabaseAndKey() throws Exception {
        assertThatCode(this::look).doesNotThrowAnyException();
        aDatabase();
        Files.writeString(key, KEY);
        assertThatCode(this::look).doesNotThrowAnyException();
    }

    @Test
    void makesNoNewKeyBesideADatabase() throws Exception {
        aDatabase();
        refused("start.key.missing");
    }

    @ParameterizedTest
    @CsvSource({
        "'', start.key.empty",
        "'  \n', start.key.empty",
        "c2hvcnQ=, start.key.malformed",
        "密钥, start.key.malformed"
    })
    void namesAKeyThatIsNone(String content, String fault) throws Exception {
        Files.writeString(key, content);
        refused(fault);
    }

    @Test
    void saysThatAnotherProgramHasTheDatabaseOpen() throws Exception {
        aDatabase();
        Files.writeString(key, KEY);
        // As another program would: by the file's lock.
        var file = folder.resolve("qingfeng.mv.db");
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            refused("start.twice");
        }
    }

    @Test
    void saysThatTheFileIsDamaged() throws Exception {
        aDatabase();
        Files.writeString(key, KEY);
        var file = folder.resolve("qingfeng.mv.db");
        var bytes = new byte[(int) Files.size(file)];
        new Random(7).nextBytes(bytes);
        Files.write(file, bytes);
        refused("start.damaged");
    }

    @Test
    void saysThatTheFolderIsNone() throws Exception {
        var taken = folder.resolve("taken");
        Files.writeString(taken, "a file");
        url = "jdbc:h2:file:" + taken.resolve("qingfeng");
        refused("start.no-folder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--verify-timeline",
                "--rotate-key",
                "--rotatekeys",
                "--qingfeng.dta=/x",
                "--sever.port=1",
                "--qingfeng.schedule.enable=false",
                "verify-timelines",
                "-verify-timelines"
            })
    void anOptionThatNobodyKnowsStopsTheStart(String option) {
        assertThatThrownBy(() -> StartOptions.refuseMisspelt(new SimpleCommandLinePropertySource(option)))
                .isInstanceOfSatisfying(
                        StartFault.class,
                        told -> assertThat(told.getMessage())
                                .contains(option.replaceAll("=.*", "").replaceAll("^-+", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--verify-timelines",
                "--rotate-keys",
                "--server.port=8102",
                "--qingfeng.data=/x",
                "--qingfeng.door.posts=1/1m",
                "--spring.profiles.active=mysql",
                "--debug",
                "--logging.level.root=warn"
            })
    void knownOptionsPass(String option) {
        assertThatCode(() -> StartOptions.refuseMisspelt(new SimpleCommandLinePropertySource(option)))
                .doesNotThrowAnyException();
    }

    @Test
    void aMisspeltVariableStopsTheStartAndAForeignOneDoesNot() {
        assertThatThrownBy(() -> StartOptions.refuseMisspeltVariables(Set.of("PATH", "QINGFENG_DAAT")))
                .isInstanceOf(StartFault.class)
                .hasMessageContaining("QINGFENG_DATA");
        assertThatThrownBy(() -> StartOptions.refuseMisspeltVariables(Set.of("QINGFENG_MASTERKEY")))
                .isInstanceOf(StartFault.class)
                .hasMessageContaining("QINGFENG_MASTER_KEY");
        assertThatCode(() -> StartOptions.refuseMisspeltVariables(
                        Set.of("QINGFENG_DATA", "QINGFENG_IMAGE_TAG", "QINGFENG_TEST_MYSQL_URL", "HOME")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "./data", "some/where"})
    void aRelativeDataFolderLiesWhereTheStartWas(String relative) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("x", Map.of("qingfeng.data", relative)));
        new StartOptions().postProcessEnvironment(environment, new SpringApplication());
        assertThat(Path.of(environment.getProperty("qingfeng.data")))
                .isAbsolute()
                .isEqualTo(Path.of(relative).toAbsolutePath().normalize());
    }

    /** A setting that the product reads and this list lacks could not be given on the command line. */
    @Test
    void everySettingOfOursIsKnown() throws IOException {
        var read = new TreeSet<String>();
        var variables = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main"))) {
            files.filter(file -> file.toString().matches(".*\\.(java|yml)")).forEach(file -> {
                var text = text(file);
                find("\\$\\{(qingfeng\\.[a-z0-9.-]+)", text, read);
                find("(?:name = |Properties\\()\"(qingfeng\\.[a-z0-9.-]+)\"", text, read);
                find("\\$\\{(QINGFENG_[A-Z0-9_]+)", text, variables);
            });
        }
        assertThat(variables).isSubsetOf(StartOptions.VARIABLES);
        assertThat(read)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(StartOptions.OURS)
                        .as(name)
                        .anyMatch(ours -> ours.endsWith(".") ? (name + ".").startsWith(ours) : name.equals(ours)));
    }

    @Test
    void everySentenceHasARemedy() {
        var words = Messages.ofStart();
        words.keySet().stream()
                .filter(name -> name.startsWith("start.") && !name.endsWith(".action"))
                .forEach(name ->
                        assertThat(words.containsKey(name + ".action")).as(name).isTrue());
    }

    @Test
    void aFullDiskAndADatabaseThatIsAwayAreToldFromFaultsOfTheProgram() {
        assertThat(Breakdown.isBehind(new IllegalStateException(new IOException("No space left on device"))))
                .isTrue();
        assertThat(Breakdown.isBehind(new RuntimeException(new SQLException("x", "90098", 90098))))
                .isTrue();
        assertThat(Breakdown.isBehind(new SQLException("Table full", "HY000", 1114)))
                .isTrue();
        assertThat(Breakdown.isBehind(new IllegalStateException("no such clue")))
                .isFalse();
        assertThat(Breakdown.isBehind(new SQLException("Duplicate", "23505", 23505)))
                .isFalse();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void find(String pattern, String text, Set<String> into) {
        var found = Pattern.compile(pattern).matcher(text);
        while (found.find()) {
            into.add(found.group(1));
        }
    }
}
