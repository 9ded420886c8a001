package cn.qingfeng.insight;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.CallBack;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.Result;
import cn.qingfeng.clue.SupervisionStage;
import cn.qingfeng.clue.access.ClueConditions;
import cn.qingfeng.clue.access.ClueQueries;
import cn.qingfeng.clue.access.Viewer;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.evidence.Evidence;
import cn.qingfeng.insight.figure.Behind;
import cn.qingfeng.insight.figure.Behinds;
import cn.qingfeng.insight.following.Following;
import cn.qingfeng.organization.Right;
import cn.qingfeng.organization.place.Enterprise;
import cn.qingfeng.organization.place.Places;
import cn.qingfeng.province.ProvinceNumbers;
import cn.qingfeng.reporter.finding.ReporterFinder;
import cn.qingfeng.supervision.order.SupervisionOrders;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Component;

/**
 * What a query of the ledger asks the database for, and who may ask it. By which way a clue came, the offices read; from where it
 * came, who may see who reported in masked form; of which officer's firms, who may find a reporter: an officer has two or three.
 */
@Component
public class LedgerWishes {

    private final Places places;
    private final ReporterFinder reporters;
    private final Evidence evidence;
    private final Behinds behinds;
    private final Clock clock;

    LedgerWishes(Places places, ReporterFinder reporters, Evidence evidence, Behinds behinds, Clock clock) {
        this.places = places;
        this.reporters = reporters;
        this.evidence = evidence;
        this.behinds = behinds;
        this.clock = clock;
    }

    /** @throws Refusal when a part names something that does not exist, or is not the viewer's to ask for */
    public ClueQueries.Wish of(Viewer viewer, LedgerQuery query) {
        var further = new ArrayList<Specification<Clue>>();
        code(query.stage(), SupervisionStage::valueOf, ClueConditions::stage).ifPresent(further::add);
        code(query.result(), Result::valueOf, ClueConditions::result).ifPresent(further::add);
        code(query.solved(), CallBack.Solved::valueOf, ClueConditions::solved).ifPresent(further::add);
        code(query.rating(), CallBack.Rating::valueOf, ClueConditions::rating).ifPresent(further::add);
        code(query.handler(), Function.identity(), ClueConditions::handler).ifPresent(further::add);
        if (!query.channel().isEmpty()) {
            require(viewer, Right.READ_OFFICES);
            code(query.channel(), ReportingChannel::valueOf, ClueConditions::channel)
                    .ifPresent(further::add);
        }
        if (!query.province().isEmpty()) {
            require(viewer, Right.READ_OFFICES);
            if (!List.of("ENTERED", "OWED").contains(query.province())) {
                throw Refusal.invalid("insight.filter.unknown", query.province());
            }
            further.add(ProvinceNumbers.entered(query.province().equals("ENTERED")));
        }
        days(query.registeredFrom(), query.registeredTo(), ClueConditions::registered)
                .ifPresent(further::add);
        days(query.dueFrom(), query.dueTo(), ClueConditions::due).ifPresent(further::add);
        days(query.finishedFrom(), query.finishedTo(), ClueConditions::finished).ifPresent(further::add);
        days(query.closedFrom(), query.closedTo(), ClueConditions::closed).ifPresent(further::add);
        if (query.files()) {
            further.add(evidence.withFiles(viewer));
        }
        if (query.orders()) {
            further.add(SupervisionOrders.pressed(
                    viewer.has(Right.READ_OFFICES) ? Optional.empty() : Optional.of(viewer.units())));
        }
        if (query.followed()) {
            further.add(Following.by(viewer.username()));
        }
        var either = List.<Specification<Clue>>of();
        if (!query.figure().isEmpty()) {
            var behind = Behind.of(query.figure());
            if (behind.tellsOffices()) {
                require(viewer, Right.READ_OFFICES);
            }
            either = behinds.ways(behind);
        }
        firms(viewer, query).ifPresent(further::add);
        return query.wish().and(further).andEither(either);
    }

    private Optional<Specification<Clue>> firms(Viewer viewer, LedgerQuery query) {
        if (query.town().isEmpty() && !query.keyEnterprise() && query.officer().isEmpty()) {
            return Optional.empty();
        }
        require(viewer, query.officer().isEmpty() ? Right.SEE_MASKED : Right.FIND_REPORTER);
        Predicate<Enterprise> fits =
                firm -> (query.town().isEmpty() || query.town().equals(firm.town()))
                        && (!query.keyEnterprise() || firm.keyEnterprise())
                        && (query.officer().isEmpty()
                                || query.officer().equals(firm.chiefOfficer().orElse("")));
        var firms = places.enterprises().stream().filter(fits).toList();
        return Optional.of(reporters.from(
                firms.stream().map(Enterprise::creditCode).toList(),
                firms.stream().map(Enterprise::name).toList()));
    }

    private static void require(Viewer viewer, Right right) {
        if (!viewer.has(right)) {
            throw Refusal.forbidden("ledger.filter.forbidden");
        }
    }

    private static <C> Optional<Specification<Clue>> code(
            String name, Function<String, C> code, Function<C, Specification<Clue>> condition) {
        try {
            return Optional.of(name).filter(each -> !each.isEmpty()).map(code).map(condition);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("insight.filter.unknown", name);
        }
    }

    /** Both days whole. */
    private Optional<Specification<Clue>> days(
            String from, String to, BiFunction<Optional<Instant>, Optional<Instant>, Specification<Clue>> condition) {
        if (from.isEmpty() && to.isEmpty()) {
            return Optional.empty();
        }
        var first = day(from);
        var last = day(to);
        if (first.isPresent() && last.isPresent() && last.get().isBefore(first.get())) {
            throw Refusal.invalid("ledger.filter.days", from, to);
        }
        return Optional.of(condition.apply(first.map(this::begin), last.map(day -> begin(day.plusDays(1)))));
    }

    private Instant begin(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant();
    }

    private static Optional<LocalDate> day(String typed) {
        try {
            return Optional.of(typed)
                    .filter(text -> !text.isEmpty())
                    .map(LocalDate::parse)
                    .filter(LedgerWishes::isOfThisAge);
        } catch (DateTimeParseException e) {
            throw Refusal.invalid("ledger.filter.day", typed);
        }
    }

    /** Databases know no day of the year 999999. */
    private static boolean isOfThisAge(LocalDate day) {
        if (day.getYear() < 1970 || day.getYear() > 2999) {
            throw Refusal.invalid("ledger.filter.day", day);
        }
        return true;
    }
}
