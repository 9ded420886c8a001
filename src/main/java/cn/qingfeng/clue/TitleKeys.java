package cn.qingfeng.clue;

import cn.qingfeng.AfterStart;
import cn.qingfeng.text.Normal;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The forms in which titles and texts are looked for; clues from before there were such get theirs once, when the product
 * starts.
 */
@Component
class TitleKeys {

    /** Of the column; one character may be several in normal form. */
    private static final int LONGEST = 400;

    private static final int AT_ONCE = 500;

    private final JdbcTemplate jdbc;
    private final EntityManager entities;
    private final TransactionTemplate transactions;
    private final AfterStart afterStart = new AfterStart();

    /** Up to which number texts were looked through; null at the end. */
    private volatile String last = "";

    TitleKeys(JdbcTemplate jdbc, EntityManager entities, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.transactions = new TransactionTemplate(transactions);
    }

    static String of(String title) {
        var key = Normal.key(title);
        return key.length() > LONGEST ? key.substring(0, LONGEST) : key;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        last = "";
        afterStart.add("forms in which titles and texts are looked for", this::fillSome);
    }

    @EventListener(ContextClosedEvent.class)
    void end() {
        afterStart.end();
    }

    /** All that is missing. */
    void fill() {
        for (last = ""; fillSome(); ) {}
    }

    private boolean fillSome() {
        var titles = without();
        if (!titles.isEmpty()) {
            jdbc.batchUpdate("update clue set title_key = ? where clue_number = ? and title_key is null", titles);
            return true;
        }
        // Newer clues have theirs: going on from number to number, no clue is read twice.
        var after = last;
        last = transactions.execute(transaction -> fillTexts(after));
        return last != null;
    }

    private String fillTexts(String after) {
        var numbers = jdbc.queryForList(
                "select clue_number from clue where clue_number > ? and kind <> 'REPORT' and text_key is null"
                        + " order by clue_number limit " + AT_ONCE,
                String.class,
                after);
        if (numbers.isEmpty()) {
            return null;
        }
        jdbc.batchUpdate(
                "update clue set text_key = ?, screened_key = ? where clue_number = ? and text_key is null",
                entities.createQuery("select c from Clue c where c.number in :numbers", Clue.class)
                        .setParameter("numbers", numbers)
                        .getResultStream()
                        .map(clue -> new Object[] {
                            ClueWords.text(clue.content()),
                            clue.marks().isEmpty() ? null : ClueWords.screened(clue.screened()),
                            clue.number().value()
                        })
                        .toList());
        return numbers.get(numbers.size() - 1);
    }

    private List<Object[]> without() {
        return jdbc.query(
                "select clue_number, title from clue where title_key is null and kind <> 'REPORT' limit " + AT_ONCE,
                (row, at) -> new Object[] {of(row.getString(2)), row.getString(1)});
    }
}
