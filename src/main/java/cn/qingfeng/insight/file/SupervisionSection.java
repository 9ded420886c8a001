package cn.qingfeng.insight.file;

import cn.qingfeng.calendar.TimeLeft;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.supervision.LimitChange;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.supervision.order.OrderState;
import cn.qingfeng.supervision.order.SupervisionOrder;
import cn.qingfeng.supervision.order.SupervisionOrders;
import cn.qingfeng.supervision.time.TimeRequest;
import cn.qingfeng.supervision.time.TimeRequests;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Orders, wishes for time and changes of limits of one clue, as one reader may see them. A unit sees its own. */
@Component
class SupervisionSection {

    private final SupervisionOrders orders;
    private final TimeRequests requests;
    private final Limits limits;
    private final Organization organization;
    private final TimeLeft times;
    private final LedgerWords words;

    SupervisionSection(
            SupervisionOrders orders,
            TimeRequests requests,
            Limits limits,
            Organization organization,
            TimeLeft times,
            LedgerWords words) {
        this.times = times;
        this.orders = orders;
        this.requests = requests;
        this.limits = limits;
        this.organization = organization;
        this.words = words;
    }

    ClueDossier.Pressure of(Reading reading) {
        var clue = reading.clue();
        var number = clue.number();
        var units = reading.viewer().units();
        var locale = reading.locale();
        var seen = orders.of(number).stream()
                .filter(order -> !reading.asUnit() || units.contains(order.unit()))
                .toList();
        var asked = requests.of(number).stream()
                .filter(request -> !reading.asUnit() || units.contains(request.unit()))
                .map(request -> wish(request, locale))
                .toList();
        return new ClueDossier.Pressure(
                seen.stream()
                        .filter(order -> order.state().isInForce())
                        .max(Comparator.comparing(SupervisionOrder::level))
                        .map(order -> order(order, reading))
                        .orElse(null),
                asked.stream().filter(ClueDossier.Wish::pending).findFirst().orElse(null),
                clue.suspendedAt().orElse(null),
                seen.stream().map(order -> order(order, reading)).toList(),
                asked,
                changes(clue, locale));
    }

    private ClueDossier.Order order(SupervisionOrder order, Reading reading) {
        var locale = reading.locale();
        // What is settled owes nothing more.
        var settled = order.state().isInForce() ? null : order.dueAt();
        var left = times.of(order.dueAt(), settled, null, reading.now(), locale);
        return new ClueDossier.Order(
                order.number(),
                words.code("order.level", order.level(), locale),
                words.code("order.ground", order.ground(), locale),
                order.times(),
                organization.unitName(order.unit()),
                order.responsibleLeader().map(organization::personName).orElse(""),
                reading.told().apply(order.demand()),
                words.actor(order.askedBy(), locale),
                order.askedAt(),
                order.dueAt(),
                order.state().isInForce(),
                order.state() == OrderState.CONCLUDED
                        ? order.conclusion()
                                .map(end -> words.code("order.conclusion", end, locale))
                                .orElse("")
                        : words.code("order.state", order.state(), locale),
                left.standing(),
                left.words());
    }

    private ClueDossier.Wish wish(TimeRequest request, Locale locale) {
        return new ClueDossier.Wish(
                request.number(),
                words.code("time.kind", request.kind(), locale),
                request.workingDays() == 0
                        ? words.code("time.kind", request.kind(), locale)
                        : words.text("insight.asked.EXTEND", locale, request.workingDays()),
                request.ground()
                        .map(ground -> words.code("time.ground", ground, locale))
                        .orElse(""),
                words.actor(request.askedBy(), locale),
                request.askedAt(),
                request.dueBefore().orElse(null),
                request.dueAfter().or(request::wishedDue).orElse(null),
                request.beyondCap(),
                request.state().isPending(),
                words.code("time.state", request.state(), locale));
    }

    private List<ClueDossier.Moved> changes(Clue clue, Locale locale) {
        return limits.changes(clue.number()).stream()
                .map(change -> moved(change, locale))
                .toList();
    }

    private ClueDossier.Moved moved(LimitChange change, Locale locale) {
        return new ClueDossier.Moved(
                words.code("limit", change.kind(), locale),
                words.code("limit.change", change.cause(), locale),
                change.before().orElse(null),
                change.after().orElse(null),
                change.at(),
                words.actor(change.by(), locale));
    }
}
