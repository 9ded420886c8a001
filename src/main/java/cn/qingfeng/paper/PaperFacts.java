package cn.qingfeng.paper;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.clue.timeline.AnswerSheet.Answer;
import cn.qingfeng.clue.timeline.AnswerSheets;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.paper.PaperKind.Reader;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.supervision.order.OrderLevel;
import cn.qingfeng.supervision.order.OrderState;
import cn.qingfeng.supervision.order.SupervisionOrder;
import cn.qingfeng.supervision.order.SupervisionOrders;
import cn.qingfeng.supervision.time.TimeRequest;
import cn.qingfeng.supervision.time.TimeRequests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What a paper about a clue says, and when there is something to say. Whoever issues it, a paper holds no word that is
 * covered in the clue, and never who reported: papers go where no right of ours holds. What reporters are sent names
 * neither handlers nor what the offices wrote to each other.
 */
@Component
class PaperFacts {

    /** Nobody asks a report's unit, and it is under no order: what its desk writes goes to the reporter. */
    private static final Set<PaperKind> OF_REPORTS = Set.of(
            PaperKind.ADMITTED,
            PaperKind.NOT_ADMITTED,
            PaperKind.SUPPLEMENT,
            PaperKind.ENDED,
            PaperKind.CLOSED,
            PaperKind.RECEIPT);

    private final AnswerSheets sheets;
    private final Timeline timeline;
    private final Limits limits;
    private final SupervisionOrders orders;
    private final TimeRequests wishes;
    private final Organization organization;
    private final LedgerWords words;

    PaperFacts(
            AnswerSheets sheets,
            Timeline timeline,
            Limits limits,
            SupervisionOrders orders,
            TimeRequests wishes,
            Organization organization,
            LedgerWords words) {
        this.sheets = sheets;
        this.timeline = timeline;
        this.limits = limits;
        this.orders = orders;
        this.wishes = wishes;
        this.organization = organization;
        this.words = words;
    }

    /** What there is to write such a paper about now: a number of an order or a wish, or the clue itself (an empty text). */
    List<String> subjects(PaperKind kind, Clue clue) {
        if (clue.status() == ClueStatus.PASSED_UP
                || clue.content().kind() == ClueKind.REPORT && !OF_REPORTS.contains(kind)) {
            return List.of();
        }
        return switch (kind) {
            case SUPERVISION -> ordered(clue, OrderLevel.ORDER);
            case LISTED -> ordered(clue, OrderLevel.LISTED);
            case EXTENSION ->
                wishes.of(clue.number()).stream().map(TimeRequest::number).toList();
            case DISPATCH -> when(clue.dispatchedAt().isPresent());
            case TRANSFER -> when(did(clue, TimelineAction.TRANSFER_SIGNED).isPresent());
            case ADMITTED -> when(admitted(clue).isPresent());
            case NOT_ADMITTED -> when(clue.status() == ClueStatus.NOT_ADMITTED);
            case SUPPLEMENT -> when(!clue.status().isEnd());
            case SUSPENDED -> when(clue.suspendedAt().isPresent());
            case ENDED -> when(clue.status() == ClueStatus.WITHDRAWN || clue.status() == ClueStatus.MERGED);
            case CLOSED -> when(clue.status() == ClueStatus.CLOSED);
            case RECEIPT -> when(true);
            case WEEKLY, MONTHLY, MINUTES, RESULT_LETTER, CERTIFICATE, TALK_LETTER, RECTIFY_LETTER, BALLOT_FORM ->
                List.of();
        };
    }

    private static List<String> when(boolean there) {
        return there ? List.of("") : List.of();
    }

    private List<String> ordered(Clue clue, OrderLevel level) {
        return orders.of(clue.number()).stream()
                .filter(order -> order.level() == level)
                .filter(order -> order.state() != OrderState.PROPOSED && order.state() != OrderState.NOT_APPROVED)
                .map(SupervisionOrder::number)
                .toList();
    }

    /**
     * What the paper says.
     *
     * @throws Refusal conflict, when there is nothing to write it about
     */
    PaperValues of(PaperKind kind, Clue clue, String subject) {
        if (!subjects(kind, clue).contains(subject)) {
            throw Refusal.conflict("paper.not-now", Refusal.word("paper.kind." + kind), clue.number());
        }
        var told = new Told(clue);
        told.put(Place.CLUE_NUMBER, clue.number().value());
        told.put(Place.REGISTERED_ON, day(clue.registeredAt()));
        told.put(
                Place.TITLE,
                clue.content().kind() == ClueKind.REPORT
                        ? clue.content().title()
                        : clue.screened().title());
        switch (kind.about()) {
            case ORDER -> order(told, orders.get(subject));
            case WISH -> wish(told, wishes.get(subject));
            default -> {}
        }
        if (kind.reader() == Reader.REPORTER) {
            toReporter(told);
        } else {
            toOffices(told);
        }
        if (kind == PaperKind.TRANSFER) {
            transfer(told);
        }
        return new PaperValues(told.values, kind == PaperKind.DISPATCH ? limits(clue) : List.of(), List.of());
    }

    private void toReporter(Told told) {
        var clue = told.clue;
        told.put(Place.CLUE_KIND, words.code("kind", clue.content().kind(), Locale.CHINA));
        told.put(Place.CHANNEL, words.code("channel", clue.content().channel(), Locale.CHINA));
        told.put(Place.STATUS, words.code("clue.status", clue.status(), Locale.CHINA));
        told.put(Place.ADMITTED_ON, admitted(clue).map(step -> day(step.at())));
        told.put(Place.FINISH_BY, limit(clue, LimitKind.FINISH));
        did(clue, TimelineAction.NOT_ADMITTED).ifPresent(step -> {
            told.put(Place.REFUSED_FOR, step.to().map(code -> words.code("reject", code, Locale.CHINA)));
            told.put(Place.REFUSED_BECAUSE, step.why().map(told.covered));
        });
        told.put(Place.SUSPENDED_ON, clue.suspendedAt().map(PaperFacts.this::day));
        told.put(Place.RESULT, clue.result().map(result -> words.code("result", result, Locale.CHINA)));
        told.put(Place.ANSWER, answered(clue, "finish-clue", "toReporter").map(told.covered));
        told.put(Place.LEAD_UNIT, clue.leadUnit().map(organization::unitName));
        told.put(Place.CLOSED_ON, clue.closedAt().map(PaperFacts.this::day));
    }

    private void toOffices(Told told) {
        var clue = told.clue;
        told.put(Place.PLACE, Optional.ofNullable(clue.screened().place()));
        told.put(Place.CARD, clue.card().map(card -> words.code("card", card, Locale.CHINA)));
        told.put(
                Place.SUMMARY,
                answered(clue, "dispatch-clue", "summary")
                        .map(told.covered)
                        .or(() -> Optional.ofNullable(clue.screened().title())));
        told.put(
                Place.REQUIREMENTS,
                answered(clue, "dispatch-clue", "requirements").map(told.covered));
        told.put(Place.LEAD_UNIT, clue.leadUnit().map(organization::unitName));
        told.put(
                Place.ASSIST_UNITS,
                clue.assistUnits().isEmpty()
                        ? words.text("paper.no-unit", Locale.CHINA)
                        : clue.assistUnits().stream()
                                .sorted()
                                .map(organization::unitName)
                                .collect(Collectors.joining(words.text("form.separator", Locale.CHINA))));
        told.put(
                Place.LEADER,
                clue.leadUnit().flatMap(organization::responsibleLeaderOf).map(Person::name));
        told.put(Place.ORDER_NUMBER, clue.orderNumber());
        told.put(Place.DISPATCHED_ON, clue.dispatchedAt().map(this::moment));
        told.put(Place.SIGN_BY, limit(clue, LimitKind.SIGN));
        told.put(Place.REPLY_BY, limit(clue, LimitKind.REPLY));
        told.put(Place.FINISH_BY, limit(clue, LimitKind.FINISH));
    }

    private void order(Told told, SupervisionOrder order) {
        told.put(Place.PRESS_NUMBER, order.number());
        told.put(Place.PRESS_LEVEL, words.code("order.level", order.level(), Locale.CHINA));
        told.put(Place.PRESS_GROUND, words.code("order.ground", order.ground(), Locale.CHINA));
        told.put(Place.PRESS_TIMES, String.valueOf(order.times()));
        told.put(Place.PRESS_UNIT, organization.unitName(order.unit()));
        told.put(Place.PRESS_LEADER, order.responsibleLeader().map(organization::personName));
        told.put(Place.PROBLEM, Optional.ofNullable(order.problem()).map(told.covered));
        told.put(Place.DEMAND, Optional.ofNullable(order.demand()).map(told.covered));
        told.put(Place.PRESS_DUE, Optional.ofNullable(order.dueAt()).map(this::moment));
        told.put(Place.EXPLAIN_BY, order.explainBy().map(this::moment));
        told.put(Place.APPROVED_BY, order.approvedBy().map(organization::personName));
    }

    private void wish(Told told, TimeRequest wish) {
        told.put(Place.WISH_NUMBER, wish.number());
        told.put(Place.WISH_UNIT, organization.unitName(wish.unit()));
        told.put(Place.WISH_BY, words.actor(wish.askedBy(), Locale.CHINA));
        told.put(Place.WISH_ON, moment(wish.askedAt()));
        told.put(Place.WISH_DAYS, wish.workingDays() == 0 ? "" : String.valueOf(wish.workingDays()));
        told.put(Place.WISH_COUNT, String.valueOf(wish.wish()));
        told.put(Place.WISH_GROUND, wish.ground().map(ground -> words.code("time.ground", ground, Locale.CHINA)));
        told.put(Place.WISH_BEFORE, wish.dueBefore().map(this::moment));
        told.put(Place.WISH_AFTER, wish.dueAfter().or(wish::wishedDue).map(this::moment));
        told.put(Place.WISH_SIGNED_BY, wish.signedBy().map(organization::personName));
        told.put(Place.WISH_DECISION, words.code("time.state", wish.state(), Locale.CHINA));
        told.put(Place.WISH_REASON, wish.reason().map(told.covered));
        told.put(Place.WISH_DECIDED_BY, wish.decidedBy().map(by -> words.actor(by, Locale.CHINA)));
        told.put(Place.WISH_DECIDED_ON, wish.decidedAt().map(this::moment));
        told.put(Place.WISH_GRANTED, wish.grantedDays().map(String::valueOf));
    }

    private void transfer(Told told) {
        did(told.clue, TimelineAction.TRANSFER_SIGNED).ifPresent(step -> {
            told.put(Place.TRANSFER_NUMBER, step.to());
            told.put(Place.TRANSFER_REASON, step.why().map(told.covered));
            told.put(Place.TRANSFERRED_ON, day(step.at()));
            told.put(Place.HANDED_BY, words.actor(step.by(), Locale.CHINA));
            did(told.clue, TimelineAction.TRANSFER_RECEIVED)
                    .filter(taken -> taken.ordinal() > step.ordinal())
                    .ifPresent(taken -> {
                        told.put(Place.TAKEN_BY, words.actor(taken.by(), Locale.CHINA));
                        told.put(Place.TAKEN_ON, day(taken.at()));
                        told.put(Place.TAKEN_NUMBER, taken.to());
                    });
        });
    }

    private List<Map<Place, String>> limits(Clue clue) {
        var rows = new ArrayList<Map<Place, String>>();
        for (var limit : limits.views(clue.number(), Locale.CHINA)) {
            if (Set.of(LimitKind.SIGN, LimitKind.CONTACT, LimitKind.REPLY, LimitKind.FINISH)
                    .contains(limit.kind())) {
                rows.add(Map.of(
                        Place.ROW,
                        String.valueOf(rows.size() + 1),
                        Place.LIMIT_NAME,
                        words.code("limit", limit.kind(), Locale.CHINA),
                        Place.LIMIT_DUE,
                        moment(limit.dueAt()),
                        Place.LIMIT_BECAUSE,
                        limit.because()));
            }
        }
        return rows;
    }

    private Optional<String> limit(Clue clue, LimitKind kind) {
        return limits.views(clue.number(), Locale.CHINA).stream()
                .filter(limit -> limit.kind() == kind)
                .map(limit -> moment(limit.dueAt()))
                .findFirst();
    }

    private Optional<TimelineEntry> admitted(Clue clue) {
        return did(clue, TimelineAction.ADMITTED).or(() -> did(clue, TimelineAction.ADMITTED_BY_SILENCE));
    }

    /** The last step of that kind. */
    private Optional<TimelineEntry> did(Clue clue, TimelineAction act) {
        return timeline.of(clue.number()).stream()
                .filter(step -> step.act() == act)
                .reduce((first, later) -> later);
    }

    /** What was answered last in a form's field. */
    private Optional<String> answered(Clue clue, String form, String field) {
        return sheets.of(clue.number()).stream()
                .filter(sheet -> sheet.form().equals(form))
                .reduce((first, later) -> later)
                .stream()
                .flatMap(sheet -> sheets.on(sheet).stream())
                .filter(answer -> answer.key().equals(field))
                .map(Answer::text)
                .findFirst();
    }

    /** A day as papers write it. */
    String day(Instant at) {
        var day = at.atZone(CountyClock.ZONE);
        return words.text(
                "paper.day", Locale.CHINA, text(day.getYear()), text(day.getMonthValue()), text(day.getDayOfMonth()));
    }

    private String moment(Instant at) {
        var time = at.atZone(CountyClock.ZONE);
        return words.text(
                "paper.moment", Locale.CHINA, day(at), "%02d:%02d".formatted(time.getHour(), time.getMinute()));
    }

    /** MessageFormat would write a year with a comma. */
    private static String text(int number) {
        return String.valueOf(number);
    }

    /** Values that are put together for one clue. */
    private static final class Told {
        private final Clue clue;
        private final UnaryOperator<String> covered;
        private final Map<Place, String> values = new EnumMap<>(Place.class);

        Told(Clue clue) {
            this.clue = clue;
            this.covered = clue.content().kind() == ClueKind.REPORT ? UnaryOperator.identity() : clue::screened;
        }

        void put(Place place, String value) {
            values.put(place, value == null ? "" : value);
        }

        void put(Place place, Optional<String> value) {
            value.ifPresent(told -> put(place, told));
        }
    }
}
