package cn.qingfeng.clue.classification;

import cn.qingfeng.Refusal;
import cn.qingfeng.Shelf;
import cn.qingfeng.organization.county.CountyBook;
import cn.qingfeng.organization.county.CountyBook.Change;
import cn.qingfeng.organization.county.CountyBook.Subject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The leaves of the classification tree. A leaf is offered while it is valid; one that is retired is not offered any more, and
 * clues that were given it keep it and its name.
 */
@Component
@Transactional(readOnly = true)
public class Leaves {

    /**
     * A leaf.
     *
     * @param english its English name, or null
     * @param to its last day, or null
     */
    public record Leaf(String code, String name, String english, LocalDate from, LocalDate to) {

        /** Whether it may be chosen on that day. */
        public boolean validOn(LocalDate day) {
            return !day.isBefore(from) && (to == null || !day.isAfter(to));
        }

        /** Its name in this language; Chinese where it has no other. */
        public String name(Locale locale) {
            return english == null || !"en".equals(locale.getLanguage()) ? name : english;
        }
    }

    /** How many clues have a leaf. */
    public record Use(long open, long all) {}

    private static final int LONGEST = 60;

    private static final RowMapper<Leaf> ROW = (row, n) -> new Leaf(
            row.getString("code"),
            row.getString("name"),
            row.getString("english"),
            LocalDate.parse(row.getString("valid_from")),
            Optional.ofNullable(row.getString("valid_to")).map(LocalDate::parse).orElse(null));

    private final JdbcTemplate jdbc;
    private final CountyBook book;
    private final Clock clock;
    private final Shelf<List<Leaf>> all;

    Leaves(JdbcTemplate jdbc, CountyBook book, Clock clock) {
        this.jdbc = jdbc;
        this.book = book;
        this.clock = clock;
        this.all = new Shelf<>(() -> jdbc.query("select * from classification_leaf order by position, code", ROW));
    }

    /** All leaves, retired and coming ones too, in the county's order. */
    public List<Leaf> all() {
        return all.get();
    }

    /** Those that may be chosen today. */
    public List<Leaf> offered() {
        return all().stream().filter(leaf -> leaf.validOn(today())).toList();
    }

    public Optional<Leaf> find(String code) {
        return all().stream()
                .filter(leaf -> leaf.code().equals(code))
                .findFirst()
                // Another node may have added it just now.
                .or(() -> jdbc.query("select * from classification_leaf where code = ?", ROW, code).stream()
                        .findFirst());
    }

    /** A leaf's name; its code where there is none, so that what an old file says can always be read. */
    public String name(Classification leaf, Locale locale) {
        return find(leaf.code()).map(known -> known.name(locale)).orElse(leaf.code());
    }

    /**
     * The leaf of this code, to be given to a clue.
     *
     * @throws Refusal when there is none, or it is not valid today
     */
    public Classification require(String code) {
        var leaf = find(Classification.of(code).code())
                .orElseThrow(() -> Refusal.invalid("clue.classification.unknown", code));
        if (!leaf.validOn(today())) {
            throw Refusal.invalid("clue.classification.retired", leaf.name());
        }
        return new Classification(code);
    }

    /** How many clues have each leaf; reports against persons are nobody's to count. */
    public Map<String, Use> use() {
        var use = new HashMap<String, Use>();
        jdbc.query(
                "select classification, count(*) as every_one, sum(case when is_open = true then 1 else 0 end) as open_ones"
                        + " from clue where classification is not null and kind <> 'REPORT' group by classification",
                row -> {
                    use.put(row.getString(1), new Use(row.getLong("open_ones"), row.getLong("every_one")));
                });
        return use;
    }

    /**
     * Adds a leaf, or changes the name or the days of the one with its code.
     *
     * @throws Refusal when something is missing or wrong
     */
    @Transactional
    public void put(String code, String name, String english, LocalDate from, LocalDate to, String reason, String by) {
        all.changed();
        Classification.of(code);
        if (name == null || name.isBlank() || name.strip().length() > LONGEST) {
            throw Refusal.invalid("leaf.name", LONGEST);
        }
        var foreign = english == null || english.isBlank() ? null : english.strip();
        if (foreign != null && foreign.length() > LONGEST) {
            throw Refusal.invalid("leaf.name", LONGEST);
        }
        var known = find(code);
        var begins = from != null ? from : known.map(Leaf::from).orElse(today());
        if (to != null && to.isBefore(begins)) {
            throw Refusal.invalid("leaf.days");
        }
        if (all().stream()
                .anyMatch(other -> !other.code().equals(code)
                        && other.name().equals(name.strip())
                        && (other.to() == null || !other.to().isBefore(begins))
                        && (to == null || !to.isBefore(other.from())))) {
            throw Refusal.conflict("leaf.taken", name.strip());
        }
        var leaf = new Leaf(code, name.strip(), foreign, begins, to);
        if (known.filter(leaf::equals).isPresent()) {
            return;
        }
        if (known.isEmpty()) {
            jdbc.update(
                    "insert into classification_leaf (code, name, english, position, valid_from, valid_to)"
                            + " select ?, ?, ?, coalesce(max(position), 0) + 1, ?, ? from classification_leaf",
                    code,
                    leaf.name(),
                    foreign,
                    begins.toString(),
                    to == null ? null : to.toString());
        } else {
            jdbc.update(
                    "update classification_leaf set name = ?, english = ?, valid_from = ?, valid_to = ? where code = ?",
                    leaf.name(),
                    foreign,
                    begins.toString(),
                    to == null ? null : to.toString(),
                    code);
        }
        book.enter(
                Subject.LEAF,
                code,
                known.isEmpty() ? Change.ADDED : Change.CHANGED,
                known.map(Leaves::said).orElse(null),
                said(leaf),
                reason,
                by);
    }

    private static String said(Leaf leaf) {
        return leaf.name() + (leaf.english() == null ? "" : " · " + leaf.english()) + " · " + leaf.from() + "–"
                + (leaf.to() == null ? "" : leaf.to());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }
}
