package cn.qingfeng.casework;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.SupervisionStage;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.supervision.Measure;
import cn.qingfeng.supervision.order.OrderCalledFor;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What the county does about a limit: each measure is on the timeline, moves the stage, and is told to those concerned. */
@Component
public class LimitMeasures {

    private static final Set<ClueStatus> RAISABLE =
            EnumSet.of(ClueStatus.DISPATCHED, ClueStatus.RETURNED, ClueStatus.HANDLING, ClueStatus.UNDER_REVIEW);

    private final ClueLedger ledger;
    private final Limits limits;
    private final CardMoves cards;
    private final ClueNotifier concerned;
    private final ApplicationEventPublisher events;
    private final MessageSource messages;

    LimitMeasures(
            ClueLedger ledger,
            Limits limits,
            CardMoves cards,
            ClueNotifier concerned,
            ApplicationEventPublisher events,
            MessageSource messages) {
        this.ledger = ledger;
        this.limits = limits;
        this.cards = cards;
        this.concerned = concerned;
        this.events = events;
        this.messages = messages;
    }

    public Clue clue(ClueNumber number) {
        return ledger.get(number);
    }

    /** Takes the measure by rule, once for all limits that it is due about; the first is the most urgent. */
    public void by(Measure measure, ClueNumber number, List<LimitKind> kinds) {
        var first = kinds.get(0);
        switch (measure) {
            case REMIND ->
                press(
                        number,
                        TimelineAction.REMINDED,
                        // What waits beside the case presses nobody who handles it.
                        first.besideTheCase() ? null : SupervisionStage.REMINDED,
                        kinds,
                        NoticeEvent.REMINDER);
            case TELL -> press(number, TimelineAction.OVERDUE_TOLD, null, kinds, NoticeEvent.OVERDUE);
            case URGE, ORDER -> events.publishEvent(new OrderCalledFor(number, measure, kinds));
            case RAISE, RAISE_AND_ORDER -> raise(number, first);
            case REPORT ->
                press(number, TimelineAction.REPORTED, SupervisionStage.REPORTED, kinds, NoticeEvent.REPORTED);
            case TRANSFER ->
                events.publishEvent(new TransferCalledFor(
                        number, messages.getMessage("letter.called.reported", null, Locale.CHINA)));
        }
    }

    private void raise(ClueNumber number, LimitKind kind) {
        var clue = ledger.get(number);
        if (clue.card().filter(Card.RED::equals).isEmpty() && RAISABLE.contains(clue.status())) {
            // What the ledger keeps is written once, in the county's language.
            var limit = messages.getMessage("limit." + kind, null, Locale.CHINA);
            cards.raise(
                    number,
                    Timeline.SYSTEM,
                    messages.getMessage("clue.card.raised-overdue", new Object[] {limit}, Locale.CHINA));
        }
    }

    private void press(
            ClueNumber number, TimelineAction act, SupervisionStage stage, List<LimitKind> kinds, NoticeEvent event) {
        var names = kinds.stream().map(Enum::name).collect(Collectors.joining(","));
        ledger.press(number, Timeline.SYSTEM, act, stage, names, null);
        concerned.tellOfLimit(number, event, kinds.get(0), facts(number, kinds));
    }

    private Map<String, String> facts(ClueNumber number, List<LimitKind> kinds) {
        var reason = kinds.stream().map(kind -> "limit." + kind).collect(Collectors.joining(" "));
        return limits.dueAt(number, kinds.get(0))
                .map(due -> Map.of(Notice.REASON, reason, Notice.DUE_AT, due.toString()))
                .orElse(Map.of(Notice.REASON, reason));
    }
}
