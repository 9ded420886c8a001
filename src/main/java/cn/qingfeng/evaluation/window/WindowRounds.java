package cn.qingfeng.evaluation.window;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.evaluation.RoundStage;
import cn.qingfeng.evaluation.Terms;
import cn.qingfeng.evaluation.window.WindowBook.Cause;
import cn.qingfeng.evaluation.window.WindowBook.Entered;
import cn.qingfeng.evaluation.window.WindowCounts.Check;
import cn.qingfeng.evaluation.window.WindowEvents.Behind;
import cn.qingfeng.evaluation.window.WindowMarks.Mark;
import cn.qingfeng.evaluation.window.WindowScoring.Placed;
import cn.qingfeng.intake.rating.WindowRatings;
import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterEvents.Answered;
import cn.qingfeng.matter.MatterEvents.Opened;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.matter.desk.StepDefaults;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.Notices;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.place.Places;
import cn.qingfeng.organization.place.ServiceWindow;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What each step of a monthly round of windows does (M10; {@code processes/matter-window-round.bpmn}), in the step's own
 * transaction; no stage is skipped however the kind is drawn.
 */
@Component
@Transactional
class WindowRounds implements StepDefaults {

    static final String OBJECTIONS = "userTask_windowObjections";
    static final String MONTH = "month";

    private static final String FIX = "userTask_fixWindows";
    private static final int A_YEAR = 12;

    private final WindowBook book;
    private final WindowCounts figures;
    private final WindowMarks marks;
    private final WindowObjections objections;
    private final WindowSchemes schemes;
    private final Terms terms;
    private final Matters matters;
    private final Places places;
    private final Organization organization;
    private final Notices notices;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WindowRounds(
            WindowBook book,
            WindowCounts figures,
            WindowMarks marks,
            WindowObjections objections,
            WindowSchemes schemes,
            Terms terms,
            Matters matters,
            Places places,
            Organization organization,
            Notices notices,
            ApplicationEventPublisher events,
            Clock clock) {
        this.book = book;
        this.figures = figures;
        this.marks = marks;
        this.objections = objections;
        this.schemes = schemes;
        this.terms = terms;
        this.matters = matters;
        this.places = places;
        this.organization = organization;
        this.notices = notices;
        this.events = events;
        this.clock = clock;
    }

    /** A round is of the month that it was opened for, else of the newest month over that has none. */
    @EventListener
    void on(Opened it) {
        if (!it.kind().equals(WindowRound.KIND)) {
            return;
        }
        var known =
                matters.find(it.number()).map(Matter::answers).orElse(Map.of()).get(MONTH);
        var month = known == null ? missing() : month(known);
        book.standing(month).ifPresent(other -> {
            throw Refusal.conflict("window.month.taken", month, other.number());
        });
        book.plan(it.number(), month);
        book.enter(it.number(), places.windows().stream().map(this::entered).toList());
    }

    private YearMonth missing() {
        return Stream.iterate(present().minusMonths(1), month -> month.minusMonths(1))
                .limit(A_YEAR)
                .filter(month -> book.standing(month).isEmpty())
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("window.month.none"));
    }

    private YearMonth month(String said) {
        try {
            var month = YearMonth.parse(said);
            if (month.isBefore(present())) {
                return month;
            }
        } catch (DateTimeParseException none) {
            // Refused below, in the words for a month that is not over.
        }
        throw Refusal.invalid("window.month", said);
    }

    private YearMonth present() {
        return YearMonth.from(LocalDate.ofInstant(clock.instant(), CountyClock.ZONE));
    }

    private Entered entered(ServiceWindow window) {
        return new Entered(window.code(), window.name(), organization.current(window.unit()));
    }

    /**
     * Whether a window takes part, as long as the list is not fixed.
     *
     * @throws Refusal not found for what no window is, or is there no more; conflict when the list is fixed
     */
    void enter(String number, String window, boolean takesPart) {
        require(book.lock(number), RoundStage.PLANNED);
        book.leave(number, window);
        if (takesPart) {
            book.enter(
                    number,
                    List.of(places.window(window)
                            .filter(one -> one.closedOn().isEmpty())
                            .map(this::entered)
                            .orElseThrow(() -> Refusal.notFound("window.window.unknown"))));
        }
    }

    @Override
    public Map<String, Object> of(Matter matter, String step) {
        return matter.kind().equals(WindowRound.KIND) && step.equals(FIX)
                ? book.find(matter.number())
                        .map(round ->
                                Map.<String, Object>of(MONTH, round.month().toString()))
                        .orElse(Map.of())
                : Map.of();
    }

    @EventListener
    void on(Answered it) {
        if (!it.kind().equals(WindowRound.KIND)) {
            return;
        }
        var round = book.lock(it.number());
        switch (it.step()) {
            case FIX -> fixed(round, it.said(MONTH));
            case "userTask_countWindows" -> counted(round);
            case "userTask_draftWindows" -> drafted(round);
            case OBJECTIONS -> objected(round, it.said("outcome").equals("RAISED"));
            case "userTask_ruleWindows" -> ruled(round);
            case "userTask_signWindows" -> {
                require(round, RoundStage.SETTLED);
                book.reached(round, it.said("outcome").equals("SIGNED") ? RoundStage.SIGNED : RoundStage.CLOSED);
            }
            case "userTask_publishWindows" -> published(round);
            default -> {
                // A step that an owner drew beside has no rule of its own.
            }
        }
    }

    private void fixed(WindowRound round, String month) {
        require(round, RoundStage.PLANNED);
        if (!round.month().toString().equals(month)) {
            throw Refusal.invalid("window.month.changed", round.month());
        }
        if (book.entered(round.number()).isEmpty()) {
            throw Refusal.conflict("window.none.entered");
        }
        book.reached(round, RoundStage.FIXED);
    }

    /** The cut: figures and rules are the round's own from here on. */
    private void counted(WindowRound round) {
        require(round, RoundStage.FIXED);
        var open = figures.unconfirmed(round);
        if (open > 0) {
            throw Refusal.conflict("window.checks.open", open);
        }
        marks.raise();
        var scheme = schemes.inForce();
        book.keeps(round.number(), scheme);
        book.add(
                round.number(),
                Cause.CUT,
                null,
                null,
                WindowScoring.rank(scheme, figures.of(round, book.entered(round.number()))));
        book.reached(round, RoundStage.CLOSED);
    }

    private void drafted(WindowRound round) {
        require(round, RoundStage.CLOSED);
        var entered = book.entered(round.number());
        var names = entered.stream().map(Entered::window).toList();
        var open = marks.of(round).stream()
                .filter(mark -> mark.state() == WindowMarks.State.OPEN && names.contains(mark.window()))
                .count();
        if (open > 0) {
            throw Refusal.conflict("window.marks.open", open);
        }
        book.add(round.number(), Cause.DRAFT, null, null, book.scores(round.number(), book.latest(round.number())));
        book.reached(round, RoundStage.DRAFT);
        tell(round, entered);
    }

    /** Whoever may object is told that there is something to read, and until when. */
    private void tell(WindowRound round, List<Entered> entered) {
        var units = entered.stream()
                .map(one -> organization.current(one.unit()))
                .collect(Collectors.toCollection(TreeSet::new));
        var people = units.stream()
                .flatMap(unit -> organization.peopleWith(Duty.UNIT_LEADER, unit).stream())
                .map(Person::username)
                .collect(Collectors.toSet());
        notices.send(new Notice(
                round.number() + "/" + NoticeEvent.WINDOW_DRAFT + "/" + (round.drafts() + 1),
                NoticeEvent.WINDOW_DRAFT,
                "",
                people,
                Map.of(Notice.OTHER, round.number(), Notice.LINK, "/window-rounds/" + round.number())));
    }

    /** Three working days are every unit's; what came in them counts, not what somebody ticks. */
    private void objected(WindowRound round, boolean raised) {
        require(round, RoundStage.DRAFT);
        if (!terms.isOver(round.number(), OBJECTIONS)) {
            throw Refusal.conflict("round.objections.early");
        }
        var came = objections.of(round);
        if (raised == came.isEmpty()) {
            throw Refusal.conflict(raised ? "round.objections.none" : "round.objections.some", came.size());
        }
        book.reached(round, raised ? RoundStage.OBJECTED : RoundStage.SETTLED);
    }

    private void ruled(WindowRound round) {
        require(round, RoundStage.OBJECTED);
        var came = objections.of(round);
        var open = came.stream().filter(one -> one.granted() == null).count();
        if (open > 0) {
            throw Refusal.conflict("round.rule.open", open);
        }
        book.reached(round, RoundStage.SETTLED);
        var checks = figures.checks(round).stream().collect(Collectors.toMap(Check::number, check -> check));
        for (var one : came) {
            if (one.granted() && checks.containsKey(one.ref())) {
                checkOut(round, checks.get(one.ref()));
            } else if (one.granted()) {
                marks.find(one.ref()).ifPresent(marks::setAside);
            }
        }
    }

    private void checkOut(WindowRound round, Check check) {
        figures.takeOut(check.number());
        again(
                round,
                Cause.CHECK,
                check.window(),
                check.number(),
                input -> input.withoutCheck(check.points(), check.isAway(), check.isAttitude()));
    }

    /** What was counted at the cut and is found mistaken later is taken out of its month, after publication too. */
    @EventListener
    void on(WindowEvents.MarkOut it) {
        var day = it.mark().day();
        book.standing(YearMonth.from(day))
                .map(round -> book.lock(round.number()))
                .filter(round -> round.scheme() != null)
                .ifPresent(round -> markOut(round, it.mark()));
    }

    private void markOut(WindowRound round, Mark mark) {
        again(
                round,
                Cause.MARK,
                mark.window(),
                mark.number(),
                input -> input.withoutScan(WindowRatings.points(mark.level())));
    }

    private void again(WindowRound round, Cause cause, String window, String ref, UnaryOperator<WindowInput> without) {
        var before = book.scores(round.number(), book.latest(round.number())).stream()
                .map(Placed::input)
                .toList();
        if (before.stream().noneMatch(input -> input.window().equals(window))) {
            return;
        }
        book.add(
                round.number(),
                cause,
                window,
                ref,
                WindowScoring.rank(
                        round.scheme(),
                        before.stream()
                                .map(input -> input.window().equals(window) ? without.apply(input) : input)
                                .toList()));
        if (round.isPublished()) {
            follow(round.month());
        }
    }

    private void published(WindowRound round) {
        require(round, RoundStage.SIGNED);
        book.published(round.number());
        book.reached(round, RoundStage.PUBLISHED);
        follow(round.month());
    }

    /** What follows from a month, and from every published one after it that may now be another in a row. */
    private void follow(YearMonth from) {
        for (var month = from; month.isBefore(present()); month = month.plusMonths(1)) {
            book.standing(month)
                    .filter(WindowRound::isPublished)
                    .ifPresent(round -> events.publishEvent(
                            new WindowEvents.Published(round, book.latest(round.number()), behind(round))));
        }
    }

    private List<Behind> behind(WindowRound round) {
        var worst = book.worst(round.month());
        return book.entered(round.number()).stream()
                .filter(one -> worst.contains(one.window()))
                .map(one -> new Behind(one.window(), one.name(), one.unit(), inARow(round.month(), one.window())))
                .toList();
    }

    private int inARow(YearMonth month, String window) {
        var months = 1;
        while (months < A_YEAR && book.worst(month.minusMonths(months)).contains(window)) {
            months++;
        }
        return months;
    }

    private static void require(WindowRound round, RoundStage stage) {
        if (round.stage() != stage) {
            throw Refusal.conflict("round.skipped");
        }
    }
}
