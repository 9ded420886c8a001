package cn.qingfeng.clue;

import cn.qingfeng.Keys;
import cn.qingfeng.Sealer;
import jakarta.persistence.EntityManager;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links the sheets of a clue by keyed hashes, as the timeline links its steps: a changed answer, a missing sheet and one that
 * was put in are found. Sheets from before there was a chain are linked once, at the first start that knows it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class AnswerChain implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerChain.class);

    /** The row that says that older sheets were linked; no clue has this number. */
    private static final String LINKED = "-";

    private record Head(int sheets, String hash, String keyed) {}

    private final EntityManager entities;
    private final JdbcTemplate jdbc;
    private final Sealer sealer;
    private final SecretKeySpec key;

    AnswerChain(EntityManager entities, JdbcTemplate jdbc, Sealer sealer, Keys keys) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.key = new SecretKeySpec(keys.forPurpose("answers"), "HmacSHA256");
    }

    /** Links a sheet that is about to be kept, in the caller's transaction. */
    void link(AnswerSheet sheet) {
        var number = sheet.clueNumber();
        // Two at the same moment: the second waits for the first.
        var known = jdbc.query(
                "select sheets, head, keyed_hash from answer_chain where clue_number = ? for update",
                (row, n) -> new Head(row.getInt(1), row.getString(2), row.getString(3)),
                number);
        var before = known.isEmpty() ? new Head(0, "", "") : known.get(0);
        var ordinal = before.sheets() + 1;
        var hash = hashOf(sheet, ordinal, before.hash());
        sheet.link(ordinal, hash);
        var keyed = keyed(number, ordinal, hash);
        if (known.isEmpty()) {
            jdbc.update(
                    "insert into answer_chain (clue_number, sheets, head, keyed_hash) values (?, ?, ?, ?)",
                    number,
                    ordinal,
                    hash,
                    keyed);
        } else {
            jdbc.update(
                    "update answer_chain set sheets = ?, head = ?, keyed_hash = ? where clue_number = ?",
                    ordinal,
                    hash,
                    keyed,
                    number);
        }
    }

    /** Begins anew, after the sheets were destroyed by rule. */
    void begin(ClueNumber number) {
        jdbc.update(
                "update answer_chain set sheets = 0, head = '', keyed_hash = ? where clue_number = ?",
                keyed(number.value(), 0, ""),
                number.value());
    }

    /** Names each sheet that is not as it was kept. */
    void verify(ClueNumber number, List<Timeline.Breach> breaches) {
        var previous = "";
        var expected = 1;
        for (var sheet : sheets(number)) {
            if (!Objects.equals(sheet.ordinal(), expected)) {
                breaches.add(new Timeline.Breach(number.value(), expected, "timeline.breach.sheet-missing"));
                expected = sheet.ordinal() == null ? expected : sheet.ordinal();
            } else if (!isAsKept(sheet, previous)) {
                breaches.add(new Timeline.Breach(number.value(), expected, "timeline.breach.sheet-changed"));
            }
            previous = String.valueOf(sheet.keyedHash());
            expected++;
        }
        var head = jdbc.query(
                "select sheets, head, keyed_hash from answer_chain where clue_number = ?",
                (row, n) -> new Head(row.getInt(1), row.getString(2), row.getString(3)),
                number.value());
        var told = head.isEmpty() ? new Head(0, "", keyed(number.value(), 0, "")) : head.get(0);
        if (told.sheets() != expected - 1
                || !told.hash().equals(previous)
                || !told.keyed().equals(keyed(number.value(), told.sheets(), told.hash()))) {
            breaches.add(new Timeline.Breach(number.value(), expected, "timeline.breach.sheet-tail"));
        }
    }

    private boolean isAsKept(AnswerSheet sheet, String previous) {
        try {
            return hashOf(sheet, sheet.ordinal(), previous).equals(sheet.keyedHash());
        } catch (IllegalStateException doesNotOpen) {
            return false;
        }
    }

    private List<AnswerSheet> sheets(ClueNumber number) {
        return entities.createQuery(
                        "select s from AnswerSheet s where s.clueNumber = :number"
                                + " order by case when s.ordinal is null then 0 else s.ordinal end, s.at, s.id",
                        AnswerSheet.class)
                .setParameter("number", number.value())
                .getResultList();
    }

    /** Links what was kept before there was a chain; once, else taking hashes away would hide a change. */
    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        if (jdbc.queryForObject("select count(*) from answer_chain where clue_number = ?", Integer.class, LINKED) > 0) {
            return;
        }
        var linked = 0;
        for (var number : jdbc.queryForList(
                "select distinct clue_number from answer_sheet where keyed_hash is null", String.class)) {
            var clue = ClueNumber.of(number);
            if (jdbc.queryForObject("select count(*) from answer_chain where clue_number = ?", Integer.class, number)
                    > 0) {
                continue;
            }
            for (var sheet : sheets(clue)) {
                link(sheet);
                jdbc.update(
                        "update answer_sheet set ordinal = ?, keyed_hash = ? where id = ?",
                        sheet.ordinal(),
                        sheet.keyedHash(),
                        sheet.id());
                linked++;
            }
            entities.clear();
        }
        jdbc.update(
                "insert into answer_chain (clue_number, sheets, head, keyed_hash) values (?, 0, '', ?)",
                LINKED,
                keyed(LINKED, 0, ""));
        if (linked > 0) {
            LOG.info("Linked {} sheets from before there was a chain", linked);
        }
    }

    private String keyed(String number, int sheets, String head) {
        return hmac("chain", number, Integer.toString(sheets), head);
    }

    private String hashOf(AnswerSheet sheet, int ordinal, String previous) {
        return hmac(
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

    /** Each part goes in with its length, so that no two sheets can read the same. */
    private String hmac(String... parts) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            for (var part : parts) {
                var bytes = part == null ? null : part.getBytes(StandardCharsets.UTF_8);
                mac.update(ByteBuffer.allocate(4)
                        .putInt(bytes == null ? -1 : bytes.length)
                        .array());
                if (bytes != null) {
                    mac.update(bytes);
                }
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
