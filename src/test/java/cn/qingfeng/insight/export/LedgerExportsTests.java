package cn.qingfeng.insight.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.insight.InsightTest;
import cn.qingfeng.insight.LedgerQuery;
import cn.qingfeng.insight.SomeClues;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@InsightTest
class LedgerExportsTests {

    @Autowired
    SomeClues some;

    @Autowired
    LedgerExports exports;

    @Autowired
    EntityManager entities;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Organization organization;

    @BeforeEach
    void county() {
        some.county();
        organization.addPerson("leadhead", "姓名leadhead", "lead-office", "leadhead@county.example", null, "Start-1234");
        organization.assign("leadhead", Duty.UNIT_LEADER, "lead-office");
    }

    private static LedgerQuery wish(String card, String text) {
        return LedgerQuery.NONE.with("card", card).with("text", text);
    }

    private static final LedgerQuery ALL = wish(null, null);

    private LedgerExport begin(String by, LedgerQuery wish) {
        return exports.begin(UUID.randomUUID().toString(), by, wish, SheetFormat.CSV);
    }

    /** Without void numbers: those of the tests before, which were undone. */
    private List<String> lines(String by, LedgerQuery wish) throws IOException {
        return everyLine(by, wish).stream().filter(line -> !line.contains("作废")).toList();
    }

    private List<String> everyLine(String by, LedgerQuery wish) throws IOException {
        var out = new ByteArrayOutputStream();
        exports.write(begin(by, wish), wish, false, out, Locale.SIMPLIFIED_CHINESE);
        return Arrays.asList(out.toString(StandardCharsets.UTF_8).split("\r\n"));
    }

    @Test
    void everyLineOfTheListStandsInItUnderTheCountysHead() throws IOException {
        var first = some.inHand("第一件", Card.YELLOW);
        var second = some.registered("第二件", ClueKind.APPEAL);

        var lines = lines("headgrader", ALL);

        assertThat(lines.get(0)).contains("headgrader", "内部资料");
        assertThat(lines.get(1))
                .startsWith("\"序号\",\"线索编号\",\"登记时间\",\"线索来源（渠道）\"")
                .endsWith("\"销号时间\"");
        assertThat(lines).hasSize(4);
        assertThat(lines.get(2))
                .contains("\"" + first.value() + "\"", "第一件", "黄牌", "名lead-office", "名assist-office", "办理中");
        assertThat(lines.get(3)).contains("\"" + second.value() + "\"");
    }

    @Test
    void aNumberUnderWhichNothingWasRegisteredHasItsLineInTheWholeAccountAlone() throws IOException {
        var first = some.inHand("第一件", Card.YELLOW).value();
        var gap = first.substring(0, first.length() - 4) + "0000";
        jdbc.update(
                "insert into number_voided (clue_number, reserved_at, voided_at, reason, keyed_hash) values (?, ?, ?, ?, ?)",
                gap,
                LocalDateTime.parse("2026-02-12T01:00"),
                LocalDateTime.parse("2026-02-12T01:01"),
                "CUT_OFF",
                "-");

        var lines = everyLine("headgrader", ALL);
        var place = IntStream.range(0, lines.size())
                .filter(at -> lines.get(at).contains(gap))
                .findFirst()
                .orElseThrow();
        assertThat(lines.get(place)).contains("作废");
        assertThat(lines.subList(place, lines.size())).anyMatch(line -> line.contains(first));
        assertThat(lines.get(lines.size() - 1)).startsWith((lines.size() - 2) + ",");
        assertThat(String.join("\n", everyLine("headgrader", wish("YELLOW", null))))
                .doesNotContain(gap);
        assertThat(String.join("\n", everyLine("leadhead", ALL))).doesNotContain(gap);
    }

    @Test
    void theFiltersOfTheListHold() throws IOException {
        some.inHand("黄的", Card.YELLOW);
        some.inHand("红的", Card.RED);

        assertThat(lines("headgrader", wish("RED", null)).subList(2, 3).toString())
                .contains("红的");
        assertThat(lines("headgrader", wish("RED", "黄的"))).hasSize(2);
    }

    @Test
    void nobodyWhoReportedStandsInItWhoeverTakesIt() throws IOException {
        some.inHand("标题", Card.YELLOW);

        assertThat(String.join("\n", lines("headgrader", ALL))).doesNotContain("王小明", "13800001111");
    }

    @Test
    void ofAReportItSaysTheNumberAndNoMoreEvenToItsDesk() throws IOException {
        var report = some.registered("索贿", ClueKind.REPORT);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> begin("deskofficer", ALL))
                .extracting(Refusal::kind)
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(String.join("\n", lines("headgrader", ALL))).doesNotContain(report.value(), "索贿");
    }

    @Test
    void aUnitsLeaderTakesTheOwnUnitsCluesWithoutTheOfficesColumns() throws IOException {
        some.inHand("给本单位的", Card.YELLOW);
        some.registered("还没有交办的", ClueKind.APPEAL);

        var lines = lines("leadhead", ALL);

        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).doesNotContain("线索来源", "是否实名", "定牌人", "不予受理");
        assertThat(lines.get(2)).contains("给本单位的").doesNotContain("来信");
    }

    @Test
    void whoMayNotTakesNothingAndNothingIsPutDown() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> begin("leadhand", ALL))
                .extracting(Refusal::kind)
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(exports.newest("headgrader", 10)).isEmpty();
    }

    @Test
    void whoTookItAndByWhatIsPutDownButNotWhatWasTyped() throws IOException {
        some.inHand("张三丰的事", Card.RED);
        lines("headgrader", wish("RED", "张三丰"));

        var put = exports.newest("headgrader", 10);
        assertThat(put).hasSize(1);
        assertThat(put.get(0).state()).isEqualTo(LedgerExport.State.DONE);
        assertThat(put.get(0).rows()).isEqualTo(1);
        assertThat(put.get(0).filters()).isEqualTo("card=RED&text=true");
        assertThat(exports.newest("leadhead", 10)).isEmpty();
    }

    @Test
    void oneAtATimeAPersonAndWhatBreaksOffIsToldSo() {
        some.inHand("标题", Card.RED);
        var export = begin("headgrader", ALL);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> begin("headgrader", ALL))
                .extracting(Refusal::key)
                .isEqualTo("ledger.export.running");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> exports.write(export, ALL, false, gone(), Locale.SIMPLIFIED_CHINESE));

        assertThat(exports.find(export.id(), "headgrader").orElseThrow().state())
                .isEqualTo(LedgerExport.State.BROKEN_OFF);
        assertThat(exports.find(export.id(), "leadhead")).isEmpty();
    }

    private static OutputStream gone() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("whoever asked went away");
            }
        };
    }

    /** Statements grow with the batches of 500, not with the clues. */
    @Test
    void askingsDoNotGrowWithTheClues() throws IOException {
        some.inHand("一", Card.YELLOW);
        // What is kept between two questions is kept now.
        statements();
        var few = statements();
        IntStream.range(0, 20).forEach(n -> some.inHand("更多" + n, Card.YELLOW));

        assertThat(statements()).isEqualTo(few);
    }

    private long statements() throws IOException {
        entities.flush();
        entities.clear();
        var statistics =
                entities.getEntityManagerFactory().unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        statistics.clear();
        lines("headgrader", ALL);
        return statistics.getPrepareStatementCount();
    }
}
