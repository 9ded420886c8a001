package cn.qingfeng;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every text that pages and code ask for exists: also those whose key is put together at run time. */
class MessageKeysTests {

    private static final Path JAVA = Path.of("src/main/java");
    private static final Path PAGES = Path.of("src/main/resources/templates");

    /** {@code "prefix."} followed by what is added, in code and in pages. */
    private static final Pattern BUILT_IN_CODE = Pattern.compile("\"([a-z][\\w-]*(?:\\.[\\w-]+)*\\.)\"");

    private static final Pattern BUILT_IN_PAGE = Pattern.compile("#\\{\\s*'([\\w.-]+\\.)'\\s*\\+");
    private static final Pattern IN_CODE = Pattern.compile("\"([a-z][\\w-]*(?:\\.[\\w-]+)+)\"");
    private static final Pattern IN_PAGE =
            Pattern.compile("#\\{\\s*([a-zA-Z][\\w.-]*)\\s*[}(]|#messages\\.msg\\('([\\w.-]+)'");

    /** Names of the engine's messages, which nobody reads. */
    private static final Set<String> NOT_TEXTS = Set.of(
            "clue.withdrawn",
            "clue.merged",
            "clue.corrected",
            "clue.replyNotOwed",
            "letter.moot",
            "order.over",
            "reveal.withdrawn");

    /** What may follow a prefix: all constants of these types, by names below {@code cn.qingfeng}. */
    private static final Map<String, List<String>> OF_TYPES = Map.ofEntries(
            entry("action.", List.of("supervision.Powers$Action")),
            entry("card.", List.of("clue.Card")),
            entry("channel.", List.of("clue.Channel", "notification.Channel")),
            entry("clue.status.", List.of("clue.ClueStatus")),
            entry("consent.", List.of("clue.Consent")),
            entry("county.change.", List.of("organization.CountyBook$Change")),
            entry("county.subject.", List.of("organization.CountyBook$Subject")),
            entry("file.group.", List.of("evidence.FileType$Group")),
            entry("file.type.", List.of("evidence.FileType")),
            entry("kind.", List.of("clue.ClueKind")),
            entry("limit.", List.of("supervision.LimitKind")),
            entry("limit.change.", List.of("supervision.LimitChange$Cause")),
            entry("notice.audience.", List.of("notification.Audience")),
            entry("notice.place.", List.of("notification.Place")),
            entry("order.conclusion.", List.of("supervision.OrderConclusion")),
            entry("order.ground.", List.of("supervision.OrderGround")),
            entry("order.level.", List.of("supervision.OrderLevel")),
            entry("order.state.", List.of("supervision.OrderState")),
            entry("organization.duty.", List.of("organization.Duty")),
            entry("organization.group.", List.of("organization.UnitGroup")),
            entry("part.", List.of("clue.Part")),
            entry("plaque.kind.", List.of("intake.plaque.PlaqueKind")),
            entry("rated.solved.", List.of("clue.CallBack$Solved")),
            entry("rating.", List.of("clue.CallBack$Rating")),
            entry("recusal.cause.", List.of("clue.Recusals$Cause")),
            entry("result.", List.of("clue.Result")),
            entry("reveal.state.", List.of("reporter.RevealState")),
            entry("scan.", List.of("intake.plaque.Scan$Standing")),
            entry("schedule.status.", List.of("supervision.schedule.Runs$Status")),
            entry("solved.", List.of("clue.CallBack$Solved")),
            entry("stage.", List.of("clue.SupervisionStage")),
            entry("telltale.", List.of("reporter.Telltales$Kind")),
            entry("time.kind.", List.of("supervision.TimeKind")),
            entry("time.state.", List.of("supervision.TimeState")),
            entry("timeline.", List.of("clue.Act")));

    private static final Set<String> TEXTS = new TreeSet<>();

    @BeforeAll
    static void texts() throws IOException {
        var texts = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/messages.properties"))) {
            texts.load(file);
        }
        TEXTS.addAll(texts.stringPropertyNames());
    }

    @Test
    void whatAPageNamesExists() throws IOException {
        var missing = new TreeSet<String>();
        read(
                PAGES,
                ".html",
                (file, page) -> IN_PAGE.matcher(page)
                        .results()
                        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                        .filter(key -> !key.endsWith(".") && !TEXTS.contains(key))
                        .forEach(key -> missing.add(key + " in " + file)));
        assertThat(missing).isEmpty();
    }

    @Test
    void whatCodeNamesExists() throws IOException {
        var families = TEXTS.stream().map(key -> key.split("\\.")[0]).collect(Collectors.toSet());
        var missing = new TreeSet<String>();
        read(
                JAVA,
                ".java",
                (file, code) -> IN_CODE.matcher(code)
                        .results()
                        .map(found -> found.group(1))
                        .filter(key -> families.contains(key.split("\\.")[0]))
                        .filter(key -> !TEXTS.contains(key) && !NOT_TEXTS.contains(key) && !begins(key + "."))
                        .forEach(key -> missing.add(key + " in " + file)));
        assertThat(missing).isEmpty();
    }

    @Test
    void whatIsPutTogetherExistsForEveryConstantThatCanFollow() {
        var missing = new TreeSet<String>();
        OF_TYPES.forEach((prefix, types) -> types.forEach(type -> constants(type)
                .map(constant -> prefix + constant)
                .filter(key -> !TEXTS.contains(key))
                .forEach(missing::add)));
        constants("notification.NoticeEvent")
                .flatMap(event -> Stream.of("notice." + event + ".subject", "notice." + event + ".body"))
                .filter(key -> !TEXTS.contains(key))
                .forEach(missing::add);
        assertThat(missing).isEmpty();
    }

    @Test
    void everyPrefixBeginsAText() throws IOException {
        var families = TEXTS.stream().map(key -> key.split("\\.")[0]).collect(Collectors.toSet());
        var empty = new TreeMap<String, String>();
        BiConsumer<Path, String> code = (file, text) -> Stream.of(BUILT_IN_CODE, BUILT_IN_PAGE)
                .flatMap(pattern -> pattern.matcher(text).results())
                .map(found -> found.group(1))
                .filter(prefix -> families.contains(prefix.split("\\.")[0]) && !begins(prefix))
                .forEach(prefix -> empty.put(prefix, file.toString()));
        read(JAVA, ".java", code);
        read(PAGES, ".html", code);
        assertThat(empty).isEmpty();
    }

    @Test
    void everyJobHasANameAndSaysWhatItDoes() throws IOException {
        var keys = new ArrayList<String>();
        var key = Pattern.compile("String key\\(\\) \\{\\s*return \"([\\w-]+)\";");
        read(JAVA, ".java", (file, code) -> {
            if (code.contains("implements CountyJob")) {
                key.matcher(code).results().forEach(found -> keys.add(found.group(1)));
            }
        });
        assertThat(keys).hasSizeGreaterThan(10);
        assertThat(keys.stream()
                        .flatMap(job -> Stream.of("schedule.job." + job, "schedule.about." + job))
                        .filter(text -> !TEXTS.contains(text)))
                .isEmpty();
    }

    @Test
    void everyFormThatSomebodyFillsInHasAName() throws IOException {
        try (var forms = Files.list(Path.of("forms"))) {
            assertThat(forms.map(form -> "step." + form.getFileName().toString().replace(".form", ""))
                            .filter(text -> !TEXTS.contains(text)))
                    .isEmpty();
        }
    }

    private static boolean begins(String prefix) {
        return TEXTS.stream().anyMatch(key -> key.startsWith(prefix));
    }

    private static Stream<String> constants(String type) {
        try {
            return Arrays.stream(Class.forName("cn.qingfeng." + type).getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name());
        } catch (ClassNotFoundException gone) {
            throw new AssertionError("this test names a type that is no more", gone);
        }
    }

    private static void read(Path folder, String ending, BiConsumer<Path, String> reader) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(path -> path.toString().endsWith(ending))
                    .sorted()
                    .toList()) {
                reader.accept(file, withoutComments(Files.readString(file)));
            }
        }
    }

    private static String withoutComments(String text) {
        return Pattern.compile("/\\*.*?\\*/|(?m)^\\s*//.*$", Pattern.DOTALL)
                .matcher(text)
                .replaceAll("");
    }
}
