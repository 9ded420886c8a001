package cn.qingfeng;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The map of the house is a test: which room may use which, and where the engine may be touched. */
class ModularityTests {

    static final ApplicationModules ROOMS = ApplicationModules.of(QingfengApplication.class);

    /** Below every feature: words in one normal form, keys, starting and stopping, the edge to browsers, time and turns. */
    private static final Set<String> GROUND = Set.of("text", "keys", "operation", "web", "calendar", "schedule");

    private static final Set<String> FEATURES = Set.of(
            "organization",
            "clue",
            "reporter",
            "form",
            "draft",
            "evidence",
            "supervision",
            "discipline",
            "disclosure",
            "redaction",
            "recusal",
            "ending",
            "notification",
            "intake",
            "paper",
            "meeting",
            "province",
            "outward",
            "insight",
            "matter",
            "pledge",
            "tolerance",
            "conduct",
            "visit",
            "instruction",
            "exposure",
            "clarification",
            "evaluation");

    /** What each room may use beside the ground, as the design says; rooms below the line may use every feature. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("text", Set.of()),
            Map.entry("keys", Set.of()),
            Map.entry("operation", Set.of()),
            Map.entry("web", Set.of()),
            Map.entry("calendar", Set.of()),
            Map.entry("schedule", Set.of()),
            Map.entry("organization", Set.of()),
            Map.entry("clue", Set.of("organization")),
            Map.entry("reporter", Set.of("clue")),
            Map.entry("form", Set.of()),
            Map.entry("draft", Set.of()),
            Map.entry("evidence", Set.of("clue", "organization")),
            Map.entry("supervision", Set.of("clue", "organization")),
            // What the county calls by a word of its own: each with its table, its rule and its page.
            Map.entry("discipline", Set.of("clue", "organization")),
            Map.entry("disclosure", Set.of("clue", "reporter", "organization")),
            Map.entry("redaction", Set.of("clue", "reporter")),
            Map.entry("recusal", Set.of("clue", "organization", "supervision")),
            Map.entry("ending", Set.of("clue")),
            Map.entry("notification", Set.of("organization")),
            Map.entry(
                    "intake",
                    Set.of("clue", "reporter", "evidence", "organization", "form", "draft", "redaction", "recusal")),
            Map.entry("paper", Set.of("organization", "clue", "evidence", "supervision", "redaction")),
            Map.entry("meeting", Set.of("organization", "clue", "supervision", "redaction", "paper")),
            // The ways out to the province and to the county's other systems.
            Map.entry("province", Set.of("clue", "reporter", "organization", "intake")),
            Map.entry("outward", Set.of("clue", "organization")),
            Map.entry(
                    "insight",
                    Set.of(
                            "organization",
                            "paper",
                            "province",
                            "clue",
                            "reporter",
                            "form",
                            "evidence",
                            "supervision",
                            "disclosure",
                            "redaction",
                            "recusal",
                            "ending",
                            "notification",
                            "intake")),
            // Every further kind of case.
            Map.entry(
                    "matter",
                    Set.of("clue", "organization", "evidence", "form", "notification", "insight", "supervision")),
            // Promises before the camera: matters with a rule of their own, out of which clues come.
            Map.entry("pledge", Set.of("matter", "intake", "clue", "organization", "form", "redaction")),
            Map.entry("tolerance", Set.of("matter", "clue", "organization", "notification", "insight")),
            // Rounds of evaluation, scores and what follows from them.
            Map.entry(
                    "evaluation",
                    Set.of(
                            "matter",
                            "visit",
                            "intake",
                            "clue",
                            "organization",
                            "form",
                            "notification",
                            "insight",
                            "paper",
                            "redaction",
                            "reporter")),
            Map.entry("clarification", Set.of("matter", "clue", "organization")),
            Map.entry("exposure", Set.of("matter", "clue", "organization", "form", "redaction")),
            Map.entry("instruction", Set.of("matter", "clue", "form")),
            Map.entry("conduct", Set.of("organization", "form", "notification")),
            // Firms and who comes to them: matters with a rule of their own, out of which clues come.
            Map.entry("visit", Set.of("matter", "intake", "clue", "organization", "insight", "reporter")),
            // Where features meet that know nothing of each other, and nothing of the engine.
            Map.entry("casework", FEATURES),
            Map.entry("security", Set.of("organization")),
            // Whose rights the engine asks about is one class's to say.
            Map.entry("process", featuresAnd("security", "casework")),
            Map.entry("console", featuresAnd("security")),
            // The demo county walks its clues at the real process's desks.
            Map.entry("sample", featuresAnd("process")));

    /** Which of the ground's rooms stand on which. */
    private static final Map<String, Set<String>> GROUND_ON_GROUND = Map.of(
            "operation", Set.of("keys"),
            "calendar", Set.of("web"),
            "web", Set.of("operation", "text"),
            "schedule", Set.of("calendar", "web"));

    /** Rooms that show or cover who reported. Nobody else may name the door behind which identities are opened. */
    private static final Set<String> OPEN_IDENTITIES = Set.of("disclosure", "redaction");

    private static final int MOST_FILES = 17;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("cn.qingfeng");

    private static Set<String> featuresAnd(String... more) {
        var rooms = new TreeSet<>(FEATURES);
        rooms.addAll(Set.of(more));
        return rooms;
    }

    @Test
    void roomsKeepToTheirNeighbours() {
        ROOMS.verify();
    }

    @Test
    void everyRoomSaysInItsPackageWhatItMayUseAndNoMoreThanTheDesignAllows() {
        var beyond = new TreeMap<String, Set<String>>();
        for (var room : ROOMS) {
            var name = room.getIdentifier().toString();
            var says = CLASSES.getPackage(room.getBasePackage().getName()).getAnnotationOfType(ApplicationModule.class);
            // A room that shows a second door ("supervision :: schedule") is still that room.
            var more = Arrays.stream(says.allowedDependencies())
                    .map(used -> used.replaceFirst("\\s*::.*", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            more.removeAll(MAY_USE.getOrDefault(name, Set.of()));
            more.removeAll(GROUND.contains(name) ? GROUND_ON_GROUND.getOrDefault(name, Set.of()) : GROUND);
            if (!more.isEmpty()) {
                beyond.put(name, more);
            }
        }
        assertThat(beyond).isEmpty();
    }

    @Test
    void onlyWhoShowsOrCoversWhoReportedMayNameTheVault() {
        var named = new TreeSet<String>();
        for (var room : ROOMS) {
            var says = CLASSES.getPackage(room.getBasePackage().getName()).getAnnotationOfType(ApplicationModule.class);
            Arrays.stream(says.allowedDependencies())
                    .filter(used -> used.matches("reporter\\s*::\\s*(vault|\\*)"))
                    .forEach(used -> named.add(room.getIdentifier().toString()));
        }
        assertThat(named).isEqualTo(new TreeSet<>(OPEN_IDENTITIES));
    }

    /** A folder that one looks through at a glance. */
    @Test
    void noFolderHoldsMoreThanAReaderLooksThroughAtAGlance() {
        var crowded = new TreeMap<String, Long>();
        CLASSES.stream()
                .filter(type -> !type.getSimpleName().equals("package-info") && type.isTopLevelClass())
                .collect(Collectors.groupingBy(type -> type.getPackageName(), Collectors.counting()))
                .forEach((folder, count) -> {
                    if (count > MOST_FILES) {
                        crowded.put(folder, count);
                    }
                });
        assertThat(crowded).isEmpty();
    }

    @Test
    void onlyThreeRoomsTouchTheEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackages("cn.qingfeng.process..", "cn.qingfeng.console..", "cn.qingfeng.security..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.camunda..")
                .check(CLASSES);
    }

    @Test
    void nobodyAsksTheMachineForTheTime() {
        noClasses()
                .that()
                .resideOutsideOfPackage("cn.qingfeng.calendar..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.LocalDateTime.class, "now")
                .orShould()
                .callMethod(java.time.ZonedDateTime.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .because("the county's clock can be moved, and limits are counted by it")
                .check(CLASSES);
    }

    @Test
    void sqlIsWrittenInOneWay() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.jdbc.core.simple..")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.jdbc.core.namedparam..")
                .because("ADR 136: what decides is an entity, the rest is JdbcTemplate")
                .check(CLASSES);
    }

    @Test
    void dependenciesComeThroughConstructors() {
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(CLASSES);
    }
}
