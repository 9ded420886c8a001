package cn.qingfeng.clue;

import cn.qingfeng.text.Normal;
import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The form in which titles are looked for; clues from before there was one get theirs once, when the product starts. */
@Component
class TitleKeys {

    /** Of the column; one character may be several in normal form. */
    private static final int LONGEST = 400;

    private static final int AT_ONCE = 500;

    private final JdbcTemplate jdbc;

    TitleKeys(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    static String of(String title) {
        var key = Normal.key(title);
        return key.length() > LONGEST ? key.substring(0, LONGEST) : key;
    }

    @EventListener(ApplicationReadyEvent.class)
    void fill() {
        for (var rows = without(); !rows.isEmpty(); rows = without()) {
            jdbc.batchUpdate("update clue set title_key = ? where clue_number = ? and title_key is null", rows);
        }
    }

    private List<Object[]> without() {
        return jdbc.query(
                "select clue_number, title from clue where title_key is null and kind <> 'REPORT' limit " + AT_ONCE,
                (row, at) -> new Object[] {of(row.getString(2)), row.getString(1)});
    }
}
