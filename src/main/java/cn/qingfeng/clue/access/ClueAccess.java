package cn.qingfeng.clue.access;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.content.Consent;
import cn.qingfeng.clue.content.Content;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.Right;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Component;

/**
 * The one place that says who sees what. A unit sees what was dispatched to it; a report against a person is seen by
 * its desk of two in the discipline body and by nobody else; a window clerk sees what the clerk
 * registered and what the window itself handles; process owners and administrators see no case at all. Whoever must keep out
 * of a clue ({@link KeepingOut}) does not see it whatever the duty.
 */
@Component
public class ClueAccess {

    private static final Set<ClueStatus> AT_THE_UNIT =
            EnumSet.of(ClueStatus.DISPATCHED, ClueStatus.HANDLING, ClueStatus.UNDER_REVIEW);
    private static final Set<ClueStatus> AT_THE_CALLER = EnumSet.of(ClueStatus.CALLING_BACK, ClueStatus.CONCLUDING);

    private final Organization organization;
    private final KeepingOut keepingOut;

    ClueAccess(Organization organization, KeepingOut keepingOut) {
        this.organization = organization;
        this.keepingOut = keepingOut;
    }

    /** The viewer behind a user name, with the duties held now. Who leads the window's unit sees what its clerks see. */
    public Viewer viewer(String username) {
        var viewer = Viewer.of(username, organization.dutiesOf(username), keepingOut.cluesOf(username));
        viewer = viewer.at(organization.withPredecessors(viewer.units()));
        return viewer.duties().contains(Duty.UNIT_LEADER) && leadsTheWindow(viewer)
                ? viewer.with(Duty.WINDOW_CLERK)
                : viewer;
    }

    private boolean leadsTheWindow(Viewer viewer) {
        return organization.peopleWith(Duty.WINDOW_CLERK).stream()
                .map(Person::unit)
                .anyMatch(unit -> organization.mayAct(viewer.username(), Duty.UNIT_LEADER, unit));
    }

    /** Whether the viewer may see the clue's content. {@link #visibleTo} says the same to the database. */
    public boolean maySee(Viewer viewer, Clue clue) {
        return !viewer.keepsOutOf(clue) && has(Right.SEE_CLUE, viewer, clue);
    }

    /** Whether the viewer may see every appeal, and so the whole account of numbers. */
    public boolean seesEveryAppeal(Viewer viewer) {
        return viewer.holdsAny(Right.SEE_CLUE.duties());
    }

    /** Whether the viewer, who must see the clue for it, has a right to it now. */
    public boolean may(Right right, Viewer viewer, Clue clue) {
        return maySee(viewer, clue) && has(right, viewer, clue);
    }

    private static boolean has(Right right, Viewer viewer, Clue clue) {
        var given = isReport(clue)
                ? viewer.holdsAny(right.ofReports())
                : viewer.holdsAny(right.duties()) || isOwn(right, viewer, clue);
        return given
                && switch (right.during()) {
                    case ALWAYS -> true;
                    case OPEN -> !clue.status().isEnd();
                    case AT_THE_UNIT -> AT_THE_UNIT.contains(clue.status());
                    case AT_THE_CALLER -> AT_THE_CALLER.contains(clue.status());
                };
    }

    private static boolean isOwn(Right right, Viewer viewer, Clue clue) {
        return right.ownOnly().stream()
                .filter(viewer.duties()::contains)
                .anyMatch(duty -> duty.perUnit() ? isUnits(viewer, clue) : atTheWindow(viewer, clue));
    }

    private static boolean isReport(Clue clue) {
        return clue.content().kind() == ClueKind.REPORT;
    }

    private static boolean atTheWindow(Viewer viewer, Clue clue) {
        return clue.registeredBy().equals(viewer.username())
                || clue.card().or(clue::proposedCard).filter(Card.BLUE::equals).isPresent();
    }

    private static boolean isUnits(Viewer viewer, Clue clue) {
        return clue.leadUnit().filter(viewer.units()::contains).isPresent()
                || clue.assistUnits().stream().anyMatch(viewer.units()::contains);
    }

    /**
     * Whether the viewer reads a clue as it was told: the offices that work on it, and the desk for reports. Everybody else
     * reads it {@link Clue#screened()}, supervisors and county leaders too (county plan: 脱敏视图).
     */
    public boolean readsAsTold(Viewer viewer, Clue clue) {
        return isReport(clue) || readsAsTold(viewer);
    }

    /** Whether the viewer sees reports against persons. */
    public boolean seesReports(Viewer viewer) {
        return viewer.holdsAny(Right.SEE_CLUE.ofReports());
    }

    boolean readsAsTold(Viewer viewer) {
        return viewer.holdsAny(Right.READ_AS_TOLD.duties());
    }

    /** What the clue says to this viewer, who may see it. */
    public Content contentFor(Viewer viewer, Clue clue) {
        return readsAsTold(viewer, clue) ? clue.content() : clue.screened();
    }

    /**
     * Whether the viewer decides what of the clue's text units read (脱敏核对): whoever grades and dispatches. A report against a
     * person goes to no unit.
     */
    public boolean mayScreen(Viewer viewer, Clue clue) {
        return may(Right.SCREEN, viewer, clue);
    }

    /**
     * Whether the viewer may end the clue beside its ordinary path: withdraw, merge or correct it. A report against a person
     * is the discipline body's alone.
     */
    public boolean mayEnd(Viewer viewer, Clue clue) {
        return may(Right.END, viewer, clue);
    }

    /** Refuses, as if there were no such clue, whoever may not see it. */
    public void requireSight(Viewer viewer, Clue clue) {
        if (!maySee(viewer, clue)) {
            throw Refusal.notFound("clue.unknown", clue.number());
        }
    }

    /** The clues that the viewer may see, as a condition for queries. */
    public Specification<Clue> visibleTo(Viewer viewer) {
        return Specification.anyOf(ways(viewer));
    }

    /**
     * The same as one condition for each reason to see a clue, of which any will do: asked one by one, each is answered by an
     * index of its own, and all at once by none.
     */
    List<Specification<Clue>> ways(Viewer viewer) {
        var ways = new ArrayList<Specification<Clue>>();
        if (viewer.holdsAny(Right.SEE_CLUE.duties())) {
            ways.add(ofAppeals((clue, query, is) -> is.conjunction()));
        } else {
            if (viewer.duties().contains(Duty.WINDOW_CLERK)) {
                ways.add(ofAppeals((clue, query, is) -> is.equal(clue.get("registeredBy"), viewer.username())));
                ways.add(ofAppeals((clue, query, is) -> is.equal(clue.get("card"), Card.BLUE)));
                ways.add(ofAppeals((clue, query, is) ->
                        is.and(is.isNull(clue.get("card")), is.equal(clue.get("proposedCard"), Card.BLUE))));
            }
            if (!viewer.units().isEmpty()) {
                ways.add(ofAppeals((clue, query, is) -> clue.get("leadUnit").in(viewer.units())));
                ways.add(ofAppeals(assistedBy(viewer.units())));
            }
        }
        if (viewer.holdsAny(Right.SEE_CLUE.ofReports())) {
            ways.add((clue, query, is) -> is.equal(clue.get("content").get("kind"), ClueKind.REPORT));
        }
        if (ways.isEmpty()) {
            ways.add((clue, query, is) -> is.disjunction());
        }
        return viewer.keptOutOf().isEmpty()
                ? ways
                : ways.stream()
                        .map(way -> way.and(
                                (clue, query, is) -> is.not(clue.get("number").in(viewer.keptOutOf()))))
                        .toList();
    }

    private static Specification<Clue> ofAppeals(Specification<Clue> those) {
        return those.and((clue, query, is) -> is.notEqual(clue.get("content").get("kind"), ClueKind.REPORT));
    }

    /** The clues in which one of these units assists. */
    static Specification<Clue> assistedBy(Collection<String> units) {
        return (clue, query, is) -> {
            var assists = query.subquery(String.class);
            var assisted = assists.from(Clue.class);
            assists.select(assisted.get("number"))
                    .where(assisted.<Clue, String>join("assistUnits").in(units));
            return clue.get("number").in(assists);
        };
    }

    /**
     * Whether the viewer may have the reporter's contact data now: the handling units while they handle and only with the
     * reporter's consent, the caller while a call-back is owed; never in a report against a person.
     */
    public boolean mayContact(Viewer viewer, Clue clue) {
        return !viewer.keepsOutOf(clue)
                && (clue.content().consent() == Consent.UNIT_MAY_KNOW && has(Right.CONTACT_HANDLING, viewer, clue)
                        || has(Right.CONTACT_CALLING_BACK, viewer, clue));
    }

    /** Whether the viewer may see who reported in masked form. */
    public boolean maySeeMasked(Viewer viewer, Clue clue) {
        return may(Right.SEE_MASKED, viewer, clue);
    }

    /**
     * The duty in which the viewer may ask to be shown who reported: the office about what it handles, discipline
     * inspectors about what is handed to them, and about a report against a person nobody but its desk. A unit asks the
     * office in words. Nobody asks about a clue that concerns the own unit.
     */
    public Optional<Duty> asksForIdentity(Viewer viewer, Clue clue) {
        var asking = isReport(clue) ? Right.ASK_WHO_REPORTED.ofReports() : Right.ASK_WHO_REPORTED.duties();
        return maySee(viewer, clue) && !isConcerned(viewer, clue)
                ? asking.stream().filter(viewer.duties()::contains).findFirst()
                : Optional.empty();
    }

    /** Whether the viewer may read who asked to know the reporter, why, and what came of it; never who it is. */
    public boolean mayReadReveals(Viewer viewer, Clue clue) {
        return may(Right.READ_REVEALS, viewer, clue);
    }

    /** Whether the clue is about the viewer's own unit, or was dispatched to it: then its reporter is none of the viewer's. */
    public boolean isConcerned(Viewer viewer, Clue clue) {
        var concerned = Optional.ofNullable(clue.content().concernedUnit());
        return isUnits(viewer, clue)
                || concerned.filter(viewer.units()::contains).isPresent()
                || concerned.isPresent()
                        && organization
                                .person(viewer.username())
                                .map(Person::unit)
                                .equals(concerned.map(organization::current));
    }
}
