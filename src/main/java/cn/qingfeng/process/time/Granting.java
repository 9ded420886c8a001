package cn.qingfeng.process.time;

import cn.qingfeng.casework.ClueNotifier;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.process.lifecycle.CardChanges;
import cn.qingfeng.process.time.DeadlineExtension.Grant;
import cn.qingfeng.supervision.order.OrderGround;
import cn.qingfeng.supervision.order.OrderLevel;
import cn.qingfeng.supervision.order.RuledOrders;
import cn.qingfeng.supervision.time.TimeCourse;
import cn.qingfeng.supervision.time.TimeKind;
import cn.qingfeng.supervision.time.TimeRequest;
import cn.qingfeng.supervision.time.TimeRequests;
import cn.qingfeng.supervision.time.TimeState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Gives the time that was approved, or the card that comes instead, and tells those concerned. */
@Component
class Granting {

    private final TimeRequests requests;
    private final CardChanges cards;
    private final RuledOrders orders;
    private final ClueNotifier concerned;
    private final Organization organization;
    private final MessageSource messages;

    Granting(
            TimeRequests requests,
            CardChanges cards,
            RuledOrders orders,
            ClueNotifier concerned,
            Organization organization,
            MessageSource messages) {
        this.requests = requests;
        this.cards = cards;
        this.orders = orders;
        this.concerned = concerned;
        this.organization = organization;
        this.messages = messages;
    }

    void grant(Grant grant, ClueNumber number, String requestNumber) {
        var request = requests.get(requestNumber);
        switch (grant) {
            case TIME -> requests.grant(requestNumber);
            case RAISE -> cards.raise(number, request.decidedBy().orElseThrow(), request.basis());
            case RAISE_BY_RULE -> {
                requests.raised(requestNumber, Timeline.SYSTEM);
                cards.raise(number, Timeline.SYSTEM, request.basis());
            }
            case ORDER_BY_RULE ->
                orders.byRule(
                        number,
                        OrderLevel.ORDER,
                        OrderGround.SECOND_EXTENSION,
                        List.of(),
                        messages.getMessage("order.problem.second-extension", null, Locale.CHINA));
        }
    }

    void tell(NoticeEvent event, String requestNumber) {
        var request = requests.get(requestNumber);
        var facts = new HashMap<String, String>();
        facts.put(Notice.UNIT, organization.unitName(request.unit()));
        facts.put(Notice.OCCASION, request.number());
        if (event == NoticeEvent.EXTENSION_ASKED) {
            facts.put(Notice.DUE_AT, request.decideBy().toString());
            concerned.tellGroup(request.clue(), event, request.decider(), facts);
            return;
        }
        limitNow(request).ifPresent(due -> facts.put(Notice.DUE_AT, due.toString()));
        if (request.state() != TimeState.APPROVED) {
            facts.put(Notice.REASON, notGiven(request));
            concerned.tell(request.clue(), NoticeEvent.EXTENSION_DECIDED, facts);
            return;
        }
        told(request, facts);
        if (request.dueAfter().isPresent()
                && (request.kind() == TimeKind.EXTEND && request.course() == TimeCourse.SIGN_AND_DECIDE
                        || request.kind() == TimeKind.TACKLE)) {
            concerned.tell(request.clue(), NoticeEvent.PROMISE_MOVED, reasoned(facts, ground(request)));
        }
    }

    private void told(TimeRequest request, Map<String, String> facts) {
        switch (request.kind()) {
            case SUSPEND -> concerned.tell(request.clue(), NoticeEvent.SUSPENDED, reasoned(facts, ground(request)));
            case RESUME -> concerned.tell(request.clue(), NoticeEvent.RESUMED, facts);
            default ->
                concerned.tell(
                        request.clue(),
                        NoticeEvent.EXTENSION_DECIDED,
                        reasoned(
                                facts,
                                request.course() == TimeCourse.SIGN_AND_DECIDE
                                        ? "time.decided.APPROVED." + request.kind()
                                        : "time.decided." + request.course()));
        }
    }

    /** The end by which the handling must be finished now, whatever the request asked; none while it stands still. */
    private Optional<Instant> limitNow(TimeRequest request) {
        return request.state() == TimeState.APPROVED && request.kind() == TimeKind.SUSPEND
                ? Optional.empty()
                : requests.finishingBy(request.clue());
    }

    private static String notGiven(TimeRequest request) {
        return request.state() == TimeState.RAISED
                ? "time.decided." + request.course()
                : "time.decided." + request.state() + "." + request.kind();
    }

    private static Map<String, String> reasoned(Map<String, String> facts, String key) {
        var more = new HashMap<>(facts);
        more.put(Notice.REASON, key);
        return more;
    }

    private static String ground(TimeRequest request) {
        return request.ground().map(ground -> "time.ground." + ground).orElse("time.ground." + request.kind());
    }
}
