package cn.qingfeng.disclosure;

import static cn.qingfeng.clue.SomeClue.NOW;
import static cn.qingfeng.clue.SomeClue.aClue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import cn.qingfeng.Messages;
import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.ShippedCalendar;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.SomeClue;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.keys.Sealer;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.reporter.Identity;
import cn.qingfeng.reporter.vault.IdentityVault;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;

/** A wish to know who reported: asked, decided by a second person, looked at for a while, and over. */
class RevealRequestsTests {

    private static final ClueNumber CLUE = ClueNumber.of(SomeClue.NUMBER);
    private static final String WISH = "JS20260302-0001-1";
    private static final Instant CLOSES = NOW.plusSeconds(3600);

    /** How a wish comes to each of its states. */
    private static final Map<RevealState, Consumer<RevealRequest>> WAYS = Map.of(
            RevealState.ASKED, wish -> {},
            RevealState.GRANTED, wish -> wish.decide(RevealState.GRANTED, "grouphead", NOW, "s"),
            RevealState.REFUSED, wish -> wish.decide(RevealState.REFUSED, "grouphead", NOW, "s"),
            RevealState.WITHDRAWN, RevealRequest::withdraw,
            RevealState.LAPSED, RevealRequest::lapse,
            RevealState.ENDED,
                    wish -> {
                        wish.decide(RevealState.GRANTED, "grouphead", NOW, "s");
                        wish.open(CLOSES);
                        wish.end();
                    });

    private final EntityManager entities = mock();
    private final JdbcTemplate jdbc = mock();
    private final IdentityVault vault = mock();
    private final ClueLedger ledger = mock();
    private final ClueAccess access = mock();
    private final Sealer sealer = mock();
    private final RevealRules rules = mock();
    private final RevealDeciders deciders = mock();
    private final ApplicationEventPublisher events = mock();
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    @BeforeEach
    void aClueWhoseReporterIsKnown() {
        when(vault.knows(CLUE)).thenReturn(true);
        when(vault.open(CLUE)).thenReturn(Optional.of(mock(Identity.class)));
        when(ledger.get(CLUE)).thenReturn(aClue().at(ClueStatus.HANDLING));
        when(access.maySee(any(), any())).thenReturn(true);
        when(access.asksForIdentity(any(), any())).thenReturn(Optional.of(Duty.GRADER));
        when(sealer.seal(anyString(), anyString(), anyString())).thenReturn("sealed");
        when(rules.of(any(), any())).thenReturn(new RevealRules.Ruled("group-head,office-head", 1, 4, "办法第二十条"));
        when(deciders.deciders(any())).thenReturn(Set.of("grouphead"));
        asked(":key");
        earlier();
    }

    @ParameterizedTest
    @EnumSource(RevealState.class)
    void isDecidedTakenBackOrLapsesOnlyWhileItIsAsked(RevealState state) {
        for (Consumer<RevealRequest> act : java.util.List.<Consumer<RevealRequest>>of(
                wish -> wish.decide(RevealState.GRANTED, "grouphead", NOW, "s"),
                RevealRequest::withdraw,
                RevealRequest::lapse)) {
            var wish = in(state);
            if (state == RevealState.ASKED) {
                act.accept(wish);
                assertThat(wish.state()).isNotEqualTo(RevealState.ASKED);
            } else {
                refused("reveal.state.wrong", () -> act.accept(wish));
                assertThat(wish.state()).isEqualTo(state);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(RevealState.class)
    void opensAndEndsOnlyOnceItIsGranted(RevealState state) {
        var wish = in(state);
        if (state == RevealState.GRANTED) {
            wish.open(CLOSES);
            assertThat(wish.closesAt()).contains(CLOSES);
            wish.end();
            assertThat(wish.state()).isEqualTo(RevealState.ENDED);
        } else {
            refused("reveal.state.wrong", () -> wish.open(CLOSES));
            refused("reveal.state.wrong", wish::end);
        }
        assertThat(state.isOpen()).isEqualTo(state == RevealState.ASKED || state == RevealState.GRANTED);
    }

    @Test
    void isNumberedByItsClueAndKeepsTheRuleByWhichItIsDealtWith() {
        earlier(in(RevealState.REFUSED));
        var wish = wishes().ask(CLUE, "VERIFY", "核对", "grader", "another");
        assertThat(wish.number()).isEqualTo("JS20260302-0001-2");
        assertThat(wish.deciders()).containsExactly("group-head", "office-head");
        assertThat(wish.viewHours()).isEqualTo(4);
        assertThat(wish.askedAs()).isEqualTo("GRADER");
        assertThat(wish.decideBy()).isEqualTo(Instant.parse("2026-03-03T10:00:00Z"));
        verify(events).publishEvent(new RevealAsked(CLUE, wish.number()));
        verify(entities).persist(wish);
        verify(ledger)
                .aboutTheReporter(eq(CLUE), eq("grader"), eq(TimelineAction.REVEAL_ASKED), any(), eq("核实事实，需当面联系"));
    }

    @Test
    void isNotAskedWhereNobodyIsKnownNorTwiceByTheSamePerson() {
        earlier(in(RevealState.ASKED));
        refused("reveal.pending", () -> wishes().ask(CLUE, "VERIFY", "x", "grader", "k"));
        assertThat(wishes().ask(CLUE, "VERIFY", "x", "officehead", "k")).isNotNull();
        when(vault.knows(CLUE)).thenReturn(false);
        refused("reveal.nobody", () -> wishes().ask(CLUE, "VERIFY", "x", "caller", "k"));
    }

    @Test
    void isAskedByWhoeverMayOnceAKeyAndOnlyWhereSomebodyCouldDecide() {
        when(deciders.deciders(any())).thenReturn(Set.of());
        refused("reveal.no-decider", () -> wishes().ask(CLUE, "VERIFY", "x", "grader", "k"));
        when(access.asksForIdentity(any(), any())).thenReturn(Optional.empty());
        refused("action.forbidden", () -> wishes().ask(CLUE, "VERIFY", "x", "handler", "k"));
        var wish = in(RevealState.ASKED);
        asked(":key", wish);
        assertThat(wishes().ask(CLUE, "VERIFY", "x", "grader", "once")).isSameAs(wish);
    }

    @Test
    void isDecidedByASecondPersonWhomTheClueDoesNotConcern() {
        known(in(RevealState.ASKED));
        refused("reveal.own-wish", () -> wishes().grant(WISH, "grader", "x"));
        when(access.isConcerned(any(), any())).thenReturn(true);
        refused("reveal.concerned", () -> wishes().grant(WISH, "grouphead", "x"));
        when(access.isConcerned(any(), any())).thenReturn(false);
        when(access.maySee(any(), any())).thenReturn(false);
        refused("reveal.concerned", () -> wishes().refuse(WISH, "grouphead", "x"));
        when(access.maySee(any(), any())).thenReturn(true);
        wishes().grant(WISH, "grouphead", "x");
        assertThat(wishes().get(WISH).state()).isEqualTo(RevealState.GRANTED);
        assertThat(wishes().get(WISH).decidedBy()).contains("grouphead");
    }

    @Test
    void isTakenBackByWhoeverAskedAndThatIsTold() {
        known(in(RevealState.ASKED));
        refused("reveal.unknown", () -> wishes().withdraw(WISH, "officehead"));
        wishes().withdraw(WISH, "grader");
        verify(events).publishEvent(new RevealWithdrawn(CLUE, WISH));
    }

    @Test
    void isLookedAtByWhoeverAskedUntilTheViewClosesAndEachLookIsWrittenDown() {
        var wish = in(RevealState.GRANTED);
        known(wish);
        refused("reveal.closed", () -> wishes().look(WISH, "grader"));
        wish.open(CLOSES);
        refused("reveal.unknown", () -> wishes().look(WISH, "officehead"));
        assertThat(wishes().look(WISH, "grader")).isNotNull();
        verify(jdbc).update(anyString(), any(), eq(WISH), eq("grader"), any());
        verify(ledger).aboutTheReporter(eq(CLUE), eq("grader"), eq(TimelineAction.IDENTITY_SEEN), any(), any());
        clock = Clock.fixed(CLOSES, ZoneOffset.UTC);
        refused("reveal.closed", () -> wishes().look(WISH, "grader"));
    }

    @Test
    void isNotLookedAtByWhoeverMayNoLongerAskNorOnceTheIdentityIsErased() {
        var wish = in(RevealState.GRANTED);
        wish.open(CLOSES);
        known(wish);
        when(access.asksForIdentity(any(), any())).thenReturn(Optional.empty());
        refused("reveal.no-longer", () -> wishes().look(WISH, "grader"));
        when(access.asksForIdentity(any(), any())).thenReturn(Optional.of(Duty.GRADER));
        when(vault.open(CLUE)).thenReturn(Optional.empty());
        refused("reveal.nobody", () -> wishes().look(WISH, "grader"));
        verify(jdbc, never()).update(anyString(), any(), any(), any(), any());
    }

    @Test
    void isReadByWhoeverMayReadOfWishesAndByWhoeverAskedWhileTheClueIsSeen() {
        known(in(RevealState.ASKED));
        assertThat(wishes().seenBy("grader", WISH)).isNotNull();
        refused("reveal.unknown", () -> wishes().seenBy("caller", WISH));
        when(access.mayReadReveals(any(), any())).thenReturn(true);
        assertThat(wishes().seenBy("caller", WISH)).isNotNull();
        when(access.mayReadReveals(any(), any())).thenReturn(false);
        when(access.maySee(any(), any())).thenReturn(false);
        refused("reveal.unknown", () -> wishes().seenBy("grader", WISH));
        refused("reveal.unknown", () -> wishes().get("JS20260302-0001-9"));
    }

    private RevealRequests wishes() {
        return new RevealRequests(
                entities,
                jdbc,
                vault,
                ledger,
                access,
                sealer,
                rules,
                deciders,
                ShippedCalendar.calendar(),
                events,
                Messages.source(),
                clock);
    }

    private static RevealRule rule() {
        return new RevealRule("GRADER", "group-head,office-head", NOW.plusSeconds(7200), 4, "办法第二十条");
    }

    private static RevealRequest in(RevealState state) {
        var wish = new RevealRequest(WISH, CLUE, "VERIFY", "sealed", "grader", NOW, rule(), "once");
        WAYS.get(state).accept(wish);
        assertThat(wish.state()).isEqualTo(state);
        return wish;
    }

    private void known(RevealRequest wish) {
        when(entities.find(RevealRequest.class, WISH)).thenReturn(wish);
    }

    private void earlier(RevealRequest... wishes) {
        asked(":clue", wishes);
    }

    /** What the database answers to the question with this parameter. */
    private void asked(String parameter, RevealRequest... wishes) {
        TypedQuery<RevealRequest> query = mock();
        when(entities.createQuery(contains(parameter), eq(RevealRequest.class))).thenReturn(query);
        when(query.setParameter(anyString(), any(Object.class))).thenReturn(query);
        when(query.getResultStream()).thenAnswer(call -> Stream.of(wishes));
        when(query.getResultList()).thenReturn(List.of(wishes));
    }

    private static void refused(String key, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo(key));
    }
}
