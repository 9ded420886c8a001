package cn.qingfeng.clue.timeline;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.timeline.Timeline.Breach;
import cn.qingfeng.keys.Keys;
import cn.qingfeng.keys.Sealer;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts what was told and what was answered under keyed hashes, as the timeline puts its steps: changed words, a changed, a
 * missing and an added sheet are found, and so are sheets and steps that were cut off at the end together with their count.
 * Clues from before are carried over once, at the first start that knows it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ClueChain implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ClueChain.class);

    /** The row that says that sheets from before there was a chain were linked; no clue has this number. */
    private static final String LINKED = "-";

    /** The row that says that clues from before were carried over. */
    private static final String CARRIED = "=";

    private static final int AT_ONCE = 200;

    private record Head(int sheets, String hash, String keyed) {}

    private final EntityManager entities;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Sealer sealer;
    private final byte[] key;

    ClueChain(
            EntityManager entities,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Sealer sealer,
            Keys keys) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.sealer = sealer;
        this.key = keys.forPurpose("answers");
    }

    /** Puts what a clue says under the chain: at its registration, and where a rule made it say something else. */
    void told(Clue clue) {
        var whole = isWhole(clue);
        clue.chain().told(wordsOf(clue));
        close(clue, whole);
    }

    /** Puts a step that was just entered under the chain. */
    TimelineEntry entered(Clue clue, TimelineEntry entry) {
        var whole = isWhole(clue);
        clue.chain().entered(entry);
        close(clue, whole);
        return entry;
    }

    /** Links a sheet that is about to be kept. */
    void link(Clue clue, AnswerSheet sheet) {
        if (!clue.chain().isOlder()) {
            var whole = isWhole(clue);
            linkNext(clue, sheet);
            close(clue, whole);
        }
    }

    private void linkNext(Clue clue, AnswerSheet sheet) {
        var ordinal = clue.chain().sheets() + 1;
        sheet.link(ordinal, hashOf(sheet, ordinal, clue.chain().sheetHead()));
        clue.chain().answered(ordinal, sheet.keyedHash());
    }

    /** The words and the sheets of a clue were destroyed by rule; what is answered from now on is linked anew. */
    void destroyed(Clue clue) {
        var whole = isWhole(clue);
        clue.chain().answered(0, "");
        clue.chain().told(wordsOf(clue));
        close(clue, whole);
    }

    /** What was broken stays so: work that goes on does not make good what somebody cut off. */
    private void close(Clue clue, boolean whole) {
        if (whole) {
            clue.chain().close(ends(clue));
        }
    }

    private boolean isWhole(Clue clue) {
        var chain = clue.chain();
        return chain.hash() == null
                ? chain.steps() == 0 && !chain.isOlder()
                : chain.hash().equals(ends(clue));
    }

    private String ends(Clue clue) {
        var chain = clue.chain();
        return KeyedHash.of(
                key,
                "ends",
                clue.number().value(),
                Integer.toString(chain.steps()),
                chain.timelineHead(),
                Integer.toString(chain.sheets()),
                chain.sheetHead(),
                chain.words());
    }

    /**
     * Names each sheet that is not as it was kept, words that are not as they were told, and ends that were changed.
     *
     * @param sheets all of the clue's, in their order
     */
    void verify(Clue clue, List<AnswerSheet> sheets, Consumer<Breach> breaches) {
        var number = clue.number().value();
        var chain = clue.chain();
        var previous = "";
        var expected = 1;
        for (var sheet : sheets) {
            if (!Objects.equals(sheet.ordinal(), expected)) {
                breaches.accept(new Breach(number, expected, "timeline.breach.sheet-missing"));
                expected = sheet.ordinal() == null ? expected : sheet.ordinal();
            } else if (!isAsKept(sheet, previous)) {
                breaches.accept(new Breach(number, expected, "timeline.breach.sheet-changed"));
            }
            previous = String.valueOf(sheet.keyedHash());
            expected++;
        }
        if (chain.sheets() != expected - 1 || !previous.equals(chain.sheetHead())) {
            breaches.accept(new Breach(number, expected, "timeline.breach.sheet-tail"));
        }
        if (!isAsTold(clue)) {
            breaches.accept(new Breach(number, 0, "timeline.breach.words-changed"));
        }
        if (!ends(clue).equals(chain.hash())) {
            breaches.accept(new Breach(number, 0, "timeline.breach.ends-changed"));
        }
    }

    private boolean isAsTold(Clue clue) {
        try {
            return wordsOf(clue).equals(clue.chain().words());
        } catch (IllegalStateException doesNotOpen) {
            return false;
        }
    }

    private boolean isAsKept(AnswerSheet sheet, String previous) {
        try {
            return hashOf(sheet, sheet.ordinal(), previous).equals(sheet.keyedHash());
        } catch (IllegalStateException doesNotOpen) {
            return false;
        }
    }

    /** Carries over what is from before; once, else taking hashes away would hide a change. */
    @Override
    public void run(ApplicationArguments arguments) {
        if (isDone(CARRIED)) {
            return;
        }
        var link = !isDone(LINKED);
        var carried = 0;
        for (var some = older(""); !some.isEmpty(); some = older(some.get(some.size() - 1))) {
            var numbers = some;
            transaction.executeWithoutResult(status -> {
                numbers.forEach(number -> carry(number, link));
                entities.flush();
            });
            carried += some.size();
        }
        transaction.executeWithoutResult(status -> {
            if (link) {
                done(LINKED);
            }
            done(CARRIED);
        });
        if (carried > 0) {
            LOG.info("Put {} clues from before under the chain of what was told and answered", carried);
        }
    }

    private List<String> older(String after) {
        return jdbc.queryForList(
                "select clue_number from clue where sheet_count is null and clue_number > ? order by clue_number limit "
                        + AT_ONCE,
                String.class,
                after);
    }

    /** Keeps the ends that a row beside the clue had; where these were changed the clue's own stay open, and it is named. */
    private void carry(String number, boolean link) {
        var clue = entities.find(Clue.class, number);
        var known = jdbc.query(
                "select sheets, head, keyed_hash from answer_chain where clue_number = ?",
                (row, n) -> new Head(row.getInt(1), row.getString(2), row.getString(3)),
                number);
        var head = known.isEmpty() ? new Head(0, "", keyed(number, 0, "")) : known.get(0);
        clue.chain().answered(head.sheets(), head.hash());
        if (link && known.isEmpty()) {
            for (var sheet : sheets(List.of(number))) {
                linkNext(clue, sheet);
                jdbc.update(
                        "update answer_sheet set ordinal = ?, keyed_hash = ? where id = ?",
                        sheet.ordinal(),
                        sheet.keyedHash(),
                        sheet.id());
            }
        }
        try {
            clue.chain().told(wordsOf(clue));
        } catch (IllegalStateException doesNotOpen) {
            LOG.warn("What was told in {} does not open", number);
        }
        close(clue, head.keyed().equals(keyed(number, head.sheets(), head.hash())));
        jdbc.update("delete from answer_chain where clue_number = ?", number);
    }

    private boolean isDone(String row) {
        return jdbc.queryForObject("select count(*) from answer_chain where clue_number = ?", Integer.class, row) > 0;
    }

    private void done(String row) {
        jdbc.update(
                "insert into answer_chain (clue_number, sheets, head, keyed_hash) values (?, 0, '', ?)",
                row,
                keyed(row, 0, ""));
    }

    private String keyed(String number, int sheets, String head) {
        return KeyedHash.of(key, "chain", number, Integer.toString(sheets), head);
    }

    /** The sheets of these clues, of each in their order. */
    List<AnswerSheet> sheets(List<String> numbers) {
        return entities.createQuery(
                        "select s from AnswerSheet s where s.clueNumber in :numbers"
                                + " order by s.clueNumber, case when s.ordinal is null then 0 else s.ordinal end, s.at, s.id",
                        AnswerSheet.class)
                .setParameter("numbers", numbers)
                .getResultList();
    }

    private String wordsOf(Clue clue) {
        var told = clue.content();
        return KeyedHash.of(
                key,
                "words",
                clue.number().value(),
                String.valueOf(told.kind()),
                told.title(),
                told.narrative(),
                told.request(),
                told.place(),
                told.matter(),
                told.concernedUnit(),
                told.concernedWindow(),
                String.valueOf(told.channel()),
                told.externalNumber(),
                told.point(),
                String.valueOf(told.anonymous()),
                String.valueOf(told.consent()),
                clue.writtenMarks());
    }

    private String hashOf(AnswerSheet sheet, int ordinal, String previous) {
        return KeyedHash.of(
                key,
                previous,
                sheet.id(),
                sheet.clueNumber(),
                Integer.toString(ordinal),
                sheet.form(),
                sheet.unitCode(),
                sheet.by(),
                sheet.at().toString(),
                sheet.json(sealer));
    }
}
