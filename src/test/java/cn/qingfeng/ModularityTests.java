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

    private static final Set<String> FEATURES = Set.of(
            "text",
            "calendar",
            "organization",
            "clue",
            "reporter",
            "form",
            "draft",
            "evidence",
            "supervision",
            "notification",
            "intake",
            "insight");

    /** What each room may use, as the design says; rooms below the line may use every feature. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            // Words, names and numbers in one normal form: below every feature.
            Map.entry("text", Set.of()),
            Map.entry("calendar", Set.of()),
            Map.entry("organization", Set.of("text")),
            Map.entry("clue", Set.of("organization", "calendar", "text")),
            Map.entry("reporter", Set.of("clue", "text")),
            Map.entry("form", Set.of("text")),
            Map.entry("draft", Set.of()),
            Map.entry("evidence", Set.of("clue", "organization", "supervision", "text")),
            Map.entry("supervision", Set.of("clue", "calendar", "organization")),
            Map.entry("notification", Set.of("organization", "text")),
            Map.entry("intake", Set.of("clue", "reporter", "evidence", "organization", "form", "draft", "text")),
            Map.entry(
                    "insight",
                    Set.of(
                            "text",
                            "calendar",
                            "organization",
                            "clue",
                            "reporter",
                            "form",
                            "evidence",
                            "supervision",
                            "notification",
                            "intake")),
            Map.entry("security", Set.of("organization")),
            // Whose rights the engine asks about is one class's to say.
            Map.entry("process", featuresAnd("security")),
            Map.entry("console", featuresAnd("security")),
            // The demo county walks its clues at the real process's desks.
            Map.entry("sample", featuresAnd("process")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("cn.qingfeng");

    private static Set<String> featuresAnd(String room) {
        var rooms = new TreeSet<>(FEATURES);
        rooms.add(room);
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
            if (!more.isEmpty()) {
                beyond.put(name, more);
            }
        }
        assertThat(beyond).isEmpty();
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
    void dependenciesComeThroughConstructors() {
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(CLASSES);
    }
}
