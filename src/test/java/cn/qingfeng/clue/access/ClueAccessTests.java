package cn.qingfeng.clue.access;

import static cn.qingfeng.clue.SomeClue.UNIT;
import static cn.qingfeng.clue.SomeClue.aClue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anySet;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.SomeClue;
import cn.qingfeng.clue.content.Consent;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who sees what of a clue, duty by duty; the same is said to the database and tried there by the pages' own tests. */
class ClueAccessTests {

    private final Organization organization = mock();
    private final KeepingOut keepingOut = mock();
    private final ClueAccess access = new ClueAccess(organization, keepingOut);

    @BeforeEach
    void aCounty() {
        when(organization.withPredecessors(anySet())).thenAnswer(call -> call.getArgument(0));
        when(organization.person(any())).thenReturn(Optional.empty());
        when(organization.current(any())).thenAnswer(call -> call.getArgument(0));
        when(keepingOut.cluesOf(any())).thenReturn(Set.of());
    }

    @Test
    void anAppealIsSeenByTheOfficesTheWindowThatHasItAndTheUnitsThatWereGivenIt() {
        assertThat(seeing(aClue().at(ClueStatus.HANDLING)))
                .containsExactlyInAnyOrder(
                        Duty.GRADER,
                        Duty.OFFICE_HEAD,
                        Duty.GROUP_HEAD,
                        Duty.CALLER,
                        Duty.SUPERVISOR,
                        Duty.DISCIPLINE,
                        Duty.COUNTY_LEADER,
                        Duty.HANDLER,
                        Duty.UNIT_LEADER);
        assertThat(seeing(aClue().card(Card.BLUE).at(ClueStatus.HANDLING))).contains(Duty.WINDOW_CLERK);
        assertThat(seeing(aClue().by("somebody").at(ClueStatus.HANDLING))).contains(Duty.WINDOW_CLERK);
        assertThat(seeing(aClue().at(ClueStatus.REGISTERED)))
                .doesNotContain(Duty.HANDLER, Duty.UNIT_LEADER, Duty.ADMIN, Duty.PROCESS_OWNER);
    }

    @Test
    void aReportAgainstAPersonIsSeenByItsDeskAndNobodyElse() {
        assertThat(seeing(aClue().kind(ClueKind.REPORT).at(ClueStatus.REGISTERED)))
                .containsExactly(Duty.REPORT_DESK);
    }

    @Test
    void whoeverKeepsOutSeesNothingWhateverTheDuty() {
        var clue = aClue().at(ClueStatus.CALLING_BACK);
        for (var duty : Duty.values()) {
            var viewer = new Viewer("somebody", EnumSet.of(duty), Set.of(UNIT), Set.of(SomeClue.NUMBER));
            assertThat(access.maySee(viewer, clue)).as("%s", duty).isFalse();
            assertThat(access.mayContact(viewer, clue)).isFalse();
            assertThatThrownBy(() -> access.requireSight(viewer, clue))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
        }
    }

    @Test
    void anAssistingUnitSeesItAndAnotherUnitDoesNot() {
        var clue = aClue().at(ClueStatus.HANDLING);
        assertThat(access.maySee(at("tax", Duty.HANDLER), clue)).isTrue();
        assertThat(access.maySee(at("housing", Duty.HANDLER), clue)).isFalse();
    }

    @ParameterizedTest(name = "{0}, {1} of {2}")
    @CsvSource({
        "HANDLING, UNIT_MAY_KNOW, HANDLER, true",
        "DISPATCHED, UNIT_MAY_KNOW, UNIT_LEADER, true",
        "UNDER_REVIEW, UNIT_MAY_KNOW, HANDLER, true",
        "HANDLING, OFFICE_ONLY, HANDLER, false",
        "RETURNED, UNIT_MAY_KNOW, HANDLER, false",
        "CALLING_BACK, UNIT_MAY_KNOW, HANDLER, false",
        "CLOSED, UNIT_MAY_KNOW, HANDLER, false",
        "CALLING_BACK, OFFICE_ONLY, CALLER, true",
        "CONCLUDING, OFFICE_ONLY, CALLER, true",
        "HANDLING, OFFICE_ONLY, CALLER, false",
        "CALLING_BACK, OFFICE_ONLY, OFFICE_HEAD, false"
    })
    void contactDataIsTheUnitsByConsentWhileItHandlesAndTheCallersWhileACallIsOwed(
            ClueStatus status, Consent consent, Duty duty, boolean may) {
        assertThat(access.mayContact(at(UNIT, duty), aClue().consent(consent).at(status)))
                .isEqualTo(may);
    }

    @Test
    void contactDataOfAReportIsNobodys() {
        var report = aClue().kind(ClueKind.REPORT).at(ClueStatus.REGISTERED);
        assertThat(Duty.values()).noneMatch(duty -> access.mayContact(at(UNIT, duty), report));
        assertThat(Duty.values()).noneMatch(duty -> access.maySeeMasked(at(UNIT, duty), report));
    }

    @Test
    void maskedItIsSeenByThoseWhoWorkForTheCountyOnIt() {
        assertThat(duties(viewer -> access.maySeeMasked(viewer, aClue().at(ClueStatus.HANDLING))))
                .containsExactlyInAnyOrder(
                        Duty.GRADER, Duty.OFFICE_HEAD, Duty.GROUP_HEAD, Duty.CALLER, Duty.SUPERVISOR, Duty.DISCIPLINE);
    }

    @Test
    void itIsReadAsToldByTheOfficesAndElseAsItWasScreened() {
        var clue = aClue().at(ClueStatus.HANDLING);
        assertThat(duties(viewer -> access.readsAsTold(viewer, clue)))
                .containsExactlyInAnyOrder(
                        Duty.WINDOW_CLERK, Duty.GRADER, Duty.OFFICE_HEAD, Duty.GROUP_HEAD, Duty.CALLER);
        assertThat(access.readsAsTold(
                        at(UNIT, Duty.REPORT_DESK),
                        aClue().kind(ClueKind.REPORT).at(ClueStatus.REGISTERED)))
                .isTrue();
        assertThat(access.contentFor(at(UNIT, Duty.HANDLER), clue)).isEqualTo(clue.screened());
    }

    @ParameterizedTest
    @EnumSource(ClueStatus.class)
    void itIsEndedAndScreenedByTheOfficesWhileItIsOpen(ClueStatus status) {
        var clue = aClue().card(Card.BLUE).at(status);
        var open = !status.isEnd();
        assertThat(duties(viewer -> access.mayEnd(viewer, clue)))
                .isEqualTo(open ? EnumSet.of(Duty.GRADER, Duty.OFFICE_HEAD, Duty.GROUP_HEAD) : Set.of());
        assertThat(access.mayScreen(at(UNIT, Duty.GRADER), clue)).isEqualTo(open);
        assertThat(access.mayScreen(at(UNIT, Duty.HANDLER), clue)).isFalse();
    }

    @Test
    void aReportIsNeitherEndedNorScreenedThisWay() {
        var report = aClue().kind(ClueKind.REPORT).at(ClueStatus.REGISTERED);
        assertThat(duties(viewer -> access.mayEnd(viewer, report) || access.mayScreen(viewer, report)))
                .isEmpty();
    }

    @Test
    void whoReportedIsAskedForInTheFirstOfTheDutiesAndNeverAboutTheOwnUnit() {
        var clue = aClue().at(ClueStatus.HANDLING);
        assertThat(asked(clue, Duty.CALLER, Duty.GRADER)).contains(Duty.GRADER);
        assertThat(asked(clue, Duty.SUPERVISOR)).isEmpty();
        assertThat(access.asksForIdentity(
                        new Viewer("somebody", EnumSet.of(Duty.GRADER, Duty.HANDLER), Set.of(UNIT), Set.of()), clue))
                .as("its unit")
                .isEmpty();
        when(organization.person("somebody"))
                .thenReturn(Optional.of(
                        mock(Person.class, call -> call.getMethod().getName().equals("unit") ? "housing" : null)));
        assertThat(asked(clue, Duty.GRADER)).as("works where the clue points").isEmpty();
    }

    @Test
    void aReportsReporterIsAskedForByItsDeskAlone() {
        var report = aClue().kind(ClueKind.REPORT).at(ClueStatus.REGISTERED);
        assertThat(asked(report, Duty.REPORT_DESK)).contains(Duty.REPORT_DESK);
        assertThat(asked(report, Duty.OFFICE_HEAD)).isEmpty();
    }

    @Test
    void whoLeadsTheWindowsUnitSeesWhatItsClerksSee() {
        when(organization.dutiesOf("leader")).thenReturn(List.of(new HeldDuty(Duty.UNIT_LEADER, "center")));
        var clerk = mock(Person.class, call -> call.getMethod().getName().equals("unit") ? "center" : null);
        when(organization.peopleWith(Duty.WINDOW_CLERK)).thenReturn(List.of(clerk));
        assertThat(access.viewer("leader").duties()).containsExactly(Duty.UNIT_LEADER);
        when(organization.mayAct("leader", Duty.UNIT_LEADER, "center")).thenReturn(true);
        assertThat(access.viewer("leader").duties()).containsExactly(Duty.WINDOW_CLERK, Duty.UNIT_LEADER);
    }

    private Optional<Duty> asked(Clue clue, Duty first, Duty... more) {
        return access.asksForIdentity(new Viewer("somebody", EnumSet.of(first, more), Set.of(), Set.of()), clue);
    }

    private Set<Duty> seeing(Clue clue) {
        return duties(viewer -> access.maySee(viewer, clue));
    }

    private static Set<Duty> duties(Predicate<Viewer> may) {
        return Arrays.stream(Duty.values())
                .filter(duty -> may.test(at(UNIT, duty)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Duty.class)));
    }

    /** Somebody with this duty; at the unit, where it is a unit's. */
    private static Viewer at(String unit, Duty duty) {
        return new Viewer("somebody", EnumSet.of(duty), duty.perUnit() ? Set.of(unit) : Set.of(), Set.of());
    }
}
