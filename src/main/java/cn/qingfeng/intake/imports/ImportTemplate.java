package cn.qingfeng.intake.imports;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The table to be filled in: every header that is recognized, what is meant by it, and nothing else. */
@Component
class ImportTemplate {

    private static final int HINTS = 1;

    private final MessageSource messages;

    ImportTemplate(MessageSource messages) {
        this.messages = messages;
    }

    void write(OutputStream out, Locale locale) throws IOException {
        try (var book = new Workbook(out, "Qingfeng", "1.0")) {
            var sheet = book.newWorksheet(text("imports.template.sheet", locale));
            var hints = book.newWorksheet(text("imports.template.hints", locale));
            for (var field : ImportField.values()) {
                var at = field.ordinal();
                var name = text("imports.field." + field, locale);
                sheet.width(at, 18);
                sheet.inlineString(0, at, name);
                sheet.style(0, at).bold().fillColor("E8EEF6").wrapText(true).set();
                hints.inlineString(at, 0, name);
                hints.inlineString(at, HINTS, text("imports.hint." + field, locale));
            }
            // Long numbers stay what they are when they are typed into columns of text.
            sheet.range(1, 0, 2000, ImportField.values().length - 1)
                    .style()
                    .format("@")
                    .set();
            sheet.freezePane(0, 1);
            hints.width(0, 20);
            hints.width(HINTS, 90);
            sheet.finish();
            hints.finish();
        }
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
