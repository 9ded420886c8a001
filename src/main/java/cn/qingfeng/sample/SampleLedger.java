package cn.qingfeng.sample;

import cn.qingfeng.intake.ExampleTable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** An old ledger of the demo county, as untidy as they are: three clues a month of the year that is over, and some rows to look at. */
@Component
@Profile("demo")
class SampleLedger implements ExampleTable {

    private static final List<String> COLUMNS = List.of(
            "EXTERNAL_NUMBER",
            "REGISTERED_AT",
            "CHANNEL",
            "KIND",
            "TITLE",
            "NARRATIVE",
            "PLACE",
            "NAME",
            "PHONE",
            "ENTERPRISE",
            "CREDIT_CODE",
            "STATUS",
            "FINISHED_AT",
            "CARD",
            "LEAD_UNIT",
            "RESULT",
            "OUTCOME");

    private static final int MONTHS = 12;
    private static final int A_MONTH = 3;
    private static final int OPEN = 5;

    private final Map<String, Object> told = SampleFile.mapping("old-ledger.yml");
    private final Map<String, List<Object>> firms = SampleFile.mapping("enterprises.yml");
    private final MessageSource messages;
    private final Clock clock;

    SampleLedger(MessageSource messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        try (var book = new Workbook(out, "Qingfeng", "1.0")) {
            var sheet = book.newWorksheet((String) told.get("title"));
            sheet.inlineString(0, 0, (String) told.get("title"));
            for (var at = 0; at < COLUMNS.size(); at++) {
                var header = messages.getMessage("imports.field." + COLUMNS.get(at), null, Locale.SIMPLIFIED_CHINESE);
                sheet.inlineString(1, at, header);
            }
            var line = 2;
            for (var row : rows()) {
                for (var at = 0; at < COLUMNS.size(); at++) {
                    put(sheet, line, at, row.get(at));
                }
                line++;
            }
            sheet.finish();
        }
    }

    private static void put(Worksheet sheet, int line, int at, Object value) {
        if (value instanceof LocalDate day) {
            sheet.value(line, at, day);
            sheet.style(line, at).format("yyyy-mm-dd").set();
        } else if (value != null) {
            sheet.inlineString(line, at, (String) value);
        }
    }

    private List<List<Object>> rows() {
        var rows = new ArrayList<List<Object>>();
        var today = LocalDate.now(clock);
        for (var at = 0; at < MONTHS * A_MONTH; at++) {
            var registered =
                    today.withDayOfMonth(1).minusMonths(MONTHS - at / A_MONTH).plusDays(2 + at % A_MONTH * 6L);
            rows.add(row(at, written(at, registered), written(at + 1, registered.plusDays(5))));
        }
        for (var at = 0; at < OPEN; at++) {
            rows.add(row(rows.size(), today.minusDays(9 - at), null));
        }
        rows.add(rows.get(0));
        rows.add(row(rows.size(), told.get("wrongDay"), null));
        var unreachable = new ArrayList<>(row(rows.size(), today.minusDays(3), null));
        unreachable.set(COLUMNS.indexOf("PHONE"), told.get("wrongPhone"));
        rows.add(unreachable);
        return rows;
    }

    /** As people write a day: as a date, with points, as eight digits. */
    private static Object written(int at, LocalDate day) {
        return switch (at % 3) {
            case 0 -> day;
            case 1 -> day.format(DateTimeFormatter.ofPattern("yyyy.M.d", Locale.ROOT));
            default -> day.format(DateTimeFormatter.BASIC_ISO_DATE);
        };
    }

    @SuppressWarnings("unchecked")
    private List<Object> row(int at, Object registered, Object finished) {
        var stories = (List<List<String>>) told.get("stories");
        var story = stories.get(at % stories.size());
        var codes = List.copyOf(new java.util.TreeSet<>(firms.keySet()));
        var code = codes.get(at * 7 % codes.size());
        var closed = finished != null;
        var row = new ArrayList<Object>();
        row.add(String.format(Locale.ROOT, "OLD-%04d", at + 1));
        row.add(registered);
        row.add(story.get(3));
        row.add(told.get("kind"));
        row.add(story.get(0));
        row.add(story.get(1));
        row.add(told.get("place"));
        row.add(null);
        row.add(String.format(Locale.ROOT, "199001%05d", at));
        row.add(firms.get(code).get(0));
        row.add(code);
        row.add(closed ? told.get("closed") : told.get("open"));
        row.add(finished);
        row.add(closed ? story.get(4) : null);
        row.add(closed ? story.get(2) : null);
        row.add(closed ? story.get(5) : null);
        row.add(closed ? story.get(6) : null);
        return row;
    }
}
