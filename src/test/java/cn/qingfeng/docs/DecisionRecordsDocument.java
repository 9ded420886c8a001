package cn.qingfeng.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code docs/adr/README.md}: every decision record with its day and whether it still holds. */
@Tag("docs")
class DecisionRecordsDocument {

    private static final Path RECORDS = Path.of("docs/adr");

    /** Number and title, then in one line how it stands: {@code Accepted on 2026-11-25.} or what took its place. */
    private static final Pattern HEAD =
            Pattern.compile("# (\\d+)\\. (.+)\n\n(Accepted on \\d{4}-\\d\\d-\\d\\d\\..*)\n");

    @Test
    void isDrawn() throws IOException {
        Drawn.write(drawn());
    }

    static Map<Path, String> drawn() throws IOException {
        var text = new StringBuilder("""
                # Decision records

                One screen each: the situation, what was decided, what follows. Drawn by `mvn -Dgroups=docs test`; do not edit.

                | | decision | how it stands |
                |---|---|---|
                """);
        try (var files = Files.list(RECORDS)) {
            for (var file : files.filter(file -> file.getFileName().toString().matches("\\d{4}-.*\\.md"))
                    .sorted()
                    .toList()) {
                var head = HEAD.matcher(Files.readString(file));
                if (!head.lookingAt()) {
                    throw new IllegalStateException(file + " does not begin with number, title, day and state");
                }
                text.append("| %s | [%s](%s) | %s |\n"
                        .formatted(head.group(1), head.group(2), file.getFileName(), head.group(3)));
            }
        }
        return Map.of(RECORDS.resolve("README.md"), text.toString());
    }
}
