package cn.qingfeng.insight;

import cn.qingfeng.clue.CallBack;
import cn.qingfeng.clue.Result;
import cn.qingfeng.clue.SupervisionStage;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.Viewer;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.Right;
import cn.qingfeng.organization.Unit;
import cn.qingfeng.organization.UnitGroup;
import cn.qingfeng.organization.place.Enterprise;
import cn.qingfeng.organization.place.Places;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** What the page offers a reader to choose from: no more than {@link LedgerWishes} answers, and the county's part-ledgers (分台账). */
@Component
class LedgerOptions {

    /** A part of the ledger under its own name, {@code ledger.part.<name>}. */
    record Part(String name, LedgerQuery query) {
        /** Its first page. */
        public String address() {
            return query.at(0);
        }

        public boolean is(LedgerQuery other) {
            return query.fields().equals(other.fields()) && !other.voided();
        }
    }

    /**
     * Choices by filter; a list that is empty is none of the reader's.
     *
     * @param handlers names by username; {@code officers} likewise
     * @param masked whether the reader may narrow by what a firm is
     * @param findsReporters whether the reader may look for a reporter
     * @param acts what the reader may do to several clues at once, {@code batch.act.<NAME>}
     * @param meets whether the reader may put clues on a meeting's agenda
     * @param reports whether the reader sees reports against persons
     */
    record Options(
            List<SupervisionStage> stages,
            List<Result> results,
            List<CallBack.Solved> solveds,
            List<CallBack.Rating> ratings,
            List<ReportingChannel> channels,
            List<Unit> units,
            List<Unit> towns,
            Map<String, String> handlers,
            Map<String, String> officers,
            boolean masked,
            boolean findsReporters,
            boolean reports,
            List<String> acts,
            boolean meets,
            List<Part> parts) {}

    private final Organization organization;
    private final Places places;
    private final ClueAccess access;

    LedgerOptions(Organization organization, Places places, ClueAccess access) {
        this.organization = organization;
        this.places = places;
        this.access = access;
    }

    Options of(Viewer viewer) {
        var offices = viewer.has(Right.READ_OFFICES);
        var masked = viewer.has(Right.SEE_MASKED);
        var finds = viewer.has(Right.FIND_REPORTER);
        var units = organization.allUnits();
        return new Options(
                List.of(SupervisionStage.values()),
                List.of(Result.values()),
                List.of(CallBack.Solved.values()),
                List.of(CallBack.Rating.values()),
                offices ? List.of(ReportingChannel.values()) : List.of(),
                units,
                masked
                        ? units.stream()
                                .filter(unit -> unit.group() == UnitGroup.TOWN)
                                .toList()
                        : List.of(),
                handlers(viewer, offices),
                finds ? officers() : Map.of(),
                masked,
                finds,
                access.seesReports(viewer),
                acts(viewer),
                viewer.has(Right.CALL_MEETINGS),
                parts(offices, masked));
    }

    private Map<String, String> handlers(Viewer viewer, boolean offices) {
        var people = offices
                ? organization.peopleWith(Duty.HANDLER)
                : viewer.units().stream()
                        .flatMap(unit -> organization.peopleWith(Duty.HANDLER, unit).stream())
                        .toList();
        var names = new TreeMap<String, String>();
        people.forEach((Person person) -> names.put(person.username(), person.name()));
        return names;
    }

    private Map<String, String> officers() {
        return new TreeMap<>(organization.personNames(places.enterprises().stream()
                .map(Enterprise::chiefOfficer)
                .flatMap(Optional::stream)
                .distinct()
                .toList()));
    }

    /** Offered; whether the person may, each clue is asked. */
    private static List<String> acts(Viewer viewer) {
        var acts = new ArrayList<String>();
        if (viewer.duties().stream()
                .anyMatch(EnumSet.of(Duty.WINDOW_CLERK, Duty.OFFICE_HEAD, Duty.GROUP_HEAD)::contains)) {
            acts.add("DISPATCH");
        }
        if (viewer.duties().contains(Duty.HANDLER)) {
            acts.addAll(List.of("SIGN_FOR", "EXTEND"));
        }
        if (viewer.duties().contains(Duty.UNIT_LEADER)) {
            acts.add("SIGN_REPLY");
        }
        if (viewer.duties().contains(Duty.GRADER)) {
            acts.add("ACCEPT_BLUE");
        }
        if (viewer.duties().contains(Duty.CALLER)) {
            acts.add("CLOSE_BLUE");
        }
        if (viewer.has(Right.URGE)) {
            acts.add("URGE");
        }
        if (viewer.has(Right.ISSUE_PAPERS) || viewer.has(Right.ISSUE_ORDER_PAPERS)) {
            acts.add("PAPERS");
        }
        return acts;
    }

    private static List<Part> parts(boolean offices, boolean masked) {
        var parts = new ArrayList<Part>();
        parts.add(part("all", Map.of()));
        parts.add(part("followed", Map.of("followed", true)));
        parts.add(part("overdue", Map.of("overdue", true)));
        parts.add(part("red", Map.of("card", "RED", "open", true)));
        parts.add(part("orders", Map.of("orders", true)));
        parts.add(part("transferred", Map.of("result", "TRANSFERRED")));
        if (offices) {
            parts.addAll(Arrays.asList(
                    part("window", Map.of("channel", ReportingChannel.WINDOW.name())),
                    part("plaque", Map.of("channel", ReportingChannel.PLAQUE.name())),
                    part("officer", Map.of("channel", ReportingChannel.CHIEF_OFFICER.name())),
                    part("hotline", Map.of("channel", ReportingChannel.HOTLINE_12345.name()))));
        }
        if (masked) {
            parts.add(part("key", Map.of("keyEnterprise", true)));
        }
        return List.copyOf(parts);
    }

    private static Part part(String name, Map<String, ?> narrowing) {
        return new Part(name, LedgerQuery.of(narrowing));
    }
}
