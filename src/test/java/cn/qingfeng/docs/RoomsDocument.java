package cn.qingfeng.docs;

import cn.qingfeng.QingfengApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyDepth;

/** {@code docs/rooms.md}: which rooms there are and which uses which, as the code has it today. */
@Tag("docs")
class RoomsDocument {

    private static final Pattern SENTENCE = Pattern.compile("/\\*\\*(.*?)(?:\\s*\\*\\s*<p>.*?)?\\*/", Pattern.DOTALL);

    private static final ApplicationModules ROOMS = ApplicationModules.of(QingfengApplication.class);

    @Test
    void isDrawn() throws IOException {
        Drawn.write(drawn());
    }

    static Map<Path, String> drawn() throws IOException {
        var text = new StringBuilder("""
                # Rooms

                Drawn from the code by `mvn -Dgroups=docs test`; do not edit. An arrow says “uses”.

                ```mermaid
                flowchart TD
                """);
        var sorted =
                ROOMS.stream().sorted(Comparator.comparing(RoomsDocument::name)).toList();
        for (var room : sorted) {
            text.append("  ").append(name(room)).append('\n');
            for (var used : uses(room)) {
                text.append("  %s --> %s%n".formatted(name(room), used));
            }
        }
        text.append("```\n\n| room | is about | uses |\n|---|---|---|\n");
        for (var room : sorted) {
            text.append("| `%s` | %s | %s |%n".formatted(name(room), sentence(room), String.join(", ", uses(room))));
        }
        return Map.of(Path.of("docs/rooms.md"), text.toString().replace("\r\n", "\n"));
    }

    private static List<String> uses(ApplicationModule room) {
        return room.getDependencies(ROOMS, DependencyDepth.IMMEDIATE)
                .uniqueModules()
                .map(RoomsDocument::name)
                .filter(used -> !used.equals(name(room)))
                .distinct()
                .sorted()
                .toList();
    }

    private static String name(ApplicationModule room) {
        return room.getIdentifier().toString();
    }

    private static String sentence(ApplicationModule room) throws IOException {
        var file = Path.of("src/main/java", room.getBasePackage().getName().replace('.', '/'), "package-info.java");
        if (!Files.exists(file)) {
            return "";
        }
        var matcher = SENTENCE.matcher(Files.readString(file));
        return matcher.find()
                ? matcher.group(1)
                        .replaceAll("\\s*\n\\s*\\*\\s?", " ")
                        .replaceAll("\\{@code ([^}]*)}", "`$1`")
                        .strip()
                : "";
    }
}
