package cn.qingfeng.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Messages;
import cn.qingfeng.StartFault;
import cn.qingfeng.testing.OnBothDatabases;
import cn.qingfeng.testing.TablesTest;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.ResultSetMetaData;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

@OnBothDatabases
@TablesTest
@Import({Messages.class, KeyRotationTests.Rooms.class})
@Transactional(propagation = Propagation.NOT_SUPPORTED)
class KeyRotationTests {

    @TestConfiguration(proxyBeanMethods = false)
    @Import({Sealing.class, KeyRotation.class})
    @ComponentScan(
            basePackages = "cn.qingfeng",
            useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = GivesSealedColumns.class))
    static class Rooms {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    private static final String MASTER = "dGVzdC1rZXktb2YtMzItYnl0ZXMtZm9yLXRlc3RzLi4=";
    private static final String OTHER_MASTER =
            Base64.getEncoder().encodeToString("another-master-of-just-32-bytes!".getBytes());

    /** Whoever gives a sealed column to the context: a room that begins to seal is among them. */
    static class GivesSealedColumns implements TypeFilter {
        @Override
        public boolean match(MetadataReader type, MetadataReaderFactory others) {
            return type.getAnnotationMetadata().getAnnotatedMethods(Bean.class.getName()).stream()
                    .anyMatch(bean -> bean.getReturnTypeName().equals(SealedColumn.class.getName()));
        }
    }

    /** Begin with “sealed” and hold no text under a data key: a file's pieces have keys of their own, which are. */
    private static final Set<String> NO_TEXTS = Set.of("evidence_piece.sealed");

    @Autowired
    KeyRotation rotation;

    @Autowired
    Sealer sealer;

    @Autowired
    Keys keys;

    @Autowired
    DataKeys dataKeys;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    ObjectProvider<SealedColumn> columns;

    @Autowired
    ObjectProvider<SealedStore> stores;

    @Autowired
    MessageSource messages;

    @Autowired
    ApplicationContext context;

    @BeforeEach
    void clear() {
        var filled = inOrder();
        Collections.reverse(filled);
        filled.forEach(table -> write("delete from " + table));
        write("delete from draft");
        write("delete from evidence_file");
        write("delete from evidence_content");
        write("delete from reporter_identity");
        write("delete from reporter_message");
        write("delete from reporter_rating");
        write("delete from unit_channel");
        write("delete from timeline");
        write("delete from answer_sheet");
        write("delete from clue");
        write("delete from reveal_request");
    }

    private void write(String sql, Object... values) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> jdbc.update(sql, values));
    }

    /** Of these a test says itself what stands in them. */
    private static final List<String> WRITTEN = List.of(
            "draft",
            "evidence_file",
            "evidence_content",
            "reporter_identity",
            "reporter_message",
            "reporter_rating",
            "unit_channel",
            "timeline",
            "answer_sheet",
            "clue",
            "reveal_request");

    /** The tables that hold something sealed, and those that they refer to, each after those to which it refers. */
    private List<String> inOrder() {
        var order = new LinkedHashSet<String>();
        columns.stream().map(SealedColumn::table).forEach(table -> after(table, order));
        return new ArrayList<>(order);
    }

    private void after(String table, Set<String> order) {
        if (!WRITTEN.contains(table) && !order.contains(table)) {
            referred(table).forEach(other -> after(other, order));
            order.add(table);
        }
    }

    private Set<String> referred(String table) {
        return jdbc.execute((ConnectionCallback<Set<String>>) connection -> {
            var data = connection.getMetaData();
            var name = data.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
            var others = new TreeSet<String>();
            try (var keys = data.getImportedKeys(connection.getCatalog(), connection.getSchema(), name)) {
                while (keys.next()) {
                    others.add(keys.getString("PKTABLE_NAME").toLowerCase(Locale.ROOT));
                }
            }
            others.remove(table);
            return others;
        });
    }

    /** A row of a table, with whatever it wants beside its sealed texts. */
    private void fill(String table, List<SealedColumn> sealed) {
        var values = new LinkedHashMap<String, Object>();
        var keys = sealed.stream()
                .flatMap(column -> Stream.concat(column.key().stream(), column.boundTo().stream()))
                .collect(Collectors.toSet());
        jdbc.query("select * from " + table + " where 1 = 0", (ResultSetExtractor<Void>) none -> {
            var all = none.getMetaData();
            for (var i = 1; i <= all.getColumnCount(); i++) {
                var name = all.getColumnLabel(i).toLowerCase(Locale.ROOT);
                if (keys.contains(name) || all.isNullable(i) == ResultSetMetaData.columnNoNulls) {
                    values.put(
                            name,
                            switch (all.getColumnType(i)) {
                                case Types.VARCHAR, Types.CHAR, Types.LONGVARCHAR, Types.CLOB -> "x";
                                case Types.TIMESTAMP -> "2026-02-12 01:00:00";
                                case Types.DATE -> "2026-02-12";
                                default -> 1;
                            });
                }
            }
            return null;
        });
        for (var column : sealed) {
            var place = column.boundTo().stream()
                            .map(part -> String.valueOf(values.get(part)))
                            .collect(Collectors.joining("/"))
                    + column.suffix();
            values.put(column.column(), sealer.seal(column.purpose(), place, "text"));
        }
        write(
                "insert into " + table + " (" + String.join(", ", values.keySet()) + ") values ("
                        + String.join(", ", Collections.nCopies(values.size(), "?")) + ")",
                values.values().toArray());
    }

    @Test
    void everyColumnThatIsCalledSealedIsSealedAnew() {
        var known = columns.stream()
                .map(column -> column.table() + "." + column.column())
                .collect(Collectors.toCollection(TreeSet::new));
        known.addAll(NO_TEXTS);
        assertThat(jdbc.queryForList(
                        "select lower(concat(table_name, '.', column_name)) from information_schema.columns"
                                + " where lower(column_name) like 'sealed%' and lower(table_schema) = lower(schema())",
                        String.class))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    private static String number(int n) {
        return "WY20260212-%04d".formatted(n);
    }

    private void identity(int n, String sealed) {
        write("insert into reporter_identity (clue_number, sealed) values (?, ?)", number(n), sealed);
    }

    private String identity(int n) {
        return sealer.open("identity", number(n), stored(n));
    }

    private String stored(int n) {
        return jdbc.queryForObject(
                "select sealed from reporter_identity where clue_number = ?", String.class, number(n));
    }

    private String sealedBeforeThereWereDataKeys(String purpose, String place, String text) {
        return sealedBeforeTink(keys.forPurpose(purpose), place, text.getBytes());
    }

    /** AES-GCM by the JDK: a nonce of 12 bytes before the box, in base64. */
    private static String sealedBeforeTink(byte[] key, String bound, byte[] content) {
        try {
            var nonce = new byte[12];
            new SecureRandom().nextBytes(nonce);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(bound.getBytes());
            var box = cipher.doFinal(content);
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(nonce.length + box.length)
                            .put(nonce)
                            .put(box)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void opensWhatADataKeyOfBeforeTinkSealedAndCarriesItOverToAKeyset() throws Exception {
        var id = rotation.rotate(Duration.ZERO).key() + 1;
        var key = "a-data-key-from-before--of-32-by".getBytes();
        write(
                "insert into data_key (id, wrapped, made_at) values (?, ?, '2026-02-12 01:00:00')",
                id,
                sealedBeforeTink(keys.forPurpose("data-key-wrapping"), "data-key/" + id, key));
        write("update data_key set wrapped = null where id > 0 and id < ?", id);
        identity(1, "k" + id + ":" + sealedBeforeTink(key, "identity\n" + number(1), "one".getBytes()));
        var today = new DataKeys(jdbc, transactions, keys, Clock.systemUTC());
        var sealerToday = new Sealer(today, keys);

        assertThat(sealerToday.open("identity", number(1), stored(1))).isEqualTo("one");
        identity(2, sealerToday.seal("identity", number(2), "two"));
        assertThat(stored(2)).startsWith("k" + id + ":");
        var outcome = rotation(today, sealerToday).rotate(Duration.ZERO);

        assertThat(outcome.closed()).isEmpty();
        assertThat(outcome.resealed()).isEqualTo(2);
        assertThat(wrapped(id)).isNull();
        assertThat(Base64.getDecoder().decode(wrapped(outcome.key()))).hasSizeGreaterThan(12 + 32 + 16);
        assertThat(sealerToday.open("identity", number(1), stored(1))).isEqualTo("one");
        assertThat(sealerToday.open("identity", number(2), stored(2))).isEqualTo("two");
        // What the other tests share learns of the keys that were made here.
        clear();
        rotation.rotate(Duration.ZERO);
    }

    private KeyRotation rotation(DataKeys dataKeys, Sealer sealer) {
        return new KeyRotation(
                jdbc, transactions, dataKeys, keys, sealer, columns, stores, messages, context, Duration.ZERO, "");
    }

    @Test
    void bindsATextToItsPurposeAndPlace() {
        var sealed = sealer.seal("identity", number(1), "text");

        assertThat(sealer.open("identity", number(1), sealed)).isEqualTo("text");
        assertThatThrownBy(() -> sealer.open("identity", number(2), sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sealer.open("reporter-text", number(1), sealed))
                .isInstanceOf(IllegalStateException.class);
        assertThat(sealer.seal("identity", number(1), "text")).isNotEqualTo(sealed);
    }

    @Test
    void sealsAnewEveryColumnOfEveryRoomAndDestroysTheOldKey() throws Exception {
        identity(1, sealedBeforeThereWereDataKeys("identity", number(1), "one"));
        identity(2, sealer.seal("identity", number(2), "two"));
        write(
                "insert into reporter_message (id, clue_number, written_at, by_whom, sealed)"
                        + " values ('m', ?, '2026-02-12 01:00:00', 'public', ?)",
                number(1),
                sealedBeforeThereWereDataKeys("reporter-text", number(1), "message"));
        write(
                "insert into reporter_rating (id, clue_number, rated_at, contacted, solved, rating, reasons, remark)"
                        + " values ('r', ?, '2026-02-12 01:00:00', true, 'SOLVED', 'VERY', '', ?)",
                number(1),
                sealer.seal("reporter-text", number(1), "remark"));
        write(
                "insert into unit_channel (unit_code, channel, enabled, address, secret, changed_at, changed_by)"
                        + " values ('housing', 'DINGTALK', true, ?, ?, '2026-02-12 01:00:00', 'admin')",
                sealedBeforeThereWereDataKeys("unit-channel", "housing/DINGTALK/address", "address"),
                sealer.seal("unit-channel", "housing/DINGTALK/secret", "secret"));
        write(
                "insert into timeline (clue_number, ordinal, occurred_at, by_whom, act, sealed_why, hash)"
                        + " values (?, 12, '2026-02-12 01:00:00', 'system', 'ADMITTED', ?, 'x')",
                number(1),
                sealer.seal("report-step", number(1) + "/12", "why"));
        write(
                "insert into answer_sheet (id, clue_number, form, answered_by, answered_at, answers, sealed_answers)"
                        + " values ('s', ?, 'receive-report', 'system', '2026-02-12 01:00:00', '[]', ?)",
                number(1),
                sealer.seal("report-sheet", "s", "[]"));
        write(
                "insert into clue (clue_number, version, kind, title, narrative, channel, anonymous, consent,"
                        + " fact_stoppage, fact_fixable, fact_units, fact_violation, fact_leader, fact_media,"
                        + " fact_historical, registered_at, registered_by, status, stage, returned_once, rework,"
                        + " timeline_length, timeline_head, sealed_words) values (?, 0, 'REPORT', '', '', 'WEB', true,"
                        + " 'OFFICE_ONLY', false, false, 1, false, false, false, false, '2026-02-12 01:00:00', 'public',"
                        + " 'REGISTERED', 'ON_TIME', false, 0, 0, '', ?)",
                number(1),
                sealer.seal("report-words", number(1), "{}"));
        write(
                "insert into reveal_request (request_number, version, clue_number, state, asked_by, asked_as, asked_at,"
                        + " once_key, ground, sealed_reason, decider, decide_by, view_hours, basis, sealed_decision)"
                        + " values ('JS1', 0, ?, 'REFUSED', 'grader', 'GRADER', '2026-02-12 01:00:00', 'k', 'VERIFY', ?,"
                        + " 'office-head', '2026-02-13 01:00:00', 2, '', ?)",
                number(1),
                sealer.seal("reveal-reason", "JS1", "why"),
                sealer.seal("reveal-decision", "JS1", "why not"));
        write(
                "insert into evidence_content (id, sealed_key, scan, stored_at)"
                        + " values ('c', ?, 'OFF', '2026-02-12 01:00:00')",
                sealer.seal("evidence-key", "c", "key and hash"));
        write(
                "insert into evidence_file (id, clue_number, content_id, origin, added_by, added_at, sealed_name)"
                        + " values ('f', ?, 'c', 'REPORTER', 'public', '2026-02-12 01:00:00', ?)",
                number(1),
                sealer.seal("evidence-name", "f", "name"));
        write(
                "insert into draft (person, place, sealed, saved_at)"
                        + " values ('clerk', 'page/register', ?, '2026-02-12 01:00:00')",
                sealer.seal("draft", "clerk/page/register", "{}"));
        var sealed = columns.stream().collect(Collectors.groupingBy(SealedColumn::table));
        inOrder().forEach(table -> fill(table, sealed.getOrDefault(table, List.of())));
        // Two identities.
        var all = (int) columns.stream().count() + 1;
        var before = dataKeys.newest();

        var outcome = rotation.rotate(Duration.ZERO);

        assertThat(outcome.closed()).isEmpty();
        assertThat(outcome.key()).isEqualTo(before + 1);
        assertThat(outcome.resealed()).isEqualTo(all);
        for (var column : columns) {
            assertThat(jdbc.queryForList(
                            "select " + column.column() + " from " + column.table() + " where " + column.column()
                                    + " is not null",
                            String.class))
                    .as(column.table())
                    .isNotEmpty()
                    .allMatch(text -> text.startsWith(Sealer.prefix(outcome.key())));
        }
        assertThat(identity(1)).isEqualTo("one");
        assertThat(identity(2)).isEqualTo("two");
        assertThat(sealer.open(
                        "unit-channel",
                        "housing/DINGTALK/address",
                        jdbc.queryForObject("select address from unit_channel", String.class)))
                .isEqualTo("address");
        assertThat(sealer.open(
                        "reporter-text",
                        number(1),
                        jdbc.queryForObject("select remark from reporter_rating", String.class)))
                .isEqualTo("remark");
        assertThat(wrapped(before)).isNull();
        assertThat(rotation.rotate(Duration.ZERO).resealed()).isEqualTo(all);
    }

    private String wrapped(int id) {
        return jdbc.queryForObject("select wrapped from data_key where id = ?", String.class, id);
    }

    @Test
    void goesOnWhereItWasCutOff() throws Exception {
        for (var n = 1; n <= 450; n++) {
            identity(n, sealer.seal("identity", number(n), "person " + n));
        }
        var old = dataKeys.newest();
        var identities = columns.stream()
                .filter(column -> column.table().equals("reporter_identity"))
                .findFirst()
                .orElseThrow();
        var key = rotation.begin();
        assertThat(rotation.batch(identities, key, new HashSet<>())).isEqualTo(200);

        // The program dies here; another one starts.
        var again = new DataKeys(jdbc, transactions, keys, Clock.systemUTC());
        var sealerAgain = new Sealer(again, keys);
        assertThat(sealerAgain.open("identity", number(1), stored(1))).isEqualTo("person 1");
        assertThat(sealerAgain.open("identity", number(450), stored(450))).isEqualTo("person 450");
        var outcome = rotation(again, sealerAgain).rotate(Duration.ZERO);

        assertThat(outcome).isEqualTo(new KeyRotation.Outcome(key, 250, List.of(), 0, List.of()));
        assertThat(wrapped(old)).isNull();
        for (var n = 1; n <= 450; n++) {
            assertThat(sealerAgain.open("identity", number(n), stored(n))).isEqualTo("person " + n);
        }
    }

    @Test
    void keepsTheOldKeyWhileARowDoesNotOpenAndNamesTheRow() throws Exception {
        identity(1, sealer.seal("identity", number(7), "moved here from another row"));
        identity(2, sealer.seal("identity", number(2), "two"));
        var old = dataKeys.newest();

        var outcome = rotation.rotate(Duration.ZERO);

        assertThat(outcome.closed()).containsExactly("reporter_identity.sealed " + number(1));
        assertThat(wrapped(old)).isNotNull();
        assertThat(identity(2)).isEqualTo("two");
        clear();
        assertThat(rotation.rotate(Duration.ZERO).key()).isEqualTo(outcome.key());
        assertThat(wrapped(old)).isNull();
    }

    @Test
    void opensWithTheNextMasterAndNoLongerWithTheOldOnceTheKeysAreWrappedAnew() throws Exception {
        identity(1, sealer.seal("identity", number(1), "one"));
        var receipts = keys.forPurpose("receipt");
        dataKeys.rewrap(keys, Base64.getDecoder().decode(OTHER_MASTER));
        try {
            var next = new Keys(OTHER_MASTER, "", jdbc);

            assertThat(next.forPurpose("receipt")).isEqualTo(receipts);
            var opened = new Sealer(new DataKeys(jdbc, transactions, next, Clock.systemUTC()), next)
                    .open("identity", number(1), stored(1));
            assertThat(opened).isEqualTo("one");
            assertThatThrownBy(() -> new Keys(MASTER, "", jdbc))
                    .isInstanceOfSatisfying(
                            StartFault.class,
                            fault -> assertThat(fault.remedy()).contains("QINGFENG_MASTER_KEY"));
        } finally {
            dataKeys.rewrap(keys, Base64.getDecoder().decode(MASTER));
        }
        assertThat(new Keys(MASTER, "", jdbc).forPurpose("receipt")).isEqualTo(receipts);
    }
}
