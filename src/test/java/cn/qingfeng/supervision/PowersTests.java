package cn.qingfeng.supervision;

import static cn.qingfeng.clue.SomeClue.UNIT;
import static cn.qingfeng.clue.SomeClue.aClue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.SomeClue;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.supervision.Powers.Action;
import cn.qingfeng.supervision.order.OrderLevel;
import cn.qingfeng.supervision.order.SupervisionOrder;
import cn.qingfeng.supervision.order.SupervisionOrders;
import cn.qingfeng.supervision.time.TimeRequest;
import cn.qingfeng.supervision.time.TimeRequests;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.util.ReflectionTestUtils;

/** Who may do what to a clue beside the steps of its life, and when. */
class PowersTests {

    private final ClueLedger ledger = mock();
    private final ClueAccess access = mock();
    private final Organization organization = mock();
    private final TimeRequests requests = mock();
    private final SupervisionOrders orders = mock();
    private final Powers.StoppedSteps stopped = mock();
    private final Powers powers = new Powers(ledger, access, organization, requests, orders, Optional.of(stopped));

    @BeforeEach
    void nothingIsAskedYet() {
        when(access.maySee(any(), any())).thenReturn(true);
        when(access.asksForIdentity(any(), any())).thenReturn(Optional.empty());
        when(requests.pending(any())).thenReturn(Optional.empty());
        when(orders.standing(any(), any())).thenReturn(Optional.empty());
        when(orders.explainable(any())).thenReturn(Optional.empty());
    }

    @ParameterizedTest(name = "{0} at {1}, {2}")
    @CsvSource({
        "HANDLER, HANDLING, BLUE, EXTEND",
        "HANDLER, HANDLING, YELLOW, EXTEND SUSPEND",
        "HANDLER, HANDLING, RED, EXTEND SUSPEND TACKLE",
        "HANDLER, DISPATCHED, RED, ''",
        "HANDLER, UNDER_REVIEW, RED, ''",
        "GRADER, HANDLING, YELLOW, URGE",
        "GRADER, CALLING_BACK, YELLOW, ''",
        "OFFICE_HEAD, HANDLING, YELLOW, URGE RAISE LOWER BACK",
        "OFFICE_HEAD, HANDLING, RED, URGE BACK",
        "OFFICE_HEAD, HANDLING, BLUE, URGE RAISE BACK",
        "GROUP_HEAD, HANDLING, RED, LOWER BACK",
        "GROUP_HEAD, HANDLING, YELLOW, RAISE BACK",
        "SUPERVISOR, RETURNED, YELLOW, ORDER LIST RAISE CANCEL",
        "SUPERVISOR, CLOSED, YELLOW, RESTART",
        "CALLER, HANDLING, YELLOW, ''",
        "DISCIPLINE, HANDLING, RED, ''",
        "ADMIN, HANDLING, RED, ''"
    })
    void eachDutyIsOfferedItsOwn(Duty duty, ClueStatus status, Card card, String offered) {
        holds(duty);
        lies(aClue().card(card).at(status));
        assertThat(powers.of("somebody", number()).stream().map(Action::name).collect(Collectors.joining(" ")))
                .isEqualTo(offered);
    }

    @Test
    void whoeverMayNotSeeTheClueIsOfferedNothing() {
        holds(Duty.values());
        lies(aClue().at(ClueStatus.HANDLING));
        when(access.maySee(any(), any())).thenReturn(false);
        assertThat(powers.of("somebody", number())).isEmpty();
    }

    @Test
    void whileItStandsStillOnlyItsEndIsAskedFor() {
        holds(Duty.HANDLER, Duty.SUPERVISOR, Duty.GRADER);
        var clue = aClue().card(Card.RED).at(ClueStatus.HANDLING);
        ReflectionTestUtils.setField(clue, "suspendedAt", SomeClue.NOW);
        lies(clue);
        assertThat(powers.of("somebody", number())).containsExactly(Action.RESUME, Action.PROCEED);
    }

    @Test
    void whatStandsStillAfterAFailureIsLetRunOnByWhoeverSteersAtWhateverStatus() {
        for (var status : List.of(ClueStatus.ADMITTED, ClueStatus.HANDLING, ClueStatus.CLOSED)) {
            lies(aClue().card(Card.RED).at(status));
            when(stopped.any(any())).thenReturn(true);
            holds(Duty.SUPERVISOR);
            assertThat(powers.of("somebody", number())).as("%s", status).contains(Action.PROCEED);
            when(stopped.any(any())).thenReturn(false);
            assertThat(powers.of("somebody", number())).as("%s", status).doesNotContain(Action.PROCEED);
        }
    }

    @Test
    void whatIsAskedOrPressedAlreadyIsNotOfferedAgain() {
        holds(Duty.HANDLER, Duty.SUPERVISOR, Duty.GRADER);
        lies(aClue().card(Card.RED).at(ClueStatus.HANDLING));
        when(requests.pending(any())).thenReturn(Optional.of(mock(TimeRequest.class)));
        for (var level : OrderLevel.values()) {
            when(orders.standing(any(), eq(level))).thenReturn(Optional.of(mock(SupervisionOrder.class)));
        }
        when(orders.explainable(any())).thenReturn(Optional.of(mock(SupervisionOrder.class)));
        assertThat(powers.of("somebody", number())).containsExactly(Action.EXPLAIN, Action.BACK);
    }

    @Test
    void whoReportedIsAskedForWhereTheRightToAskIsAndSomebodyIsNamed() {
        when(access.asksForIdentity(any(), any())).thenReturn(Optional.of(Duty.CALLER));
        lies(aClue().at(ClueStatus.CALLING_BACK));
        assertThat(powers.of("somebody", number())).containsExactly(Action.REVEAL);
        lies(aClue().anonymous().at(ClueStatus.CALLING_BACK));
        assertThat(powers.of("somebody", number())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void whoeverHasNotTheDutyIsRefusedByTheActionsName(Action action) {
        lies(aClue().at(ClueStatus.HANDLING));
        assertThatThrownBy(() -> powers.require(action, "somebody", number()))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.key()).isEqualTo("action.forbidden");
                    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN);
                });
    }

    @Test
    void whoeverMayNotSeeTheClueIsToldThatThereIsNone() {
        holds(Duty.values());
        lies(aClue().at(ClueStatus.HANDLING));
        doThrow(Refusal.notFound("clue.unknown", number())).when(access).requireSight(any(), any());
        assertThatThrownBy(() -> powers.require(Action.URGE, "somebody", number()))
                .hasMessage("clue.unknown");
        assertThatThrownBy(() -> powers.requireSight("somebody", number())).hasMessage("clue.unknown");
    }

    @Test
    void theDutyAloneIsAskedNotTheState() {
        holds(Duty.GRADER);
        lies(aClue().at(ClueStatus.CLOSED));
        assertThatCode(() -> powers.require(Action.URGE, "somebody", number())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void everyActionHasAnAddress(Action action) {
        assertThat(Action.ofPath(action.path())).isEqualTo(action);
        assertThatThrownBy(() -> Action.ofPath(action.name())).hasMessage("action.unknown");
    }

    private void holds(Duty... duties) {
        var held = List.of(duties);
        for (var right : Right.values()) {
            when(organization.hasOverAll("somebody", right))
                    .thenReturn(right.duties().stream().anyMatch(held::contains));
        }
        when(organization.mayAct("somebody", Duty.HANDLER, UNIT)).thenReturn(held.contains(Duty.HANDLER));
    }

    private void lies(Clue clue) {
        when(ledger.get(any())).thenReturn(clue);
    }

    private static ClueNumber number() {
        return ClueNumber.of(SomeClue.NUMBER);
    }
}
