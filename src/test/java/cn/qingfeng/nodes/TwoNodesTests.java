package cn.qingfeng.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.MySqlServer;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two equal nodes on one MySQL, and a client that has no proxy to make them look like one. With {@code -Dnodes.stay=true}
 * they stay up afterwards until the build is interrupted, to be looked at in a browser.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesTests {

    private static Node one;
    private static Node two;

    @BeforeAll
    static void start() throws Exception {
        var server = MySqlServer.needed();
        var schema = server.freshSchema("two_nodes_" + ProcessHandle.current().pid());
        one = Node.of("one", server, schema, List.of()).start();
        two = Node.of("two", server, schema, List.of()).start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (Boolean.getBoolean("nodes.stay") && two != null) {
            System.out.printf("Two nodes: %s and %s. Ctrl-C ends them.%n", one.url(), two.url());
            Thread.currentThread().join();
        }
        for (var node : List.of(one, two)) {
            node.close();
        }
    }

    @Test
    @Order(1)
    void aSessionBegunOnOneNodeHoldsOnTheOtherAndEndsOnBoth() {
        var browser = Caller.signedIn(one.port(), "supervisor");

        assertThat(browser.at(two.port()).get("/api/clues").statusCode()).isEqualTo(200);

        assertThat(browser.at(two.port())
                        .webapp("POST", "/camunda/api/admin/auth/user/default/logout", "{}")
                        .statusCode())
                .isLessThan(400);
        assertThat(browser.at(one.port()).get("/api/clues").statusCode()).isEqualTo(401);
    }

    @Test
    @Order(2)
    void aClockMovedOnOneNodeIsMovedOnBoth() {
        var before = now(two);

        assertThat(Caller.basic(one.port(), "admin")
                        .post("/api/clock", "{\"workingHours\":7}")
                        .statusCode())
                .isEqualTo(200);

        await("the other node shows the moved clock")
                .atMost(Duration.ofSeconds(30))
                .until(() -> now(two).isAfter(before.plusHours(6)));
    }

    @Test
    @Order(3)
    void cluesAreWalkedOverBothNodesAtOnce() throws Exception {
        var numbers = new ArrayList<String>();
        var hands = Executors.newFixedThreadPool(2);
        try {
            var walks = IntStream.range(0, 6)
                    .mapToObj(clue -> hands.submit(() -> {
                        var walker = new Walker(List.of(one, two));
                        var number = walker.register("two-nodes-" + clue);
                        walker.carryToTheEnd(number);
                        return number;
                    }))
                    .toList();
            for (var walk : walks) {
                numbers.add(walk.get());
            }
        } finally {
            hands.shutdownNow();
        }

        // Counted by one row for both: no number twice, none left out.
        assertThat(numbers.stream().sorted().map(number -> number.substring(number.length() - 4)))
                .containsExactly("0001", "0002", "0003", "0004", "0005", "0006");
        for (var node : List.of(one, two)) {
            var supervisor = Caller.basic(node.port(), "supervisor");
            assertThat(numbers)
                    .allSatisfy(number -> assertThat(Caller.json(supervisor.get("/api/clues/" + number))
                                    .get("status")
                                    .asText())
                            .isEqualTo("CLOSED"));
        }
    }

    @Test
    @Order(4)
    void aNodeThatIsKilledLeavesNothingUndone() throws Exception {
        var walker = new Walker(List.of(one, two));
        var number = walker.register("before-the-kill");
        walker.carryUntil(number, "userTask_signFor");

        one.kill();
        walker.carryToTheEnd(number);
        new Walker(List.of(two)).carryToTheEnd(walker.register("after-the-kill"));

        one.start();
        assertThat(Caller.json(Caller.basic(one.port(), "supervisor").get("/api/clues/" + number))
                        .get("status")
                        .asText())
                .isEqualTo("CLOSED");
    }

    private static OffsetDateTime now(Node node) {
        return OffsetDateTime.parse(
                Caller.json(Caller.basic(node.port(), "admin").get("/api/clock"))
                        .get("now")
                        .asText());
    }
}
