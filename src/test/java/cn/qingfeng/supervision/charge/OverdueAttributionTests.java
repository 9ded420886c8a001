package cn.qingfeng.supervision.charge;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.calendar.ShippedCalendar;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits.Late;
import cn.qingfeng.supervision.charge.OverdueAttribution.Entry;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Late working time goes to whoever held the case: across returns, reviews, rework and assisting units. */
class OverdueAttributionTests {

    private final WorkingCalendar calendar = ShippedCalendar.calendar();

    private final List<Entry> entries = new ArrayList<>();

    @BeforeEach
    void registered() {
        on("03-02T09:00", TimelineAction.REGISTERED, null);
        on("03-02T09:30", TimelineAction.ADMITTED, null);
        on("03-02T10:00", TimelineAction.CARD_DECIDED, "YELLOW");
    }

    @Test
    void eachLegBeginsWhereTheCaseChangesHands() {
        dispatchedTo("tax");
        on("03-02T11:00", TimelineAction.RETURNED, "housing");
        on("03-02T15:00", TimelineAction.RULED, "housing");
        on("03-03T09:00", TimelineAction.SIGNED_FOR, "housing");
        on("03-05T09:00", TimelineAction.FINISHED, "RESOLVED");
        on("03-05T10:00", TimelineAction.REPLY_SIGNED, null);
        on("03-05T16:00", TimelineAction.SENT_BACK, null);
        on("03-06T09:00", TimelineAction.REPLY_SIGNED, null);
        on("03-06T11:00", TimelineAction.CLOSED, "RESOLVED");
        assertThat(OverdueAttribution.legs(entries).stream()
                        .map(leg -> leg.unit().orElse("office")))
                .containsExactly("office", "tax", "office", "housing", "office", "housing", "office");
        assertThat(OverdueAttribution.legs(entries)).allMatch(leg -> leg.to().isPresent());
    }

    @Test
    void anUnsignedOrderIsChargedToTheUnitThatLetItLie() {
        dispatchedTo("tax");
        assertThat(charged(new Late(LimitKind.SIGN, at("03-02T16:00"), at("03-03T09:30")), "03-03T09:30"))
                .isEqualTo("tax 3.0");
    }

    @Test
    void theTimeOfTheOfficesReviewIsTheOffices() {
        dispatchedTo("tax");
        on("03-02T11:00", TimelineAction.SIGNED_FOR, "tax");
        on("03-09T10:00", TimelineAction.FINISHED, "RESOLVED");
        on("03-09T11:00", TimelineAction.REPLY_SIGNED, null);
        on("03-10T15:30", TimelineAction.SENT_BACK, null);
        // Due on Monday at the close; from there the office held it first, then the unit again.
        assertThat(charged(new Late(LimitKind.FINISH, at("03-09T18:00"), at("03-11T09:30")), "03-11T09:30"))
                .isEqualTo("office 4.5, tax 3.5");
    }

    @Test
    void aReturnAndItsRulingAreChargedToWhoeverHeldTheCaseMeanwhile() {
        dispatchedTo("tax");
        on("03-03T09:00", TimelineAction.RETURNED, "housing");
        on("03-03T15:30", TimelineAction.RULED, "housing");
        assertThat(charged(new Late(LimitKind.CONTACT, at("03-02T17:00"), at("03-03T16:30")), "03-03T16:30"))
                .isEqualTo("tax 1.5, office 4.0, housing 1.0");
    }

    @Test
    void whoLeavesTheLeadUnitWaitingIsCharged() {
        on("03-02T10:30", TimelineAction.DISPATCHED, "tax + justice");
        on("03-02T11:00", TimelineAction.SIGNED_FOR, "tax");
        on("03-02T11:30", TimelineAction.CONTACTED, null);
        on("03-03T10:00", TimelineAction.REPLIED, null);
        on("03-10T10:30", TimelineAction.ASSISTED, "justice");
        assertThat(charged(new Late(LimitKind.FINISH, at("03-09T18:00"), at("03-10T15:30")), "03-10T15:30"))
                .isEqualTo("justice 2.0, tax 2.5");
    }

    @Test
    void aLeadUnitThatDidNotDoItsOwnPartIsChargedItself() {
        on("03-02T10:30", TimelineAction.DISPATCHED, "tax + justice");
        on("03-02T11:00", TimelineAction.SIGNED_FOR, "tax");
        assertThat(charged(new Late(LimitKind.FINISH, at("03-09T18:00"), at("03-10T10:30")), "03-10T10:30"))
                .isEqualTo("tax 2.0");
    }

    @Test
    void thatTheLawForbidsItIsCheckedOnTheOfficesTime() {
        dispatchedTo("tax");
        on("03-09T10:00", TimelineAction.FINISHED, "CANNOT_DO");
        on("03-10T09:30", TimelineAction.CANNOT_DO_CONFIRMED, null);
        on("03-10T10:30", TimelineAction.REPLY_SIGNED, null);
        assertThat(charged(new Late(LimitKind.FINISH, at("03-09T17:00"), at("03-10T11:30")), "03-10T11:30"))
                .isEqualTo("office 2.0, tax 1.0, office 1.0");
    }

    private void dispatchedTo(String unit) {
        on("03-02T10:30", TimelineAction.DISPATCHED, unit);
    }

    private void on(String at, TimelineAction act, String to) {
        entries.add(new Entry(entries.size() + 1, at(at), act, to));
    }

    /** Whose and how many working hours, in the order of time; each traced to an entry of the timeline. */
    private String charged(Late late, String now) {
        var charges = OverdueAttribution.charges(entries, List.of(late), at(now), calendar);
        assertThat(charges).allSatisfy(charge -> {
            var entry = entries.get(charge.entry() - 1);
            assertThat(entry.at()).isBeforeOrEqualTo(charge.from());
        });
        return charges.stream()
                .map(charge -> charge.unit().or(() -> Optional.of("office")).get() + " "
                        + charge.late().toMinutes() / 60.0)
                .collect(Collectors.joining(", "));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse("2026-" + local).atZone(CountyClock.ZONE).toInstant();
    }
}
