package cn.qingfeng.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.insight.column.LedgerColumn;
import cn.qingfeng.insight.column.LedgerColumns;
import cn.qingfeng.insight.following.Following;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** How people look at the ledger is theirs, and shows nothing that is not. */
@InsightTest
class LedgerViewsTests {

    @Autowired
    SomeClues some;

    @Autowired
    Ledger ledger;

    @Autowired
    LedgerViews views;

    @Autowired
    LedgerColumns columns;

    @Autowired
    Following following;

    @Autowired
    ClueLedger acts;

    @Autowired
    Organization organization;

    @Autowired
    EntityManager entities;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void county() {
        some.county();
    }

    private Ledger.Shown shown(String reader, LedgerQuery query) {
        return ledger.show(reader, query, Locale.SIMPLIFIED_CHINESE);
    }

    private static void refused(Runnable act, Refusal.Kind kind) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind));
    }

    @Test
    void showsTheColumnsThatSomebodyChoseInTheirOrderAndTheUsualOnesOtherwise() {
        var number = some.inHand("停电", Card.YELLOW).value();
        assertThat(shown("headgrader", LedgerQuery.NONE).columns()).isEqualTo(LedgerColumn.USUAL);

        columns.choose("headgrader", List.of("TITLE", "CHANNEL", "NUMBER", "LATE", "COUNT"));
        var shown = shown("headgrader", LedgerQuery.NONE);
        assertThat(shown.cells().get(number)).containsExactly("停电", "来信", number, "否", "1");

        columns.choose("leadhand", List.of("CHANNEL", "TITLE"));
        assertThat(shown("leadhand", LedgerQuery.NONE).columns())
                .as("the number always, and nothing that is the offices'")
                .containsExactly(LedgerColumn.NUMBER, LedgerColumn.TITLE);
        columns.reset("headgrader");
        assertThat(shown("headgrader", LedgerQuery.NONE).columns()).isEqualTo(LedgerColumn.USUAL);
        refused(() -> columns.choose("headgrader", List.of("x")), Refusal.Kind.INVALID);
        refused(() -> columns.choose("headgrader", List.of()), Refusal.Kind.INVALID);
    }

    @Test
    void keepsAViewWithoutWhatWasTypedAndGivesItToTheOfficeAlone() {
        var query = LedgerQuery.NONE
                .with("card", "RED")
                .with("open", true)
                .with("text", "王小明")
                .with("sort", "due")
                .with("page", 3);
        views.save("headgrader", " 红牌 在办 ", query, true, true);

        var own = views.of("headgrader").get(0);
        assertThat(own.name()).isEqualTo("红牌 在办");
        assertThat(own.address()).isEqualTo("/ledger?card=RED&open=true&sort=due");
        assertThat(views.first("headgrader")).contains(own.address());
        assertThat(views.of("headclerk"))
                .as("of the same office")
                .extracting(LedgerViews.View::own)
                .containsExactly(false);
        assertThat(views.of("leadhand")).isEmpty();

        refused(() -> views.save("headgrader", "红牌 在办", query, false, false), Refusal.Kind.INVALID);
        refused(() -> views.save("headgrader", " ", query, false, false), Refusal.Kind.INVALID);
        refused(() -> views.rename("headclerk", own.id(), "别的"), Refusal.Kind.NOT_FOUND);
        refused(() -> views.delete("headclerk", own.id()), Refusal.Kind.NOT_FOUND);
        refused(() -> views.openWith("leadhand", own.id()), Refusal.Kind.NOT_FOUND);
        views.openWith("headclerk", own.id());
        views.rename("headgrader", own.id(), "新名");
        assertThat(views.of("headclerk")).extracting(LedgerViews.View::name).containsExactly("新名");
        views.delete("headgrader", own.id());
        assertThat(views.first("headclerk")).isEmpty();
        assertThat(views.of("headgrader")).isEmpty();
    }

    @Test
    void followsWhatIsSeenAndNoLongerThanThat() {
        var number = some.dispatched("停电", Card.BLUE);
        var report = some.registered("索贿", ClueKind.REPORT);
        entities.flush();
        following.follow("leadhand", number, true);
        following.follow("leadhand", number, true);
        following.follow("headgrader", number, true);
        refused(() -> following.follow("otherhand", number, true), Refusal.Kind.NOT_FOUND);
        refused(() -> following.follow("headgrader", report, true), Refusal.Kind.NOT_FOUND);

        assertThat(shown("leadhand", LedgerQuery.NONE.with("followed", true))
                        .lines()
                        .items())
                .extracting(Ledger.Line::clueNumber)
                .containsExactly(number.value());
        assertThat(shown("leadhand", LedgerQuery.NONE).followed()).containsExactly(number.value());
        assertThat(shown("assisthand", LedgerQuery.NONE).followed()).isEmpty();
        entities.flush();
        entities.clear();
        assertThat(following.followers(acts.get(number))).containsExactly("headgrader", "leadhand");

        organization.revoke("leadhand", Duty.HANDLER, "lead-office");
        assertThat(following.followers(acts.get(number))).containsExactly("headgrader");
        assertThat(jdbc.queryForList(
                        "select username from followed_clue where clue_number = ?", String.class, number.value()))
                .containsExactly("headgrader");
        following.follow("headgrader", number, false);
        entities.clear();
        assertThat(acts.get(number).isFollowed()).isFalse();
    }
}
