package cn.qingfeng.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class LostWritesTests {

    private final HikariDataSource pool = new HikariDataSource();
    private JdbcTemplate jdbc;
    private TransactionTemplate transaction;

    @BeforeEach
    void connect() {
        pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        pool.setAutoCommit(false);
        jdbc = new JdbcTemplate(pool);
        new LostWrites().postProcessBeforeInitialization(jdbc, "jdbcTemplate");
        transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
        jdbc.execute("create table note (id int primary key, text varchar(20))");
    }

    @AfterEach
    void disconnect() {
        pool.close();
    }

    @Test
    void aWriteWithinATransactionIsKept() {
        transaction.executeWithoutResult(status -> {
            jdbc.update("insert into note (id, text) values (?, ?)", 1, "kept");
            jdbc.batchUpdate("insert into note (id, text) values (?, ?)", List.<Object[]>of(new Object[] {2, "b"}));
            jdbc.queryForList("select id from note where id = 1 for update");
        });

        assertThat(notes()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into note (id) values (1)",
                "  UPDATE note set text = 'x'",
                "delete from note",
                "merge into note (id) values (1)",
                "select id from note for update"
            })
    void outsideATransactionNothingIsWrittenOrLockedByAnyWay(String sql) {
        refused(() -> jdbc.execute(sql), sql);
        refused(() -> jdbc.batchUpdate(sql), sql);
        refused(() -> jdbc.batchUpdate(sql, List.<Object[]>of(new Object[0], new Object[0])), sql);
        refused(() -> jdbc.update(sql, new Object[0]), sql);
        refused(() -> jdbc.update(connection -> connection.prepareStatement(sql)), sql);
        refused(() -> JdbcClient.create(jdbc).sql(sql).update(), sql);
        assertThat(notes()).isZero();
    }

    private static void refused(Runnable write, String sql) {
        assertThatThrownBy(write::run)
                .isInstanceOf(InvalidDataAccessApiUsageException.class)
                .hasMessageContaining(sql);
    }

    @Test
    void aBlockThatSuspendsItsTransactionDoesNotWriteEither() {
        var suspended = new TransactionTemplate(transaction.getTransactionManager());
        suspended.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);

        transaction.executeWithoutResult(status -> refused(
                () -> suspended.executeWithoutResult(none -> jdbc.update("insert into note (id) values (1)")),
                "insert into note"));
    }

    private int notes() {
        return jdbc.queryForObject("select count(*) from note", Integer.class);
    }
}
