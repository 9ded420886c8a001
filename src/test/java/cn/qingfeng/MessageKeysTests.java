package cn.qingfeng;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.testing.Accounts;
import cn.qingfeng.testing.FormsOfMatters;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    private static final Pattern NAMED = Pattern.compile("[a-z][\\w-]*(?:\\.[\\w-]+)+");

    /** Statuses of HTTP that a title stands for. */
    private static final Set<String> STATUS =
            Set.of("400", "401", "403", "404", "405", "406", "409", "411", "413", "415", "429", "500", "503");

    /** Names of the engine's messages, and of lists of words that are looked for: nobody reads them. */
    private static final Set<String> NOT_TEXTS = Set.of(
            "clue.withdrawn",
            "clue.merged",
            "clue.corrected",
            "clue.endedEarly",
            "clue.replyNotOwed",
            "letter.moot",
            "order.over",
            "paper.called",
            "reveal.withdrawn");

    private static final Set<String> LEDGER_DAYS = Set.of("registered", "due", "finished", "closed");

    /**
     * Keys that are put together at run time: what stands for the star, by the simple names of enums, the values of a form's field
     * or the very words. Each of them must have a text, and each such text must be one of them.
     */
    private static final Map<String, Set<String>> EVERY = Map.ofEntries(
            entry("absence.passing.*", names("Absences$Passing")),
            entry("absence.state.*", names("Absence$State")),
            entry("absence.step.*", names("AbsenceMoved$Step")),
            entry("action.*", names("Powers$Action")),
            entry("ledger.why-void.*", names("VoidedNumber$Reason")),
            entry("limit.because.*", Set.of("E", "S", "T")),
            entry("form.*", Set.of("date", "time", "datetime")),
            entry(
                    "calendar.because.*",
                    Set.of(
                            "days",
                            "naturalDays",
                            "hours",
                            "hoursFromOpening",
                            "open",
                            "sameDay",
                            "afterClose",
                            "freeDay",
                            "makeup",
                            "makeups",
                            "holiday",
                            "holidays",
                            "weekend",
                            "unofficial")),
            entry("calendar.changed.*", more(names("DayRule"), "CLEAR")),
            entry("calendar.edit.rule.*", more(names("DayRule"), "CLEAR")),
            entry("calendar.mark.*", names("DayRule")),
            entry("calendar.month.*", numbers(12)),
            entry("calendar.weekday.*", numbers(7)),
            entry("card.*", names("Card")),
            entry("channel-key.statement.*", Set.of("leaderInstruction", "mediaExposed")),
            entry("channel.*", names("clue/content/ReportingChannel", "notification/channel/NoticeChannel")),
            entry("clue.status.*", names("ClueStatus")),
            entry("consent.*", names("Consent")),
            entry("visit.way.*", names("visit/Way")),
            entry("visit.state.*", names("Visit$State")),
            entry("visit.result.*", names("Visit$Result")),
            entry("inspection.cause.*", names("Inspections$Cause")),
            entry("inspection.state.*", Set.of("AHEAD", "OVER", "OFF")),
            entry("firms.header.*", names("FirmTables$Column")),
            entry("console.filter.*.description", lower(names("TasklistFilters$View"))),
            entry("console.filter.*.name", lower(names("TasklistFilters$View"))),
            entry("county.ahead.act.*", names("CountyCommand$Act")),
            entry("county.ahead.short.*", names("CountyCommand$Act")),
            entry("county.ahead.state.*", names("PlannedChange$State")),
            entry("county.change.*", names("CountyBook$Change")),
            entry("county.subject.*", names("CountyBook$Subject")),
            entry("deployment.cell.*", Set.of("card", "course", "leadUnit", "assistUnits", "decider", "number")),
            entry("deployment.limit.*", Set.of("ladder", "kind", "unit", "amount")),
            entry(
                    "figure.chart.*",
                    Set.of(
                            "months",
                            "open",
                            "statuses",
                            "stages",
                            "kept",
                            "results",
                            "legs",
                            "types",
                            "channels",
                            "units",
                            "towns",
                            "longest",
                            "extensions",
                            "orders")),
            entry(
                    "figure.how.*",
                    Set.of(
                            "months",
                            "open",
                            "statuses",
                            "stages",
                            "kept",
                            "results",
                            "legs",
                            "types",
                            "channels",
                            "units",
                            "towns",
                            "longest",
                            "extensions",
                            "orders",
                            "SIGNED",
                            "CONTACTED",
                            "FINISHED",
                            "SOLVED",
                            "SATISFIED",
                            "NOT_REACHED",
                            "REWORKED",
                            "RAISED",
                            "BOUNCED",
                            "REPEATED",
                            "NOT_ADMITTED",
                            "WITHDRAWN",
                            "ENTERED",
                            "OPEN_CARD",
                            "OVERDUE")),
            entry(
                    "figure.measure.*",
                    Set.of(
                            "SIGNED",
                            "CONTACTED",
                            "FINISHED",
                            "SOLVED",
                            "SATISFIED",
                            "NOT_REACHED",
                            "REWORKED",
                            "RAISED",
                            "BOUNCED",
                            "REPEATED",
                            "NOT_ADMITTED",
                            "WITHDRAWN")),
            entry(
                    "figure.column.*",
                    Set.of(
                            "bounced",
                            "card",
                            "channel",
                            "closed",
                            "days",
                            "entered",
                            "finished",
                            "formula",
                            "ground",
                            "holder",
                            "late",
                            "leg",
                            "measure",
                            "median",
                            "month",
                            "n",
                            "ninety",
                            "number",
                            "open",
                            "overdue",
                            "part",
                            "place",
                            "rank",
                            "rate",
                            "registered",
                            "reworked",
                            "satisfied",
                            "score",
                            "share",
                            "signed",
                            "solved",
                            "stages",
                            "status",
                            "statuses",
                            "title",
                            "town",
                            "type",
                            "unit",
                            "waited",
                            "change.before",
                            "change.year")),
            entry("figure.leg.*", names("Leg")),
            entry("figure.type.*", Set.of("habit", "problem", "style", "appeal", "other", "none")),
            entry("figure.view.*", names("insight/dashboard/View")),
            entry("figure.with.*", Set.of("before", "year")),
            entry("file.group.*", names("FileType$Group")),
            entry("file.type.*", names("FileType")),
            entry("guarded.kind.*", names("GuardedChange$Kind")),
            entry("guarded.state.*", names("GuardedChange$State")),
            entry("guarded.step.APPOINT.*", names("GuardedChange$State")),
            entry("home.promise.*", names("Card")),
            entry("imports.field.*", names("ImportField")),
            entry("imports.header.*", names("ImportField")),
            entry("imports.hint.*", names("ImportField")),
            entry("imports.state.*", names("ClueImport$State")),
            entry("imports.words.*", Set.of("kind", "channel", "card", "result", "status", "yes", "none")),
            entry("insight.actor.*", Set.of("system", "public")),
            entry("insight.amount.*", names("LimitUnit")),
            entry("insight.end.about.*", names("Ending")),
            entry("kind.*", names("ClueKind")),
            entry("ledger.column.*", names("LedgerColumn")),
            entry("batch.act.*", union(names("BatchAct"), Set.of("choose", "none"))),
            entry("batch.state.*", names("Batches$State")),
            entry("ledger.*Days", LEDGER_DAYS),
            entry("ledger.*From", LEDGER_DAYS),
            entry("ledger.*To", LEDGER_DAYS),
            entry(
                    "ledger.part.*",
                    Set.of(
                            "all",
                            "followed",
                            "overdue",
                            "red",
                            "orders",
                            "transferred",
                            "window",
                            "plaque",
                            "officer",
                            "hotline",
                            "key")),
            entry("ledger.reporter.*", names("ReporterFinder$By")),
            entry("ledger.export.*", Set.of("to", "endedFrom", "endedTo", "ending", "chosen")),
            entry("ledger.export.format.*", names("SheetFormat")),
            entry("ledger.export.state.*", names("LedgerExport$State")),
            entry("limit.*", names("LimitKind")),
            entry("matter.*", Set.of("number", "name", "unit", "state", "step", "holder", "due", "opened")),
            entry("matter.act.*", names("MatterAct")),
            entry("scheme.*", names("score/Parameter")),
            entry(
                    "score.*",
                    union(
                            names("score/Question", "score/ClueFigure"),
                            Set.of("TOTAL", "BALLOTS", "CLUES", "SCANS", "CHECKS", "DEDUCTION"))),
            entry(
                    "score.how.*",
                    union(names("score/ClueFigure"), Set.of("BALLOTS", "SCANS", "CHECKS", "DEDUCTION", "nothing"))),
            entry("score.sample.*", Set.of("BALLOTS", "SCANS", "CHECKS", "answers", "clues")),
            entry("standing.*", names("Ranked$Standing")),
            entry("honour.*", Set.of("BEST", "WORST")),
            entry("pillar.*", names("consequence/Pillar")),
            entry("measure.*", names("consequence/Measure")),
            entry("consequence.state.*", names("Consequence$State")),
            entry("result.cause.*", names("result/Version$Cause")),
            entry("result.out.*", names("CountedClue$Out")),
            entry("pledge.state.*", names("Pledge$State")),
            entry("exposure.side.*", names("Exposure$Side")),
            entry("exposure.step.*", names("Exposure$Step")),
            entry("exposure.consent.*", Set.of("AGREED", "ANONYMOUS", "NONE", "how")),
            entry("round.stage.*", names("RoundStage")),
            entry("quarter.*", Set.of("1", "2", "3", "4")),
            // A round of windows draws no lots, takes no ballots and is withdrawn rather than void.
            entry(
                    "window.stage.*",
                    Set.of("PLANNED", "FIXED", "CLOSED", "DRAFT", "OBJECTED", "SETTLED", "SIGNED", "PUBLISHED")),
            entry("window.scheme.*", names("WindowParameter")),
            entry("window.mark.*", names("WindowMarks$State")),
            entry("window.honour.*", Set.of("BEST", "WORST")),
            entry("window.changed.*", Set.of("MARK", "CHECK")),
            entry("window.check.*", Set.of("AWAY", "ATTITUDE")),
            entry("window.score.*", Set.of("TOTAL", "SCANS", "CALLS", "CHECKS", "DEDUCTION")),
            entry("window.sample.*", Set.of("SCANS", "CALLS", "CHECKS", "DEDUCTION")),
            entry("window.how.*", Set.of("SCANS", "CALLS", "CHECKS", "DEDUCTION", "nothing")),
            entry("ballot.question.*", names("score/Question")),
            entry("pledge.count.*", names("Pledge$State")),
            entry("matter.state.*", union(names("MatterState"), Set.of("RUNNING", "ENDED"))),
            entry("survey.ask.*", names("survey/Ask")),
            entry("survey.stage.*", names("Survey$Stage")),
            entry("limit.change.*", names("LimitChange$Cause")),
            entry("notice.*.body", names("NoticeEvent")),
            entry("notice.*.subject", names("NoticeEvent")),
            entry("notice.audience.*", names("Audience")),
            entry("notice.card.*", more(names("Card"), "ANY")),
            entry("notice.place.*", names("Placeholder")),
            // Of whatever kind of request (ClueRequest.word).
            entry("*.state.wrong", Set.of("order", "reveal", "time")),
            entry("order.conclusion.*", more(names("OrderConclusion"), "CONTINUE")),
            entry("order.ground.*", names("OrderGround")),
            entry("order.level.*", names("OrderLevel")),
            entry("order.state.*", names("OrderState")),
            entry("ledger.province.*", Set.of("ENTERED", "OWED")),
            entry("sample.meeting.*", Set.of("title", "place", "outcome", "task")),
            entry("conduct.side.*", names("Side")),
            entry("meeting.state.*", names("Meeting$State")),
            entry("meeting.decision.state.*", names("Decision$State")),
            entry("meeting.sheet.*", Set.of("meeting", "task", "person", "due")),
            entry("outward.state.*", names("Hook$State")),
            entry("outward.delivery.*", names("Deliveries$State")),
            entry("organization.duty.*", names("Duty")),
            entry("organization.group.*", names("UnitGroup")),
            entry("out-of-order.*", Set.of("starting", "broken", "tables", "engine", "pages", "county", "clues")),
            entry("out-of-order.title.*", Set.of("starting", "broken")),
            entry("paper.font.*", names("PaperFont")),
            entry("paper.kind.*", names("PaperKind")),
            entry("paper.pattern.*", more(names("PaperKind"), "SEALED")),
            entry("paper.place.*", names("Place")),
            entry("paper.state.*", more(names("Paper$State"), "MISSING")),
            entry("paper.addressee.*", Set.of("REPORTER", "TRANSFER")),
            entry("paper.chart.*", Set.of("WEEKLY", "MONTHLY")),
            entry("paper.step.*", names("PaperBook$Step")),
            entry("part.*", names("ClueTextField")),
            entry("plaque.kind.*", names("PlaqueKind")),
            entry("promise.amount.*", names("LimitUnit")),
            entry("province.column.*", names("ProvinceColumn")),
            entry("province.header.*", names("ProvinceReturns$Column")),
            entry("province.kind.*", names("ProvinceCode$Kind")),
            entry("province.mismatch.*", names("Province$Mismatch$Kind")),
            entry("rate.reason.*", Set.of("AWAY", "SLOW", "ATTITUDE", "NOT_TOLD", "SENT_AWAY", "MONEY", "OTHER")),
            entry("rated.contacted.*", names("TrackPage$Yes")),
            entry(
                    "rated.reason.*",
                    Set.of("UNSOLVED", "SLOW", "ATTITUDE", "SHIFTING", "NO_CONTACT", "DIFFERENT", "OTHER")),
            entry("rated.solved.*", names("CallBack$Solved")),
            entry("rating.*", names("CallBack$Rating")),
            entry("recheck.*", asked("recheck-clue", "outcome")),
            entry("recusal.cause.*", names("RecusalCause")),
            entry("reject.*", asked("review-admission", "rejectReason")),
            entry("result.*", names("Result")),
            entry("reveal.ground.*", asked("ask-reveal", "ground")),
            entry("reveal.state.*", names("RevealState")),
            entry("right.*", names("Right")),
            entry("scan.*", names("Scan$Standing")),
            entry("schedule.about.*", jobs()),
            entry("schedule.job.*", jobs()),
            entry("schedule.status.*", names("JobRuns$Status")),
            entry("security.demo.*.does", Set.copyOf(Accounts.SHOWN)),
            entry("security.demo.*.duty", Set.copyOf(Accounts.SHOWN)),
            entry("shipped.column.*", Set.of("input", "output")),
            entry("shipped.done.*", Set.of("accept", "decline")),
            entry("shipped.kind.*", names("FileDifference$Kind")),
            entry("shipped.side.*", names("FileDifference$Side")),
            entry("shipped.verdict.*", names("ShippedRecord$Verdict")),
            entry("solved.*", names("CallBack$Solved")),
            entry("stage.*", names("SupervisionStage")),
            // With what a meeting decided, which is filled in on its page.
            entry(
                    "step.*",
                    Stream.concat(forms().stream(), Stream.of("take-decision")).collect(Collectors.toSet())),
            entry("tables.state.*", names("TablesPage$State")),
            entry("telltale.*", more(names("PersonalDataFinder$Kind"), "BY_HAND")),
            entry("time.decided.NOT_SIGNED.*", names("TimeKind")),
            entry("time.decided.REFUSED.*", names("TimeKind")),
            entry("time.kind.*", names("TimeKind")),
            entry("time.state.*", names("TimeState")),
            entry("timeline.*", names("TimelineAction")),
            entry("track.choose.*", Set.of("solved", "contacted")),
            entry("track.rate.*", Set.of("taken", "called", "looked-at")),
            entry("track.rate.then.*", names("CallBack$Course")),
            entry("track.rated.*", Set.of("taken", "called", "looked-at")),
            entry("track.state.*", more(names("ClueStatus"), "PASSED_UP")),
            entry("track.withdraw.*", Set.of("SOLVED", "MISTAKEN", "NO_LONGER", "PRESSED")));

    /** As {@link #EVERY}, where only some are ever told: a text must still be one of them. */
    private static final Map<String, Set<String>> SOME = Map.ofEntries(
            entry("action.about.*", names("Powers$Action")),
            entry("action.will.*", names("Powers$Action")),
            entry("ways.kind.*", names("OddWays$Kind")),
            entry("ways.about.*", names("OddWays$Kind")),
            entry("ways.phase.*", Set.of("GRADING", "DISPATCH", "HANDLING", "FOLLOW_UP")),
            entry("steer.move.*", names("CaseMoves$Move")),
            entry("steer.will.*", names("CaseMoves$Move")),
            entry("steer.none.*", Set.of("BACK", "FORWARD", "PROCEED", "CANCEL", "RESTART")),
            entry("action.will.EXTEND.*", names("TimeCourse")),
            entry("error.*.text", STATUS),
            entry("error.*.title", STATUS),
            entry("guarded.step.RESET.*", names("GuardedChange$State")),
            entry("guarded.step.STAND_IN.*", names("GuardedChange$State")),
            entry("insight.end.other.*", names("Ending")),
            entry("insight.related.from.*", names("ClueStatus")),
            entry("insight.related.into.*", names("ClueStatus")),
            entry("reveal.decided.*", names("RevealState")),
            entry("rights.while.*", names("Right$While")),
            entry("shipped.state.*", names("ShippedFiles$State")),
            entry("task.waits.*", names("LimitKind")),
            entry("time.decided.*", more(names("TimeCourse"), "TURN_YELLOW")),
            entry("time.decided.APPROVED.*", names("TimeKind")),
            entry(
                    "time.ground.*",
                    union(names("TimeKind"), asked("ask-extension", "ground"), asked("ask-suspension", "ground"))),
            entry("track.done.*", names("TimelineAction")),
            entry("trouble.*", names("FailedJob")));

    /** What follows comes from names that are not ours (BPMN, DMN, forms, holidays), or is told as written when there is no text. */
    private static final List<String> OPEN = List.of(
            "calendar.name.",
            "deployment.walk.fact.",
            "deployment.walk.state.",
            "insight.fact.",
            "insight.grading.",
            "schedule.difference.",
            "shipped.element.",
            "shipped.property.",
            "shipped.type.");

    private static final Set<String> TEXTS = new TreeSet<>();

    @BeforeAll
    static void texts() {
        TEXTS.addAll(MessageFiles.chinese().keySet());
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
        assertThat(EVERY.entrySet().stream()
                        .flatMap(built -> built.getValue().stream()
                                .map(word -> built.getKey().replace("*", word)))
                        .filter(key -> !TEXTS.contains(key)))
                .isEmpty();
    }

    @Test
    void everyTextIsUsed() throws IOException {
        var used = new TreeSet<String>();
        BiConsumer<Path, String> names =
                (file, text) -> NAMED.matcher(text).results().forEach(found -> used.add(found.group()));
        read(JAVA, ".java", names);
        for (var ending : List.of(".html", ".js", ".css")) {
            read(Path.of("src/main/resources"), ending, names);
        }
        for (var families : List.of(EVERY, SOME)) {
            families.forEach((built, words) -> words.forEach(word -> used.add(built.replace("*", word))));
        }
        assertThat(TEXTS.stream()
                        .filter(key -> !used.contains(key) && OPEN.stream().noneMatch(key::startsWith))
                        // The remedy of a sentence about the start, see StartFault.
                        .filter(key -> !key.startsWith("start.") || !used.contains(key.replaceFirst("\\.action$", ""))))
                .as("texts that nothing shows: delete them, or say in this test how their keys are built")
                .isEmpty();
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

    private static boolean begins(String prefix) {
        return TEXTS.stream().anyMatch(key -> key.startsWith(prefix));
    }

    /** The names of all constants of these enums, each by its simple name, with its room where two have the same. */
    private static Set<String> names(String... types) {
        return Stream.of(types).flatMap(MessageKeysTests::constants).collect(Collectors.toSet());
    }

    private static Stream<String> constants(String type) {
        var root = Path.of("target/classes");
        try (var classes = Files.walk(root)) {
            var found = classes.filter(file -> ("/" + file).endsWith("/" + type + ".class"))
                    .toList();
            assertThat(found).as("the one class file of %s", type).hasSize(1);
            var name =
                    root.relativize(found.get(0)).toString().replace('/', '.').replaceFirst("\\.class$", "");
            return Arrays.stream(Class.forName(name).getEnumConstants()).map(constant -> ((Enum<?>) constant).name());
        } catch (IOException | ClassNotFoundException gone) {
            throw new AssertionError("this test names a type that is no more", gone);
        }
    }

    private static Set<String> more(Set<String> words, String word) {
        return union(words, Set.of(word));
    }

    @SafeVarargs
    private static Set<String> union(Set<String>... all) {
        return Stream.of(all).flatMap(Set::stream).collect(Collectors.toSet());
    }

    private static Set<String> lower(Set<String> names) {
        return names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.toSet());
    }

    private static Set<String> numbers(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(String::valueOf).collect(Collectors.toSet());
    }

    /** The values that a form's field offers. */
    private static Set<String> asked(String form, String field) {
        try {
            var values = new TreeSet<String>();
            new ObjectMapper()
                    .readTree(Path.of("forms", form + ".form").toFile()).findParents("key").stream()
                            .filter(component -> component.get("key").asText().equals(field))
                            .forEach(component -> component
                                    .path("values")
                                    .forEach(value ->
                                            values.add(value.path("value").asText())));
            return values;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static Set<String> forms() {
        try (var forms = Files.list(Path.of("forms"))) {
            var ofMatters = FormsOfMatters.all();
            return forms.map(form -> form.getFileName().toString().replace(".form", ""))
                    .filter(form -> !ofMatters.contains(form))
                    .collect(Collectors.toSet());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** The keys of all jobs that run by the calendar. */
    private static Set<String> jobs() {
        var keys = new TreeSet<String>();
        var key = Pattern.compile("String key\\(\\) \\{\\s*return \"([\\w-]+)\";");
        try {
            read(JAVA, ".java", (file, code) -> {
                if (code.contains("implements ScheduledJob")) {
                    key.matcher(code).results().forEach(found -> keys.add(found.group(1)));
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        assertThat(keys).hasSizeGreaterThan(10);
        return keys;
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
        return Pattern.compile("/\\*.*?\\*/|(?m)^\\s*//[^\n]*", Pattern.DOTALL)
                .matcher(text)
                .replaceAll("");
    }
}
