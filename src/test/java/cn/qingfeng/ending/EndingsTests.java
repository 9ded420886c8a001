package cn.qingfeng.ending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.insight.InsightTest;
import cn.qingfeng.insight.SomeClues;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@InsightTest
class EndingsTests {

    @Autowired
    SomeClues some;

    @Autowired
    Endings endings;

    @Autowired
    ClueLedger ledger;

    private ClueNumber clue;

    @BeforeEach
    void county() {
        some.county();
        clue = some.inHand("标题", Card.YELLOW);
    }

    private Refusal refused(Ending ending, String by, String other, String why, boolean confirmed) {
        var refusal = new Refusal[1];
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> endings.end(ending, by, clue.value(), other, why, confirmed))
                .satisfies(thrown -> refusal[0] = thrown);
        assertThat(ledger.get(clue).status()).isEqualTo(ClueStatus.HANDLING);
        return refusal[0];
    }

    @Test
    void withdrawsWithAReasonAndAConfirmation() {
        endings.end(Ending.WITHDRAW, "headgrader", clue.value(), "", "反映人来电撤回", true);

        assertThat(ledger.get(clue).status()).isEqualTo(ClueStatus.WITHDRAWN);
        assertThat(endings.mayEnd("headgrader", clue.value())).isFalse();
    }

    @Test
    void mergesIntoAnotherClue() {
        var other = some.dispatched("同一事项", Card.YELLOW);

        endings.end(Ending.MERGE, "headgrader", clue.value(), " " + other + " ", "同一事项", true);

        assertThat(ledger.get(clue).status()).isEqualTo(ClueStatus.MERGED);
        assertThat(ledger.get(clue).linkedTo()).contains(other.value());
    }

    @Test
    void asksForWhatIsMissing() {
        assertThat(refused(Ending.MERGE, "headgrader", "", " ", false).faults())
                .extracting(Refusal.Fault::field)
                .containsExactly("why", "other", "confirmed");
    }

    @Test
    void refusesAnotherNumberThatDoesNotExistOrIsTheSame() {
        assertThat(refused(Ending.MERGE, "headgrader", "WY20200101-0001", "同一", true)
                        .kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND);
        assertThat(refused(Ending.MERGE, "headgrader", "<b>", "同一", true).kind())
                .isEqualTo(Refusal.Kind.INVALID);
        assertThat(refused(Ending.MERGE, "headgrader", clue.value(), "同一", true).kind())
                .isEqualTo(Refusal.Kind.INVALID);
    }

    @Test
    void isNotForUnitsClerksOrStrangers() {
        assertThat(refused(Ending.WITHDRAW, "leadhand", "", "撤回", true).kind()).isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(refused(Ending.WITHDRAW, "otherhand", "", "撤回", true).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
        assertThat(refused(Ending.WITHDRAW, "headclerk", "", "撤回", true).kind()).isEqualTo(Refusal.Kind.FORBIDDEN);
    }
}
