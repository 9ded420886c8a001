package cn.qingfeng.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The words of drawn documents are those that would be drawn today; the pictures depend on a machine's fonts. */
class DrawnDocumentsTests {

    private static final Pattern TEXT = Pattern.compile("<tspan[^>]*>([^<]*)</tspan>");

    @Test
    void roomsAreDrawnAsTheyAre() throws IOException {
        stand(RoomsDocument.drawn());
    }

    @Test
    void whoMayWhatIsDrawnAsItIs() throws IOException {
        stand(RightsDocument.drawn());
    }

    @Test
    void processesAndTablesAreDrawnAsTheyAre() throws IOException {
        stand(ProcessesDocument.drawn());
    }

    /** Officials read them: no expressions of the engine, no codes of tables. */
    @Test
    void processesAndTablesAreToldInWords() throws IOException {
        for (var document : ProcessesDocument.drawn().entrySet()) {
            inWords(document.getKey(), document.getValue().replaceAll("`[^`]*`|]\\([^)]*\\)", ""));
        }
        for (var picture : pictures()) {
            inWords(
                    picture,
                    TEXT.matcher(Files.readString(picture))
                            .results()
                            .map(text -> text.group(1))
                            .collect(Collectors.joining("\n")));
        }
    }

    private static void inWords(Path document, String text) {
        assertThat(text)
                .as(document.toString())
                .isNotBlank()
                .doesNotContain("${")
                .doesNotContainPattern("[A-Z]{2,}|[A-Za-z0-9]+[-_.][A-Za-z]|[a-z][A-Z]|（[a-z]+）|\"");
    }

    private static List<Path> pictures() throws IOException {
        try (var files = Files.list(Path.of("docs/processes"))) {
            return files.filter(file -> file.toString().endsWith(".svg")).toList();
        }
    }

    @Test
    void everyDecisionRecordIsInTheIndexWithItsDay() throws IOException {
        stand(DecisionRecordsDocument.drawn());
    }

    private static void stand(Map<Path, String> drawn) throws IOException {
        var lie = new HashMap<Path, String>();
        for (var path : drawn.keySet()) {
            lie.put(path, Files.exists(path) ? Files.readString(path) : "");
        }
        assertThat(new TreeMap<>(lie))
                .as("draw the documents again: mvn -Dgroups=docs test")
                .isEqualTo(new TreeMap<>(drawn));
    }
}
