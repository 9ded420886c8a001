package cn.qingfeng.matter.attachment;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.evidence.FileNames;
import cn.qingfeng.evidence.Received;
import cn.qingfeng.evidence.storage.FileContents;
import cn.qingfeng.evidence.virus.ScanResult;
import cn.qingfeng.evidence.virus.VirusFound;
import cn.qingfeng.keys.SealedColumn;
import cn.qingfeng.keys.Sealer;
import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterAct;
import cn.qingfeng.matter.MatterKinds;
import cn.qingfeng.matter.MatterRights;
import cn.qingfeng.matter.Matters;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The files of matters. Whoever sees a matter sees its files; whoever works on such adds some until it has ended. Nobody
 * takes one away: they are kept for as long as the files of clues, and are erased with them.
 */
@Component
public class MatterFiles {

    /** How many files one matter may have. */
    public static final int MOST = 20;

    /** The purpose under which names are sealed: a file may be named after a person. */
    static final String NAME = "matter-file-name";

    /** A matter that ended, and when. */
    public record Ended(String number, Instant at) {}

    private record Row(String id, String number, String name, String by, Instant at, String content) {}

    private final JdbcTemplate jdbc;
    private final Sealer sealer;
    private final FileContents contents;
    private final Matters matters;
    private final MatterKinds kinds;
    private final MatterRights rights;
    private final MessageSource messages;
    private final TransactionTemplate transactions;
    private final Clock clock;

    MatterFiles(
            JdbcTemplate jdbc,
            Sealer sealer,
            FileContents contents,
            Matters matters,
            MatterKinds kinds,
            MatterRights rights,
            MessageSource messages,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.contents = contents;
        this.matters = matters;
        this.kinds = kinds;
        this.rights = rights;
        this.messages = messages;
        this.transactions = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * The files of a matter in the order in which they came; those that wait for a scan are not among them. Asks nobody's
     * rights.
     */
    public List<MatterFile> of(String number) {
        return files("where number = ? order by added_at, id", number);
    }

    private List<MatterFile> files(String condition, Object... values) {
        var rows = jdbc.query(
                "select id, number, sealed_name, added_by, added_at, content_id from matter_file " + condition,
                (row, n) -> new Row(
                        row.getString(1),
                        row.getString(2),
                        sealer.open(NAME, row.getString(1), row.getString(3)),
                        row.getString(4),
                        Utc.of(row, "added_at"),
                        row.getString(6)),
                values);
        var kept = contents.kept(rows.stream().map(Row::content).toList());
        return rows.stream()
                .filter(row -> kept.get(row.content()).scan() != ScanResult.WAITING)
                .map(row -> {
                    var known = kept.get(row.content());
                    return new MatterFile(
                            row.id(),
                            row.number(),
                            row.name(),
                            known.type(),
                            known.bytes(),
                            known.sha256(),
                            row.by(),
                            row.at(),
                            known.scan() == ScanResult.INFECTED,
                            row.content());
                })
                .toList();
    }

    /** @throws Refusal not found, also for whoever may not see the matter */
    MatterFile get(String reader, String number, String id) {
        matters.seenBy(reader, number);
        return files("where number = ? and id = ?", number, id).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("file.unknown"));
    }

    /**
     * What is in a file; closed by the caller.
     *
     * @throws Refusal conflict, when a virus was found in it
     */
    InputStream open(MatterFile file) throws IOException {
        if (file.infected()) {
            throw Refusal.conflict("file.infected");
        }
        return contents.open(file.contentId());
    }

    public boolean mayAdd(String who, Matter matter) {
        return rights.adds(who, kinds.get(matter.kind()), matter);
    }

    private void requireMayAdd(String who, String number) {
        var matter = matters.seenBy(who, number);
        if (matter.state().ended()) {
            throw Refusal.conflict("matter.file.ended");
        }
        if (!mayAdd(who, matter)) {
            throw Refusal.forbidden("matter.file.not-yours");
        }
        if (count(number) >= MOST) {
            throw Refusal.conflict("file.count", MOST);
        }
    }

    private int count(String number) {
        return jdbc.queryForObject("select count(*) from matter_file where number = ?", Integer.class, number);
    }

    /**
     * Adds a file: the content first, then in one short transaction the file and the timeline's entry.
     *
     * @param name as the person calls it; it is cleaned
     * @return the file; empty while it waits for a scan and nobody may see it
     * @throws Refusal when the person may not, the matter has enough or has ended, or the content is not taken
     */
    public Optional<MatterFile> add(String who, String number, String name, InputStream content) throws IOException {
        requireMayAdd(who, number);
        var received = contents.take(content);
        var kept = false;
        try {
            var id = transactions.execute(status -> put(who, number, FileNames.clean(name, received.type()), received));
            kept = true;
            return files("where id = ?", id).stream().findFirst();
        } finally {
            if (!kept) {
                contents.discard(received.contentId());
            }
        }
    }

    private String put(String who, String number, String name, Received received) {
        // The matter's row is locked by its timeline: two files that come at once are counted one after the other.
        tell(number, who, MatterAct.FILE_ADDED, received.bytes(), received.sha256());
        requireMayAdd(who, number);
        var id = UUID.randomUUID().toString();
        contents.claim(received.contentId(), "matter");
        jdbc.update(
                "insert into matter_file (id, number, content_id, sealed_name, added_by, added_at) values (?, ?, ?, ?, ?, ?)",
                id,
                number,
                received.contentId(),
                sealer.seal(NAME, id, name),
                who,
                Utc.of(clock.instant()));
        // The scanner may have been faster.
        if (contents.kept(List.of(received.contentId()))
                        .get(received.contentId())
                        .scan()
                == ScanResult.INFECTED) {
            tell(number, Matters.SYSTEM, MatterAct.FILE_QUARANTINED, received.bytes(), received.sha256());
        }
        return id;
    }

    private void tell(String number, String by, MatterAct act, long bytes, String sha256) {
        matters.noted(
                number, by, act, messages.getMessage("file.on-timeline", new Object[] {bytes, sha256}, Locale.CHINA));
    }

    @EventListener
    void on(VirusFound found) {
        files("where content_id = ?", found.contentId())
                .forEach(file ->
                        tell(file.number(), Matters.SYSTEM, MatterAct.FILE_QUARANTINED, file.bytes(), file.sha256()));
    }

    /** How many files lie with the matter in which no virus was found. */
    public long sound(String number) {
        return of(number).stream().filter(file -> !file.infected()).count();
    }

    /** Matters that ended before this moment and beside which files are kept. */
    public List<Ended> keptSince(Instant endedBefore) {
        return jdbc.query(
                "select m.number, m.ended_at from matter m where m.ended_at < ?"
                        + " and exists (select 1 from matter_file f where f.number = m.number) order by m.number",
                (row, n) -> new Ended(row.getString(1), Utc.of(row, "ended_at")),
                Utc.of(endedBefore));
    }

    /** Erases the files of these matters for good; the matters and their timelines stay, and say so. */
    public void erase(Collection<String> numbers) {
        for (var number : numbers) {
            var held = jdbc.queryForList("select content_id from matter_file where number = ?", String.class, number);
            if (!held.isEmpty()) {
                jdbc.update("delete from matter_file where number = ?", number);
                held.forEach(contents::giveUp);
                matters.noted(
                        number,
                        Matters.SYSTEM,
                        MatterAct.FILES_ERASED,
                        messages.getMessage("matter.files.erased", new Object[] {held.size()}, Locale.CHINA));
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Sealed {

        @Bean
        SealedColumn sealedNamesOfMattersFiles() {
            return new SealedColumn(NAME, "matter_file", List.of("id"), "sealed_name", List.of("id"), "");
        }
    }
}
