package cn.qingfeng.process.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.qingfeng.clue.Card;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.Walk.Started;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.Accounts;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.OnTheProduct;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;
import org.springframework.transaction.support.TransactionTemplate;

/** A batch's pages as browsers ask for them: while it is filled in, while it runs, and when it is over, with what failed. */
@OnTheProduct
@TestInstance(Lifecycle.PER_CLASS)
@TestConstructor(autowireMode = AutowireMode.ALL)
class BatchPagesTests {

    private final Walk walk;
    private final SampleCounty county;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    @LocalServerPort
    int port;

    BatchPagesTests(Walk walk, SampleCounty county, JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.walk = walk;
        this.county = county;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    private HttpResponse<byte[]> posted(
            Caller browser, String path, String field, Map<String, String> filled, Started... clues) {
        var all = new HashMap<String, Object>(filled);
        all.put(field, Arrays.stream(clues).map(clue -> clue.number.value()).toList());
        return browser.submitted(path, all);
    }

    /** Begins it as the page does, and waits until it is over. Answers its page's path. */
    private String done(Caller browser, BatchAct act, Map<String, String> filled, Started... clues) {
        var all = new HashMap<>(filled);
        all.put("_act", act.name());
        all.put("_once", UUID.randomUUID().toString());
        var answer = posted(browser, "/ledger/batches", "_clue", all, clues);
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(302);
        var path = answer.headers().firstValue("Location").orElseThrow().replaceAll("^https?://[^/]*", "");
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        Caller.json(browser.get("/api" + path)).path("over").asBoolean());
        return path;
    }

    private static void reads(Caller browser, String path, String... told) {
        var answer = browser.page(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.body()).contains(told);
    }

    @Test
    void theFormOfEachActIsDrawnForWhoeverSeesTheClue() {
        var clue = walk.dispatched(Card.BLUE);
        for (var account : Accounts.SHOWN) {
            var browser = Caller.signedIn(port, account);
            for (var act : BatchAct.values()) {
                if (act.ofMatters()) {
                    continue;
                }
                var answer = posted(browser, "/ledger/batch", "clue", Map.of("act", act.name()), clue);
                assertThat(answer.statusCode())
                        .as("%s %s", account, act)
                        .isIn(account.equals("grader") ? java.util.Set.of(200) : java.util.Set.of(200, 403, 404));
            }
        }
    }

    @Test
    void whatIsOverShowsWhatWasDoneAndWhyTheRestWasNot() {
        var clue = walk.dispatched(Card.BLUE);
        var signed = walk.handled(Card.BLUE);
        var browser = Caller.signedIn(port, "handler");
        var path = done(browser, BatchAct.SIGN_FOR, Map.of(), clue, signed);
        reads(browser, path, clue.number.value(), signed.number.value(), "已办", "没有办成");
        for (var account : Accounts.SHOWN) {
            if (!account.equals("handler")) {
                assertThat(Caller.signedIn(port, account).page(path).statusCode())
                        .as(account)
                        .isIn(403, 404);
            }
        }
    }

    @Test
    void papersOfABatchAreTakenOutOfItsPage() {
        var clue = walk.dispatched(Card.BLUE);
        for (var account : java.util.List.of("officehead", "grader")) {
            var browser = Caller.signedIn(port, account);
            var path = done(browser, BatchAct.PAPERS, Map.of("kind", "DISPATCH", "reason", "季度归档", "text", ""), clue);
            reads(browser, path, "/papers/zip", "name=\"id\"");
        }
    }

    @Test
    void whatRunsSaysHowFarItIs() {
        var browser = Caller.signedIn(port, "handler");
        var path = done(browser, BatchAct.SIGN_FOR, Map.of(), walk.dispatched(Card.BLUE), walk.dispatched(Card.BLUE));
        var id = path.substring(path.lastIndexOf('/') + 1);
        // As it was before its last clue.
        transaction.executeWithoutResult(written -> {
            jdbc.update("update clue_batch set state = 'RUNNING' where id = ?", id);
            jdbc.update("update clue_batch_item set state = 'WAITING' where batch_id = ? and ordinal = 1", id);
        });
        reads(browser, path, "data-progress=\"/api/ledger/batches/" + id);
        assertThat(Caller.json(browser.get("/api" + path)).path("over").asBoolean())
                .isFalse();
        transaction.executeWithoutResult(
                written -> jdbc.update("update clue_batch set state = 'DONE' where id = ?", id));
    }
}
