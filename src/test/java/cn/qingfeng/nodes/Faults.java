package cn.qingfeng.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.qingfeng.security.Deployment;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.HttpReceiver;
import cn.qingfeng.testing.Mail;
import cn.qingfeng.testing.MySqlServer;
import jakarta.mail.MessagingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * {@code mvn -Dgroups=faults test}: two nodes on one MySQL under load, and what can go wrong goes wrong. A node is killed, the
 * database is switched off, the mail server and the SMS gateway are dead for ten minutes ({@code -Dfaults.deaf=10}), a new
 * version of the diagram is deployed, the clock jumps. Afterwards nothing may be lost and nothing doubled: every
 * acknowledged clue, every notice, every measure about a limit, and the nightly reconciliation finds no difference.
 */
@Tag("faults")
class Faults {

    private static final int DATABASE_OFF_SECONDS = 30;

    private final Map<String, Object> report = new LinkedHashMap<>();
    private List<Node> nodes;
    private JdbcTemplate jdbc;

    @Test
    void nothingIsLostAndNothingIsDoubled() throws Exception {
        // What was acknowledged must be on the disk.
        System.setProperty("qingfeng.test.mysql.flush", "1");
        var server = MySqlServer.ownToStop();
        var schema = server.freshSchema("faults");
        HttpReceiver.empty();
        var settings = List.of(
                "qingfeng.mail.enabled=true",
                "spring.mail.host=127.0.0.1",
                "spring.mail.port=" + Mail.port(),
                "qingfeng.notification.sms.url=" + HttpReceiver.url("/sms"),
                "qingfeng.notification.sms.success=\"code\":0");
        jdbc = new JdbcTemplate(new DriverManagerDataSource(schema, server.user(), server.password()));
        try (var one = Node.of("faults-one", server, schema, settings);
                var two = Node.of("faults-two", server, schema, settings)) {
            nodes = List.of(one, two);
            one.start();
            two.start();
            everybodyHearsByMailAndSms(one);
            var load = new Load(nodes, 3);
            load.goOnFor(12);

            say("kill -9 of a node");
            two.kill();
            load.goOnFor(9);
            two.start();
            load.goOnFor(6);

            say("MySQL is switched off for " + DATABASE_OFF_SECONDS + " s");
            server.stop();
            TimeUnit.SECONDS.sleep(DATABASE_OFF_SECONDS);
            server.start();
            load.goOnFor(9);

            var minutes = Integer.getInteger("faults.deaf", 10);
            say("mail server and SMS gateway dead for " + minutes + " min");
            Mail.down();
            HttpReceiver.hang("/sms");
            TimeUnit.SECONDS.sleep(minutes * 30L);
            HttpReceiver.answer("/sms", 503, "");
            TimeUnit.SECONDS.sleep(minutes * 30L);
            load.goOnFor(3);
            Mail.up();
            HttpReceiver.answer("/sms", 200, "{\"code\":0}");

            say("a new version of the diagram, while clues run on the old one");
            deployTheLifecycleAnew(one);
            load.goOnFor(6);

            say("the clock jumps");
            load.pause();
            for (var jump : List.of(
                    "{\"workingHours\":2}", "{\"workingDays\":1}", "{\"workingDays\":1}", "{\"workingDays\":2}")) {
                assertThat(Caller.basic(two.port(), "admin")
                                .post("/api/clock", jump)
                                .statusCode())
                        .isEqualTo(200);
                settle();
            }
            load.resume();
            load.goOnFor(6);
            load.end();
            settle();

            check(load, one);
        } finally {
            System.out.println("\n| after the faults | |\n|---|---|");
            report.forEach((what, count) -> System.out.printf("| %s | %s |%n", what, count));
        }
    }

    private static void say(String what) {
        System.out.println("FAULT: " + what);
    }

    /** Phones are invented here; the ways are chosen where an administrator chooses them. */
    private void everybodyHearsByMailAndSms(Node node) {
        jdbc.update("update person set phone = '13900000000'");
        var admin = Caller.signedIn(node.port(), "admin");
        for (var unit : jdbc.queryForList("select code from unit", String.class)) {
            channels(admin, Map.of("unit", unit, "way", "EMAIL,SMS"));
        }
        channels(admin, Map.of("unit", "*", "from", "00:00", "to", "00:00"));
    }

    private static void channels(Caller admin, Map<String, String> choice) {
        var fields = new LinkedHashMap<>(choice);
        fields.put("_csrf", token(admin, "/channels"));
        assertThat(admin.form("/channels", fields).statusCode()).isEqualTo(302);
    }

    private static String token(Caller caller, String page) {
        return caller.page(page).body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]*)\".*", "$1");
    }

    private void deployTheLifecycleAnew(Node node) throws Exception {
        var before = versions();
        var answer = new Deployment()
                .with("clue-lifecycle.bpmn", Files.readString(Path.of("processes/clue-lifecycle.bpmn")))
                .replacing("clue-lifecycle.bpmn", "name=\"措施到点\"", "name=\"一项措施到点\"")
                .by(Caller.basic(node.port(), "owner"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(versions()).isEqualTo(before + 1);
    }

    private int versions() {
        return jdbc.queryForObject(
                "select max(VERSION_) from ACT_RE_PROCDEF where KEY_ = 'clue-lifecycle'", Integer.class);
    }

    /** Waits until the engine has nothing to do now, on any node. */
    private void settle() {
        await("the nodes have done what is due").atMost(Duration.ofMinutes(10)).until(() -> {
            return jdbc.queryForObject(
                            "select count(*) from ACT_RU_JOB where RETRIES_ > 0 and SUSPENSION_STATE_ = 1"
                                    + " and (DUEDATE_ is null or DUEDATE_ <= ?)",
                            Integer.class,
                            now())
                    == 0;
        });
    }

    private void check(Load load, Node node) throws Exception {
        var acknowledged = load.acknowledged();
        // What failed more often than the engine tries was mended meanwhile: an administrator presses retry.
        jdbc.update("update ACT_RU_JOB set RETRIES_ = 3, DUEDATE_ = null where RETRIES_ = 0");
        settle();
        lettersGoOut();
        var soft = new SoftAssertions();

        zero(
                soft,
                "acknowledged clues that are not in the ledger",
                acknowledged.values().stream()
                        .filter(number -> count("select count(*) from clue where clue_number = ?", number) != 1)
                        .count());
        zero(
                soft,
                "clues in the ledger that nobody was told of",
                count("select count(*) from clue") - acknowledged.size());
        zero(soft, "keys that got the same number", acknowledged.size() - new TreeSet<>(acknowledged.values()).size());
        zero(
                soft,
                "gaps in the numbers of a day",
                count("select coalesce(sum(c.last_ordinal), 0) from clue_counter c")
                        - count("select count(*) from number_voided")
                        - acknowledged.size());
        report.put("numbers that became void", count("select count(*) from number_voided"));
        zero(
                soft,
                "clues without exactly one process instance",
                count("select count(*) from clue c where (select count(*) from ACT_HI_PROCINST p where"
                        + " p.BUSINESS_KEY_ = c.clue_number and p.PROC_DEF_KEY_ = 'clue-lifecycle') <> 1"));
        zero(
                soft,
                "carried clues that are not closed",
                load.carried().entrySet().stream()
                        .filter(Map.Entry::getValue)
                        .filter(clue -> count(
                                        "select count(*) from clue where clue_number = ? and status = 'CLOSED'",
                                        clue.getKey())
                                != 1)
                        .count());
        measures(soft);
        notices(soft);
        zero(soft, "incidents", count("select count(*) from ACT_RU_INCIDENT"));
        zero(soft, "jobs that gave up", count("select count(*) from ACT_RU_JOB where RETRIES_ = 0"));
        for (var job : List.of("limit-sweep", "reconciliation")) {
            run(job, node);
        }
        zero(
                soft,
                "differences between ledger and engine",
                count("select count(*) from schedule_difference where gone_at is null"));
        // A check that runs while the clock jumps sees what the engine has still to do.
        report.put("differences that were seen under way", count("select count(*) from schedule_difference"));

        report.put("clues acknowledged", acknowledged.size());
        report.put(
                "of them left with a unit",
                load.carried().values().stream().filter(done -> !done).count());
        report.put("requests that had to be made again", load.repeated());
        soft.assertAll();
        assertThat(timelinesVerified(node)).isZero();
    }

    /** What found its channel's lane full goes out within seconds; what failed is tried again within the hour: the clock goes there. */
    private void lettersGoOut() {
        for (int hours = 0; hours < 4 && !goneOut(); hours++) {
            assertThat(Caller.basic(nodes.get(0).port(), "admin")
                            .post("/api/clock", "{\"workingHours\":1}")
                            .statusCode())
                    .isEqualTo(200);
            settle();
        }
    }

    private boolean goneOut() {
        try {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> count("select count(*) from notice where status = 'QUEUED'") == 0);
            return true;
        } catch (ConditionTimeoutException waiting) {
            return false;
        }
    }

    private void measures(SoftAssertions soft) {
        // A limit that was promised anew, or moved, may be reminded of and passed once more.
        zero(
                soft,
                "measures about a limit that were taken twice",
                jdbc.queryForList("""
                                select t.clue_number, t.act, t.to_value from timeline t
                                where t.act in ('REMINDED', 'OVERDUE_TOLD', 'REPORTED')
                                group by t.clue_number, t.act, t.to_value
                                having count(*) > 1 + (select count(*) from limit_change c
                                  where c.clue_number = t.clue_number and c.limit_kind = t.to_value)
                                """).size());
        zero(
                soft,
                "cards that were raised twice to the same",
                jdbc.queryForList("select clue_number from timeline where act = 'CARD_RAISED'"
                                + " group by clue_number, to_value having count(*) > 1")
                        .size());
        zero(soft, "limits that passed and nobody was told", count("""
                        select count(*) from clue_limit l where l.due_at < ? and l.met_at is null
                        and l.ladder like '%TELL%' and l.stopped_at is null and not exists
                          (select 1 from timeline t where t.clue_number = l.clue_number and t.to_value = l.limit_kind
                           and t.act = 'OVERDUE_TOLD' and t.occurred_at >= l.due_at)
                        """, now()));
        zero(
                soft,
                "measures that are due and not taken",
                count("select count(*) from clue where next_step_at < ?", now()));
        report.put("reminders", count("select count(*) from timeline where act = 'REMINDED'"));
        report.put("limits told as passed", count("select count(*) from timeline where act = 'OVERDUE_TOLD'"));
        report.put("urgings and orders", count("select count(*) from supervision_order"));
        report.put("cards raised", count("select count(*) from timeline where act = 'CARD_RAISED'"));
    }

    private void notices(SoftAssertions soft) throws MessagingException {
        zero(soft, "notices that are not delivered", count("select count(*) from notice where status <> 'SENT'"));
        var mails = new ArrayList<String>();
        for (var mail : Mail.received()) {
            mails.add(mail.getHeader("Message-ID")[0].replaceAll("<([^@>]*).*", "$1"));
        }
        var messages = HttpReceiver.received().stream()
                .map(post -> post.headers().entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase("Idempotency-Key"))
                        .findFirst()
                        .orElseThrow()
                        .getValue())
                .toList();
        arrived(soft, "EMAIL", mails);
        arrived(soft, "SMS", messages);
    }

    private void arrived(SoftAssertions soft, String channel, List<String> ids) {
        var sent = jdbc.queryForList("select id from notice where channel = ?", String.class, channel);
        var received = new TreeSet<>(ids);
        zero(
                soft,
                channel + " notices that did not arrive",
                sent.stream().filter(id -> !received.contains(id)).count());
        zero(
                soft,
                channel + " arrivals that are no notice",
                received.stream().filter(id -> !sent.contains(id)).count());
        report.put(channel + " notices", sent.size());
        // At least once: the receiver can tell by the id. A message that the dead gateway swallowed counts here too.
        report.put(channel + " messages tried again under the same id", ids.size() - received.size());
    }

    private Timestamp now() {
        var now = Caller.json(Caller.basic(nodes.get(0).port(), "admin").get("/api/clock"))
                .get("now")
                .asText();
        return Timestamp.valueOf(
                OffsetDateTime.parse(now).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
    }

    private void run(String job, Node node) {
        var admin = Caller.signedIn(node.port(), "admin");
        var before = count("select count(*) from schedule_run where job_key = ? and status = 'DONE'", job);
        var page = "/schedule/" + job + "/start";
        assertThat(admin.form(page, Map.of("confirmed", "true", "_csrf", token(admin, page)))
                        .statusCode())
                .isEqualTo(302);
        await(job + " has run")
                .atMost(Duration.ofMinutes(3))
                .until(() ->
                        count("select count(*) from schedule_run where job_key = ? and status = 'DONE'", job) > before);
    }

    private int timelinesVerified(Node node) throws Exception {
        return node.command("--verify-timelines");
    }

    private long count(String sql, Object... args) {
        return jdbc.queryForObject(sql, Long.class, args);
    }

    private void zero(SoftAssertions soft, String what, long count) {
        report.put(what, count);
        soft.assertThat(count).as(what).isZero();
    }
}
