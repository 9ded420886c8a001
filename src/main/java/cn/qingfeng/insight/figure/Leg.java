package cn.qingfeng.insight.figure;

import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.clue.timeline.TimelineAction;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The stretches of a clue's way, by what is waited for. Words for readers are the messages {@code figure.leg.<NAME>}. */
public enum Leg {
    ADMISSION,
    GRADING,
    DISPATCHING,
    SIGNING,
    RULING,
    HANDLING,
    REVIEW,
    CALLING_BACK,
    /** From registration to the end, without what was suspended. */
    WHOLE;

    /** A step and when it was. */
    record Step(Instant at, TimelineAction act) {}

    /** The working time spent in each, over all times that it was gone through; while a clue is suspended none passes. */
    static Map<Leg, Duration> of(List<Step> steps, WorkingCalendar calendar) {
        var spent = new EnumMap<Leg, Duration>(Leg.class);
        Leg leg = null;
        Instant since = null;
        var suspended = false;
        for (var step : steps) {
            var next = after(step.act(), leg);
            var stands = switch (step.act()) {
                case SUSPENDED -> true;
                case RESUMED -> false;
                default -> suspended && next == leg;
            };
            if (next == leg && stands == suspended) {
                continue;
            }
            if (leg != null && !suspended) {
                var passed = calendar.workingTimeBetween(since, step.at());
                spent.merge(leg, passed, Duration::plus);
                spent.merge(WHOLE, passed, Duration::plus);
            } else if (leg != null) {
                spent.merge(leg, Duration.ZERO, Duration::plus);
            }
            leg = next;
            since = step.at();
            suspended = stands;
        }
        return spent;
    }

    private static Leg after(TimelineAction act, Leg before) {
        return switch (act) {
            case REGISTERED -> ADMISSION;
            case ADMITTED, ADMITTED_BY_SILENCE -> GRADING;
            case CARD_DECIDED -> DISPATCHING;
            // Dissatisfied again: it is dispatched once more. While it is handled the work goes on.
            case CARD_RAISED -> before == CALLING_BACK ? DISPATCHING : before;
            case DISPATCHED, RULED -> SIGNING;
            case RETURNED -> RULING;
            case SIGNED_FOR, SENT_BACK, REWORK -> HANDLING;
            case FINISHED -> REVIEW;
            // Where nobody reviews it, as with a blue card, the call is the next that tells.
            case RESULT_ACCEPTED, CALLED_BACK, NOT_REACHED, CANNOT_CALL_BACK -> CALLING_BACK;
            case CLOSED, NOT_ADMITTED, LINKED, HANDED_OVER, PASSED_UP, WITHDRAWN, MERGED, CORRECTED -> null;
            default -> before;
        };
    }

    /** To whole hours, half an hour up. */
    static long hours(Duration spent) {
        return (spent.toMinutes() + 30) / 60;
    }
}
