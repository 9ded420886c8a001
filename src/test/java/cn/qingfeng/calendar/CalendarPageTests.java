package cn.qingfeng.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.calendar.office.CalendarOffice;
import cn.qingfeng.testing.Caller;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The calendar as the owner keeps it: seen before it is saved, with name and reason, and to be taken back. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class CalendarPageTests {

    private static final LocalDate DAY = LocalDate.of(2026, 12, 23);

    @LocalServerPort
    int port;

    @Autowired
    WorkingCalendar calendar;

    @Autowired
    CalendarOffice office;

    @Test
    void theOwnerIsLedFromTheJobsToTheCalendar() {
        var owner = Caller.signedIn(port, "owner");
        var led = owner.page("/schedule");
        assertThat(led.statusCode()).isEqualTo(302);
        assertThat(led.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/calendar"));
        var page = owner.page("/calendar?year=2027");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("2027 年工作日历")
                .contains("还没有录入正式放假安排")
                .doesNotContain("??")
                .contains("2027-01-01 元旦")
                .contains("2027-02-05 春节", "2027-04-05 清明节", "2027-06-09 端午节", "2027-09-15 中秋节")
                .contains("录入 2027 年全年安排");
        assertThat(Caller.signedIn(port, "supervisor").page("/schedule").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aChangeIsSeenBeforeItIsSavedAndCanBeTakenBack() {
        var owner = Caller.signedIn(port, "owner");
        var wish = Map.of(
                "what",
                "days",
                "year",
                "2026",
                "from",
                DAY.toString(),
                "to",
                "",
                "rule",
                "OFF",
                "name",
                "暴雪停工",
                "source",
                "县政府通知",
                "reason",
                "全县停工一天");
        var preview = send(owner, "/calendar/preview", wish);
        assertThat(preview.statusCode()).isEqualTo(200);
        assertThat(preview.body()).contains("保存前核对").contains(DAY.toString()).doesNotContain("??");
        assertThat(calendar.isWorkingDay(DAY)).as("a preview changes nothing").isTrue();

        assertThat(send(owner, "/calendar", wish).statusCode()).isEqualTo(302);
        assertThat(calendar.isWorkingDay(DAY)).isFalse();
        var page = owner.page("/calendar?year=2026").body();
        assertThat(page).contains("owner").contains("全县停工一天").contains("2026-12-23 放假（暴雪停工）");
        var change = office.changes(1).get(0);

        var back = Map.of("what", "change", "year", "2026", "change", change.id(), "reason", "误录");
        assertThat(send(owner, "/calendar/preview", back).statusCode()).isEqualTo(200);
        assertThat(send(owner, "/calendar", back).statusCode()).isEqualTo(302);
        assertThat(calendar.isWorkingDay(DAY)).isTrue();
        assertThat(send(owner, "/calendar", back).body()).contains("已经撤销过了");
    }

    @Test
    void aYearIsEnteredFromTheNoticeAndTakenBackWhole() {
        var owner = Caller.signedIn(port, "owner");
        var before = calendar.plusWorkingDays(at("2028-01-03T10:00"), 3);
        var wish = Map.of(
                "what",
                "list",
                "year",
                "2028",
                "official",
                "true",
                "source",
                "国办通知",
                "reason",
                "已公布",
                "list",
                "一、元旦：1月1日（周六）至3日（周一）放假调休，共3天。1月8日（周六）上班。\n二、春节：1月25日至31日放假调休，共7天。");
        assertThat(send(owner, "/calendar", wish).statusCode()).isEqualTo(302);
        assertThat(office.year(2028).official()).isTrue();
        assertThat(office.year(2028).days()).hasSize(3 + 1 + 7);
        assertThat(calendar.plusWorkingDays(at("2028-01-03T10:00"), 3).provisional())
                .isFalse();
        var change = office.changes(1).get(0);
        office.takeBack(change.id(), "owner", "通知有误");
        assertThat(office.year(2028).official()).isFalse();
        assertThat(office.year(2028).days()).isEmpty();
        assertThat(calendar.plusWorkingDays(at("2028-01-03T10:00"), 3)).isEqualTo(before);
    }

    @Test
    void whatIsMissingIsSaidAndKeepsWhatWasTyped() {
        var owner = Caller.signedIn(port, "owner");
        var without = Map.of(
                "what",
                "days",
                "year",
                "2026",
                "from",
                DAY.toString(),
                "to",
                "",
                "rule",
                "OFF",
                "name",
                "暴雪停工",
                "source",
                "",
                "reason",
                " ");
        var refused = send(owner, "/calendar/preview", without).body();
        assertThat(refused).contains("请说明为什么改动日历").contains("暴雪停工");
        var wrong = Map.of("what", "list", "year", "2026", "list", "元旦放三天", "source", "通知", "reason", "已公布");
        assertThat(send(owner, "/calendar/preview", wrong).body())
                .contains("这一行看不懂")
                .contains("元旦放三天");
        assertThat(calendar.isWorkingDay(DAY)).isTrue();
    }

    @Test
    void othersReadTheCalendarAndChangeNothing() {
        var head = Caller.signedIn(port, "officehead");
        var page = head.page("/calendar");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("/calendar/preview");
        assertThat(send(head, "/calendar", Map.of("what", "days")).statusCode()).isEqualTo(403);
    }

    private static java.net.http.HttpResponse<String> send(Caller caller, String path, Map<String, String> fields) {
        var page = caller.page("/calendar").body();
        var token = page.replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]*)\".*", "$1");
        var all = new java.util.HashMap<>(fields);
        all.put("_csrf", token);
        return caller.form(path, all);
    }

    private static java.time.Instant at(String local) {
        return LocalDateTime.parse(local).atZone(CountyClock.ZONE).toInstant();
    }
}
