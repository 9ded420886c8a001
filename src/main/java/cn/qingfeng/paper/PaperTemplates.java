package cn.qingfeng.paper;

import cn.qingfeng.Refusal;
import cn.qingfeng.paper.word.WordCharts;
import cn.qingfeng.paper.word.WordFile;
import cn.qingfeng.paper.word.WordPlaces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.poi.ooxml.POIXMLException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The templates: one of the product's for each kind, and before it the office's own, each from the day that the office
 * said. An upgrade changes the product's and leaves the office's; where it did, the page says so.
 */
@Component
@Transactional(readOnly = true)
class PaperTemplates {

    /**
     * One that the office put in.
     *
     * @param shippedBefore hash of the product's when it was put in
     * @param takenBackAt null while it counts
     */
    record Version(
            String id,
            PaperKind kind,
            int number,
            LocalDate holdsFrom,
            String sha256,
            String shippedBefore,
            String by,
            Instant at,
            String takenBackBy,
            Instant takenBackAt) {}

    /**
     * A template as papers are written from it.
     *
     * @param name which one it was, for the register: {@code 3} the office's third, else the beginning of the product's hash
     */
    record Template(String name, WordFile file, Set<Place> used) {}

    private static final String VERSIONS =
            "select id, kind, version_number, holds_from, sha256, shipped_sha256, uploaded_by,"
                    + " uploaded_at, taken_back_by, taken_back_at from paper_template";

    private final JdbcTemplate jdbc;
    private final MessageSource messages;
    private final Clock clock;

    PaperTemplates(JdbcTemplate jdbc, MessageSource messages, Clock clock) {
        this.jdbc = jdbc;
        this.messages = messages;
        this.clock = clock;
    }

    /** What papers of the kind are written from today. */
    Template inForce(PaperKind kind) {
        return current(kind)
                .map(version -> template(kind, String.valueOf(version.number()), content(version.id())))
                .orElseGet(() -> {
                    var shipped = shipped(kind);
                    return template(kind, hash(shipped).substring(0, 8), shipped);
                });
    }

    private Template template(PaperKind kind, String name, byte[] content) {
        var file = WordFile.own(content);
        return new Template(name, file, used(kind, file));
    }

    /** The office's that counts today: the one with the latest day that has come, of that day the latest. */
    Optional<Version> current(PaperKind kind) {
        return current(versions(kind));
    }

    /** Of all of a kind, the one that counts today. */
    Optional<Version> current(List<Version> versions) {
        var today = LocalDate.now(clock);
        return versions.stream()
                .filter(version ->
                        version.takenBackAt() == null && !version.holdsFrom().isAfter(today))
                .max(java.util.Comparator.comparing(Version::holdsFrom).thenComparing(Version::number));
    }

    /** All of the office's, the newest first. */
    List<Version> versions(PaperKind kind) {
        return jdbc.query(
                VERSIONS + " where kind = ? order by version_number desc", PaperTemplates::version, kind.name());
    }

    /** All of the office's, by kind, the newest first. */
    Map<PaperKind, List<Version>> versions() {
        return jdbc.query(VERSIONS + " order by version_number desc", PaperTemplates::version).stream()
                .collect(Collectors.groupingBy(Version::kind));
    }

    private static Version version(ResultSet row, int n) throws SQLException {
        var takenBack = row.getTimestamp(10);
        return new Version(
                row.getString(1),
                PaperKind.valueOf(row.getString(2)),
                row.getInt(3),
                row.getDate(4).toLocalDate(),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getTimestamp(8).toInstant(),
                row.getString(9),
                takenBack == null ? null : takenBack.toInstant());
    }

    /** @throws Refusal not found */
    byte[] content(String id) {
        return jdbc.queryForList("select content from paper_template where id = ?", byte[].class, id).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("paper.template.unknown"));
    }

    /** The product's own. */
    byte[] shipped(PaperKind kind) {
        try (var in =
                new ClassPathResource("paper/" + kind.name().toLowerCase(Locale.ROOT) + ".docx").getInputStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Looks through what somebody wants to put in.
     *
     * @throws Refusal with what is wrong with it, before anything is kept
     */
    Template checked(PaperKind kind, byte[] content) {
        var file = WordFile.read(content);
        var used = used(kind, file);
        try (var opened = new XWPFDocument(new ByteArrayInputStream(file.bytes()))) {
            opened.getBodyElements();
        } catch (IOException | POIXMLException | OpenXML4JRuntimeException | IllegalArgumentException broken) {
            throw Refusal.invalid("paper.word.damaged");
        }
        return new Template("", file, used);
    }

    /**
     * Puts one in.
     *
     * @param from the day from which papers are written from it; today or later
     */
    @Transactional
    Version put(PaperKind kind, byte[] content, LocalDate from, String by) {
        if (from.isBefore(LocalDate.now(clock))) {
            throw Refusal.invalid("paper.template.past");
        }
        var kept = checked(kind, content).file().bytes();
        jdbc.queryForList("select last_ordinal from paper_counter where series = '-' and issue_year = 0 for update");
        var number = jdbc.queryForObject(
                        "select coalesce(max(version_number), 0) from paper_template where kind = ?",
                        Integer.class,
                        kind.name())
                + 1;
        jdbc.update(
                "insert into paper_template (id, kind, version_number, holds_from, content, sha256, shipped_sha256,"
                        + " uploaded_by, uploaded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                UUID.randomUUID().toString(),
                kind.name(),
                number,
                Date.valueOf(from),
                kept,
                hash(kept),
                hash(shipped(kind)),
                by,
                Timestamp.from(clock.instant()));
        return versions(kind).get(0);
    }

    /** From now on the one before it counts again; papers that were issued stay as they are. */
    @Transactional
    void takeBack(PaperKind kind, String id, String by) {
        var done = jdbc.update(
                "update paper_template set taken_back_by = ?, taken_back_at = ?"
                        + " where id = ? and kind = ? and taken_back_at is null",
                by,
                Timestamp.from(clock.instant()),
                id,
                kind.name());
        if (done == 0) {
            throw Refusal.conflict("paper.template.gone");
        }
    }

    /** The Chinese words of places, as a template has them. */
    Map<String, Place> named(Collection<Place> places) {
        return places.stream()
                .collect(Collectors.toMap(this::name, place -> place, (one, same) -> one, LinkedHashMap::new));
    }

    String name(Place place) {
        return messages.getMessage("paper.place." + place, null, Locale.CHINA);
    }

    private Set<Place> used(PaperKind kind, WordFile file) {
        var once = named(kind.places());
        var ofRows = named(kind.ofRows());
        var used = new TreeSet<Place>();
        WordPlaces.used(file, once.keySet(), ofRows.keySet())
                .forEach(name -> used.add(once.containsKey(name) ? once.get(name) : ofRows.get(name)));
        return used;
    }

    /** The template with its places filled in. */
    WordFile filled(Template template, PaperKind kind, PaperValues values) {
        var told = byName(values.values());
        var drawn = template.used().contains(Place.CHART);
        if (drawn) {
            told.put(name(Place.CHART), WordCharts.PLACE);
        }
        var file = WordPlaces.filled(
                template.file(),
                told,
                named(kind.ofRows()).keySet(),
                values.rows().stream().map(this::byName).toList());
        return drawn
                ? WordCharts.drawn(file, messages.getMessage("paper.chart." + kind, null, Locale.CHINA), values.bars())
                : file;
    }

    private Map<String, String> byName(Map<Place, String> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(
                        each -> name(each.getKey()), Map.Entry::getValue, (one, same) -> one, HashMap::new));
    }

    static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
