package cn.qingfeng.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The words of drawn documents are those that would be drawn today; the pictures depend on a machine's fonts. */
class DrawnDocumentsTests {

    @Test
    void roomsAreDrawnAsTheyAre() throws IOException {
        stand(RoomsDocument.drawn());
    }

    @Test
    void processesAndTablesAreDrawnAsTheyAre() throws IOException {
        stand(ProcessesDocument.drawn());
    }

    /** Officials read them: no expressions of the engine, no codes of tables. */
    @Test
    void processesAndTablesAreToldInWords() throws IOException {
        for (var document : ProcessesDocument.drawn().entrySet()) {
            assertThat(document.getValue().replaceAll("`[^`]*`|]\\([^)]*\\)", ""))
                    .as(document.getKey().toString())
                    .doesNotContain("${")
                    .doesNotContainPattern("[A-Z]{2,}|[A-Za-z0-9]+[-_.][A-Za-z]|[a-z][A-Z]|\"");
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
