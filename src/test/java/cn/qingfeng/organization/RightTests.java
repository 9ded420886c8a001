package cn.qingfeng.organization;

import static cn.qingfeng.organization.Duty.ADMIN;
import static cn.qingfeng.organization.Duty.COUNTY_LEADER;
import static cn.qingfeng.organization.Duty.HANDLER;
import static cn.qingfeng.organization.Duty.PROCESS_OWNER;
import static cn.qingfeng.organization.Duty.REPORT_DESK;
import static cn.qingfeng.organization.Duty.UNIT_LEADER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of who may what, held against the county plan's roles. */
class RightTests {

    /** Everything that is about what is in clues and who is behind them. */
    private static final Set<Right> TO_CLUES = EnumSet.range(Right.SEE_CLUE, Right.READ_REVEAL_PACK);

    /** What may be done with matters; of which kinds, each kind's diagram says. */
    private static final Set<Right> TO_MATTERS = EnumSet.range(Right.SEE_MATTER, Right.STEER_MATTER);

    private static final Pattern BY_NAME = Pattern.compile("@?rights\\.has\\(\\w+, ['\"](\\w+)['\"]\\)");
    private static final Pattern OWN_RULE =
            Pattern.compile("hasA\\w+Authority\\('|static final (?:Set|List)<Duty> (\\w+)");

    @Test
    void whoOwnsProcessesOrAccountsHasNoRightToAnyClue() {
        for (var right : TO_CLUES) {
            assertThat(right.anyhow()).as(right.name()).doesNotContain(PROCESS_OWNER, ADMIN);
        }
    }

    @ParameterizedTest
    @EnumSource(Right.class)
    void reportsAgainstPersonsAreTheirDesksAloneAndTheDeskHasNothingElseButMattersOfItsKinds(Right right) {
        assertThat(right.ofReports()).isSubsetOf(REPORT_DESK);
        assertThat(right.ownOnly()).doesNotContain(REPORT_DESK);
        if (!TO_MATTERS.contains(right)) {
            assertThat(right.duties()).doesNotContain(REPORT_DESK);
        }
    }

    @Test
    void aUnitHasRightsToItsOwnCluesOnly() {
        for (var right : TO_CLUES) {
            assertThat(right.duties()).as(right.name()).doesNotContain(HANDLER, UNIT_LEADER);
        }
    }

    @Test
    void nobodyHasARightToACluesWithoutSeeingIt() {
        for (var right : TO_CLUES) {
            assertThat(Right.SEE_CLUE.anyhow()).as(right.name()).containsAll(right.anyhow());
        }
    }

    /** The county leaders see figures and redacted clues; they change nothing here. */
    @Test
    void countyLeadersReadAndDoNotAct() {
        assertThat(EnumSet.allOf(Right.class).stream()
                        .filter(right -> right.anyhow().contains(COUNTY_LEADER)))
                .containsExactlyInAnyOrder(
                        Right.SEE_CLUE,
                        Right.READ_OFFICES,
                        Right.SEE_FIRMS,
                        Right.SEE_SURVEYS,
                        Right.SEE_SCORES,
                        Right.SEE_WARNINGS,
                        Right.SEE_LINKS,
                        Right.HAVE_CASES,
                        Right.SEE_MATTER,
                        Right.WATCH_BOARD,
                        Right.READ_PACKS,
                        Right.BE_TOLD_OF_PACKS);
    }

    @Test
    void onlyTheReportersOwnHandlersAndTheOfficesThatCallHaveContactData() {
        assertThat(Right.CONTACT_HANDLING.anyhow()).containsExactlyInAnyOrder(HANDLER, UNIT_LEADER);
        assertThat(Right.CONTACT_CALLING_BACK.anyhow()).containsExactly(Duty.CALLER);
    }

    /** Pages, annotations and rooms below ask by name; and nobody keeps a second table. */
    @Test
    void everyNameThatIsAskedForIsARightAndNobodyKeepsAnotherTable() throws IOException {
        var asked = new TreeSet<String>();
        var tables = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    (Iterable<Path>) files.filter(each -> each.toString().endsWith(".java"))::iterator) {
                var text = Files.readString(file);
                BY_NAME.matcher(text).results().forEach(found -> asked.add(found.group(1)));
                OWN_RULE.matcher(text).results().forEach(found -> tables.add(file.getFileName() + " " + found.group()));
            }
        }
        assertThat(asked).isNotEmpty().isSubsetOf(names());
        // Not who may, but who must keep out, who cannot be stood in for, whose word two heads need, whose turn it is.
        assertThat(tables)
                .containsExactlyInAnyOrder(
                        "Recusals.java static final Set<Duty> KEPT_OUT_OF_OWN",
                        "Recusals.java static final Set<Duty> JUDGING",
                        "Absences.java static final Set<Duty> NEVER",
                        "GuardedChanges.java static final Set<Duty> DISCIPLINE",
                        "GuardedChanges.java static final Set<Duty> HEADS",
                        "Awaited.java static final Set<Duty> OF_A_UNIT");
    }

    private static List<String> names() {
        return EnumSet.allOf(Right.class).stream().map(Right::name).toList();
    }
}
