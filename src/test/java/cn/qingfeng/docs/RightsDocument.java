package cn.qingfeng.docs;

import cn.qingfeng.Messages;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Right;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.MessageSource;

/** {@code docs/rights.md}: who may what, from the table that the product asks. */
@Tag("docs")
class RightsDocument {

    private static final MessageSource WORDS = Messages.source();

    @Test
    void isDrawn() throws IOException {
        Drawn.write(drawn());
    }

    static Map<Path, String> drawn() {
        return Map.of(
                Path.of("docs/rights.md"),
                "# Who may what · 谁能做什么\n\nDrawn from the code by `mvn -Dgroups=docs test`; do not edit."
                        + " The product shows the same table at `/county/rights`; who may take a step of a process stands in"
                        + " [processes/](processes/README.md).\n\n## 中文\n\n"
                        + table(Locale.CHINA) + "\n## English\n\n" + table(Locale.ENGLISH));
    }

    private static String table(Locale reader) {
        var text = new StringBuilder(say("rights.lead", reader) + "\n\n" + say("rights.legend", reader) + "\n\n| "
                + say("rights.right", reader) + " |");
        for (var duty : Duty.values()) {
            text.append(' ').append(say("organization.duty." + duty, reader)).append(" |");
        }
        text.append("\n|---|").append(":-:|".repeat(Duty.values().length)).append('\n');
        for (var right : Right.values()) {
            var during = right.during() == Right.While.ALWAYS
                    ? ""
                    : " (" + say("rights.while." + right.during(), reader) + ")";
            text.append("| ")
                    .append(say("right." + right, reader))
                    .append(during)
                    .append(" | ");
            text.append(Arrays.stream(Duty.values()).map(right::signOf).collect(Collectors.joining(" | ")));
            text.append(" |\n");
        }
        return text.toString();
    }

    private static String say(String key, Locale reader) {
        return WORDS.getMessage(key, null, reader);
    }
}
