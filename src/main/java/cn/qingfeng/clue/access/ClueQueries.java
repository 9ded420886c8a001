package cn.qingfeng.clue.access;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.ClueWords;
import cn.qingfeng.organization.Right;
import cn.qingfeng.text.Normal;
import cn.qingfeng.text.Numbers;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Root;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Lists of clues, read from the flat ledger table and always cut down to what the viewer may see. */
@Component
@Transactional(readOnly = true)
public class ClueQueries {

    /**
     * What to look for; an empty part does not narrow.
     *
     * @param text looked for in number, title and what was told, all of them in normal form
     * @param unit code of the lead or an assisting unit
     * @param overdue only clues whose running limit has passed
     * @param further whatever else narrows
     * @param either where it is not empty, one of these must fit; each is asked for by itself, because no index answers both
     */
    public record Wish(
            Optional<ClueStatus> status,
            Optional<Card> card,
            Optional<ClueKind> kind,
            Optional<String> unit,
            Optional<String> leaf,
            Optional<String> text,
            boolean open,
            boolean overdue,
            List<Specification<Clue>> further,
            List<Specification<Clue>> either) {

        /** Without anything else. */
        public Wish(
                Optional<ClueStatus> status,
                Optional<Card> card,
                Optional<ClueKind> kind,
                Optional<String> unit,
                Optional<String> leaf,
                Optional<String> text,
                boolean open,
                boolean overdue) {
            this(status, card, kind, unit, leaf, text, open, overdue, List.of(), List.of());
        }

        /** The same, narrowed by these too. */
        public Wish and(Collection<Specification<Clue>> more) {
            return new Wish(
                    status,
                    card,
                    kind,
                    unit,
                    leaf,
                    text,
                    open,
                    overdue,
                    Stream.concat(further.stream(), more.stream()).toList(),
                    either);
        }

        /** The same, of which one of these must fit too. */
        public Wish andEither(List<Specification<Clue>> ways) {
            return new Wish(status, card, kind, unit, leaf, text, open, overdue, further, ways);
        }

        /** Of whatever kind of problem. */
        public Wish(
                Optional<ClueStatus> status,
                Optional<Card> card,
                Optional<ClueKind> kind,
                Optional<String> unit,
                Optional<String> text,
                boolean open,
                boolean overdue) {
            this(status, card, kind, unit, Optional.empty(), text, open, overdue);
        }
    }

    /** Further than this nothing is counted: whoever looks at ten thousand lines narrows them, or goes on from one. */
    public static final int MOST_COUNTED = 10_000;

    /** More sealed reports than this are not opened for one search. */
    public static final int MOST_REPORTS_OPENED = 2_000;

    /** How titles are searched by their words ({@code V215}); a database without that index compares each. */
    private static final String BY_WORDS = "match (?) against (? in boolean mode)";

    private static final Map<String, String> COLUMNS =
            Map.of("titleKey", "title_key", "textKey", "text_key", "screenedKey", "screened_key");

    /** The index on words holds two signs at a time, but none with the short words of English in it. */
    private static final Pattern INDEXED = Pattern.compile("[\\p{IsHan}0-9]{2,}");

    /** Of so many, the newest, it is counted how many hold a word. */
    private static final int SAMPLE = 500;

    /** A word in one of so many is found quicker by reading clues than by the index of those that hold it. */
    private static final int COMMON = 10;

    /** A clue's place in an order: its moment there, if it has one, and its number. */
    private record Place(Instant at, String number) {}

    /**
     * One reason for which a clue is in the list.
     *
     * @param found as all of them are found
     * @param read as they are noticed by whoever reads clues in an order: words are compared then, because an index of words
     *     gives those that hold them in none
     */
    private record Way(Specification<Clue> found, Specification<Clue> read) {
        Way(Specification<Clue> same) {
            this(same, same);
        }

        Way and(Way other) {
            return new Way(found.and(other.found), read.and(other.read));
        }
    }

    /** A way with all that is found by it in no order, or with one more than are counted. */
    private record Found(Way way, List<Place> all, boolean whole) {}

    /** Some of a list, for the database and for what was read already. */
    private record Part(Specification<Clue> condition, Predicate<Place> fits) {
        Part and(Part other) {
            return new Part(condition.and(other.condition), fits.and(other.fits));
        }
    }

    private static final Part RUNNING =
            new Part((clue, query, is) -> is.isNotNull(clue.get("dueAt")), place -> place.at() != null);

    private static final Part STILL =
            new Part((clue, query, is) -> is.isNull(clue.get("dueAt")), place -> place.at() == null);

    private final EntityManager entities;
    private final ClueAccess access;
    private final Clock clock;
    private final JdbcTemplate jdbc;
    private final ObjectProvider<NumbersElsewhere> elsewhere;
    private final boolean words;
    private final int mostCounted;

    @Autowired
    ClueQueries(
            EntityManager entities,
            ClueAccess access,
            Clock clock,
            JdbcTemplate jdbc,
            ObjectProvider<NumbersElsewhere> elsewhere) {
        this(entities, access, clock, jdbc, elsewhere, MOST_COUNTED);
    }

    ClueQueries(
            EntityManager entities,
            ClueAccess access,
            Clock clock,
            JdbcTemplate jdbc,
            ObjectProvider<NumbersElsewhere> elsewhere,
            int mostCounted) {
        this.elsewhere = elsewhere;
        this.mostCounted = mostCounted;
        this.jdbc = jdbc;
        this.entities = entities;
        this.access = access;
        this.clock = clock;
        this.words = Boolean.TRUE.equals(jdbc.execute((ConnectionCallback<Boolean>)
                connection -> connection.getMetaData().getDatabaseProductName().equals("MySQL")));
    }

    /** As {@link #find(Viewer, Wish, Pageable, Optional)}, from the first on. */
    public Page<Clue> find(Viewer viewer, Wish wish, Pageable page) {
        return find(viewer, wish, page, Optional.empty());
    }

    /**
     * One page of the clues that fit the wish; its total is counted up to one more than {@link #MOST_COUNTED}, and no page lies
     * beyond that.
     *
     * @param behind the number of a clue: only what comes behind it in this order. Pages then cost the same however deep they lie
     */
    public Page<Clue> find(Viewer viewer, Wish wish, Pageable page, Optional<String> behind) {
        var order = page.getSort().stream().findFirst().orElse(Sort.Order.asc("number"));
        var last = behind.map(number -> place(number, order));
        var ways = ways(viewer, wish).stream().map(way -> found(way, order)).toList();
        var all = all(ways);
        if (all.size() <= mostCounted) {
            // Few are put in order here: an index that has the order would be read past everything that does not fit.
            var further = all.stream()
                    .filter(each -> last.filter(at -> inOrder(order, at).compare(each, at) <= 0)
                            .isEmpty())
                    .sorted(inOrder(order, null))
                    .toList();
            return page(further.stream().skip(page.getOffset()).limit(page.getPageSize()), page, further.size());
        }
        var found = page.getOffset() > mostCounted
                ? List.<Place>of()
                : places(ways, order, last, (int) page.getOffset(), page.getPageSize());
        var total = last.filter(at -> order.getProperty().equals("number") || at.at() != null)
                .map(at -> count(ways, order, behind(order, at)))
                .orElse((long) all.size());
        return page(found.stream(), page, total);
    }

    private Page<Clue> page(Stream<Place> found, Pageable page, long total) {
        return new PageImpl<>(byNumber(found.map(Place::number).toList()), page, total);
    }

    private Found found(Way way, Sort.Order order) {
        var all = places(way.found(), order, List.of(), 0, mostCounted + 1);
        return new Found(way, all, all.size() <= mostCounted);
    }

    /** All that fit, in no order, or one more than are counted. */
    private List<Place> all(List<Found> ways) {
        return ways.stream()
                .flatMap(way -> way.all().stream())
                .distinct()
                .limit(mostCounted + 1L)
                .toList();
    }

    private long count(List<Found> ways, Sort.Order order, Part part) {
        return ways.stream()
                .flatMap(way -> way.whole()
                        ? way.all().stream().filter(part.fits())
                        : places(way.way().read().and(part.condition()), order, List.of(), 0, mostCounted + 1).stream())
                .map(Place::number)
                .distinct()
                .limit(mostCounted + 1L)
                .count();
    }

    /**
     * By the moment, what has none last in either direction, and by the number.
     *
     * @param last beside which it is to be asked where others stand; null among themselves
     */
    private static Comparator<Place> inOrder(Sort.Order order, Place last) {
        var byNumber = Comparator.comparing(Place::number);
        var stillIsLast = order.getProperty().equals("dueAt");
        if (order.getProperty().equals("number") || last != null && last.at() == null && !stillIsLast) {
            return order.isAscending() ? byNumber : byNumber.reversed();
        }
        return (one, other) -> one.at() == null || other.at() == null
                ? Comparator.comparing((Place place) -> place.at() == null)
                        .thenComparing(byNumber)
                        .compare(one, other)
                : Comparator.comparing(Place::at).thenComparing(byNumber).compare(one, other)
                        * (order.isAscending() ? 1 : -1);
    }

    /** The next clues that fit the wish, in the order of their numbers. */
    public List<Clue> after(String number, int most, Viewer viewer, Wish wish) {
        var order = Sort.Order.asc("number");
        var next = Optional.of(behind(order, new Place(null, number)));
        var ways = ways(viewer, wish).stream()
                .map(way -> new Found(new Way(way.found()), List.of(), false))
                .toList();
        return byNumber(
                merged(ways, order, next, 0, most).stream().map(Place::number).toList());
    }

    private List<Clue> byNumber(List<String> numbers) {
        return numbers.isEmpty()
                ? List.of()
                : entities.createQuery("select c from Clue c where c.number in :numbers", Clue.class)
                        .setParameter("numbers", numbers)
                        .getResultStream()
                        .sorted(Comparator.comparingInt(
                                clue -> numbers.indexOf(clue.number().value())))
                        .toList();
    }

    /** How many of the clues that the viewer may see fit the wish, up to one more than {@link #MOST_COUNTED}. */
    public long countSome(Viewer viewer, Wish wish) {
        var order = Sort.Order.asc("number");
        return all(ways(viewer, wish).stream().map(way -> found(way, order)).toList())
                .size();
    }

    /**
     * Open clues of one status and card.
     *
     * @param card null where none was decided
     * @param late those of them whose limit has passed
     */
    public record Open(ClueStatus status, Card card, long all, long late) {}

    /** The open clues that the viewer may see, counted in one reading of them, however many ended ones there are. */
    public List<Open> open(Viewer viewer) {
        var is = entities.getCriteriaBuilder();
        var query = is.createTupleQuery();
        var clue = query.from(Clue.class);
        var late = is.<Long>selectCase()
                .when(is.lessThan(clue.get("dueAt"), clock.instant()), 1L)
                .otherwise(0L);
        query.multiselect(clue.get("status"), clue.get("card"), is.count(clue), is.sum(late))
                .where(
                        is.equal(clue.get("open"), true),
                        Specification.anyOf(access.ways(viewer)).toPredicate(clue, query, is))
                .groupBy(clue.get("status"), clue.get("card"));
        return entities.createQuery(query).getResultList().stream()
                .map(row -> new Open(
                        row.get(0, ClueStatus.class),
                        row.get(1, Card.class),
                        row.get(2, Long.class),
                        row.get(3, Long.class)))
                .toList();
    }

    /** How many of the clues that the viewer may see fit the wish, all of them. */
    public long count(Viewer viewer, Wish wish) {
        var is = entities.getCriteriaBuilder();
        var query = is.createQuery(Long.class);
        var clue = query.from(Clue.class);
        query.select(is.count(clue))
                .where(Specification.anyOf(
                                ways(viewer, wish).stream().map(Way::found).toList())
                        .toPredicate(clue, query, is));
        return entities.createQuery(query).getSingleResult();
    }

    /** Clues of which nothing runs, or whose clock stands still, come last in either order by their ends. */
    private List<Place> places(List<Found> ways, Sort.Order order, Optional<Place> last, int from, int size) {
        var property = order.getProperty();
        if (!property.equals("dueAt")) {
            return merged(ways, order, last.map(at -> behind(order, at)), from, size);
        }
        var found = new ArrayList<Place>();
        var among = last.map(Place::at).isPresent() || last.isEmpty();
        var running = last.map(at -> RUNNING.and(behind(order, at))).orElse(RUNNING);
        if (among) {
            found.addAll(merged(ways, order, Optional.of(running), from, size));
        }
        if (found.size() < size) {
            var before = among ? (int) count(ways, order, running) : 0;
            var byNumber = Sort.Order.asc("number");
            var rest = among ? STILL : STILL.and(behind(byNumber, last.get()));
            found.addAll(merged(ways, byNumber, Optional.of(rest), Math.max(0, from - before), size - found.size()));
        }
        return found;
    }

    /** Of each way the first, put together in order. */
    private List<Place> merged(List<Found> ways, Sort.Order order, Optional<Part> part, int from, int size) {
        if (ways.size() == 1 && !ways.get(0).whole()) {
            return first(ways.get(0), order, part, from, size);
        }
        var byMoment = Comparator.comparing(Place::at, Comparator.nullsFirst(Comparator.naturalOrder()));
        var ascending = order.isAscending() ? byMoment : byMoment.reversed();
        var byNumber = Comparator.comparing(Place::number);
        var whole = ascending.thenComparing(order.isAscending() ? byNumber : byNumber.reversed());
        return ways.stream()
                .flatMap(way -> way.whole()
                        ? way.all().stream().filter(part.map(Part::fits).orElse(place -> true))
                        : first(way, order, part, 0, from + size).stream())
                .distinct()
                .sorted(whole)
                .skip(from)
                .limit(size)
                .toList();
    }

    private List<Place> first(Found found, Sort.Order order, Optional<Part> part, int from, int size) {
        var way = found.way().read();
        return places(part.map(Part::condition).map(way::and).orElse(way), order, List.of(order), from, size);
    }

    /** As far as an order is told, in it; with the moment by which {@code by} orders. */
    private List<Place> places(Specification<Clue> way, Sort.Order by, List<Sort.Order> told, int from, int size) {
        var is = entities.getCriteriaBuilder();
        var query = is.createTupleQuery();
        var clue = query.from(Clue.class);
        var byNumber = by.getProperty().equals("number");
        query.multiselect(
                        byNumber
                                ? List.of(clue.get("number"))
                                : List.of(clue.get("number"), clue.get(by.getProperty())))
                .where(way.toPredicate(clue, query, is))
                // Both in the same direction: an index is read forwards or backwards.
                .orderBy(told.stream()
                        .flatMap(each -> Stream.of(each.getProperty(), "number").distinct())
                        .map(property -> by.isAscending() ? is.asc(clue.get(property)) : is.desc(clue.get(property)))
                        .toList());
        return entities.createQuery(query).setFirstResult(from).setMaxResults(size).getResultList().stream()
                .map(row -> new Place(byNumber ? null : row.get(1, Instant.class), row.get(0, String.class)))
                .toList();
    }

    /** Where a clue stands in this order; one that is not there stands by its number alone. */
    private Place place(String number, Sort.Order order) {
        if (order.getProperty().equals("number")) {
            return new Place(null, number);
        }
        return Optional.ofNullable(entities.find(Clue.class, number))
                .map(clue -> new Place(
                        order.getProperty().equals("dueAt") ? clue.dueAt().orElse(null) : clue.registeredAt(), number))
                .orElse(new Place(null, number));
    }

    private static Part behind(Sort.Order order, Place last) {
        return new Part(
                (clue, query, is) -> {
                    Path<String> number = clue.get("number");
                    var further = order.isAscending()
                            ? is.greaterThan(number, last.number())
                            : is.lessThan(number, last.number());
                    if (order.getProperty().equals("number") || last.at() == null) {
                        return further;
                    }
                    Path<Instant> by = clue.get(order.getProperty());
                    return is.or(
                            order.isAscending() ? is.greaterThan(by, last.at()) : is.lessThan(by, last.at()),
                            is.and(is.equal(by, last.at()), further));
                },
                place -> inOrder(order, last).compare(place, last) > 0);
    }

    /** What the viewer may see and wishes, as one condition for each way to it; any of them will do. */
    private List<Way> ways(Viewer viewer, Wish wish) {
        var narrow = new Way(fits(wish));
        var told = told(viewer, wish);
        return access.ways(viewer).stream()
                .flatMap(way -> atTheUnit(wish).stream().map(way::and))
                .flatMap(way -> wish.either().isEmpty()
                        ? Stream.of(way)
                        : wish.either().stream().map(way::and))
                .map(Way::new)
                .flatMap(way -> told.stream().map(way::and))
                .map(way -> way.and(narrow))
                .toList();
    }

    private static List<Specification<Clue>> atTheUnit(Wish wish) {
        return wish.unit()
                .map(unit -> List.<Specification<Clue>>of(
                        (clue, query, is) -> is.equal(clue.get("leadUnit"), unit),
                        ClueAccess.assistedBy(List.of(unit))))
                .orElse(List.of(Specification.allOf()));
    }

    private List<Way> told(Viewer viewer, Wish wish) {
        if (wish.text().isEmpty()) {
            return List.of(new Way(Specification.allOf()));
        }
        var typed = Normal.of(wish.text().get()).text();
        var ways = new ArrayList<Way>();
        Numbers.clueNumber(typed)
                .<Specification<Clue>>map(number -> (clue, query, is) -> is.equal(clue.get("number"), number))
                .or(() -> partOfNumber(typed))
                .map(Way::new)
                .ifPresent(ways::add);
        if (viewer.has(Right.READ_OFFICES)) {
            var called = elsewhere.stream()
                    .flatMap(there -> there.called(typed).stream())
                    .map(ClueNumber::value)
                    .toList();
            if (!called.isEmpty()) {
                ways.add(new Way(oneOf(called)));
            }
        }
        // Nobody finds out by searching what is covered.
        var open = new Way(
                (clue, query, is) -> access.readsAsTold(viewer) ? is.conjunction() : is.isNull(clue.get("marks")));
        var key = Normal.key(typed);
        if (key.isEmpty()) {
            // Signs alone, which the normal form leaves out.
            var signs = containing(wish.text().get());
            ways.add(open.and(
                    new Way((clue, query, is) -> is.like(clue.get("content").get("title"), signs, '\\'))));
            return ways;
        }
        ways.add(open.and(way("titleKey", key, this::inTitle)));
        if (INDEXED.matcher(key).find()) {
            ways.add(open.and(way("textKey", key, (word, indexed) -> holding("textKey", word, indexed))));
            if (!access.readsAsTold(viewer)) {
                ways.add(way("screenedKey", key, (word, indexed) -> holding("screenedKey", word, indexed)));
            }
            if (access.seesReports(viewer)) {
                ways.add(new Way(oneOf(reportsTelling(viewer, key))));
            }
        }
        return ways;
    }

    private Way way(String column, String key, BiFunction<String, Boolean, Specification<Clue>> holding) {
        var read = holding.apply(key, false);
        return new Way(isIndexed(key) && !isCommon(column, key) ? holding.apply(key, true) : read, read);
    }

    /** MySQL's index on words does not hold what the running transaction wrote: one that writes compares each title. */
    private boolean isIndexed(String key) {
        return words
                && TransactionSynchronizationManager.isCurrentTransactionReadOnly()
                && INDEXED.matcher(key).find();
    }

    private boolean isCommon(String column, String key) {
        return jdbc.queryForObject(
                        "select count(*) from (select " + COLUMNS.get(column)
                                + " as told from clue order by clue_number desc limit " + SAMPLE
                                + ") newest where told like ?",
                        Integer.class,
                        containing(key))
                > SAMPLE / COMMON;
    }

    /** Words of reports against persons lie sealed and have no index: those who see them all open the newest, one by one. */
    private List<String> reportsTelling(Viewer viewer, String key) {
        return entities.createQuery(
                        "select c from Clue c where c.content.kind = :report order by c.registeredAt desc", Clue.class)
                .setParameter("report", ClueKind.REPORT)
                .setMaxResults(MOST_REPORTS_OPENED)
                .getResultStream()
                .filter(clue -> access.maySee(viewer, clue) && ClueWords.tells(clue.content(), key))
                .map(clue -> clue.number().value())
                .toList();
    }

    private static Specification<Clue> oneOf(List<String> numbers) {
        return numbers.isEmpty()
                ? ClueConditions.none()
                : (clue, query, is) -> clue.get("number").in(numbers);
    }

    /**
     * By the part of the row that holds the words alone. Where clues are read in an order, each is looked into when its turn comes:
     * MySQL would look into all of them first if it were asked which hold the word.
     */
    private Specification<Clue> holding(String words, String key, boolean indexed) {
        return (clue, query, is) -> {
            var telling = query.subquery(String.class);
            var told = telling.from(ClueWords.class);
            if (indexed) {
                telling.select(told.get("number")).where(contains(is, told, words, key, true));
                return clue.get("number").in(telling);
            }
            telling.select(told.get(words)).where(is.equal(told.get("number"), clue.get("number")));
            return is.like(telling, containing(key), '\\');
        };
    }

    /** The beginning of a number is found by its index; some digits from within are looked for in each number. */
    private static Optional<Specification<Clue>> partOfNumber(String typed) {
        var part = typed.replace(" ", "").toUpperCase(Locale.ROOT);
        if (!part.matches("W?Y?[0-9]*-?[0-9]*")) {
            return Optional.empty();
        }
        var day = part.matches("20[0-9]{2,6}(-[0-9]*)?") ? "WY" + part : part;
        return Optional.of(
                day.startsWith("WY")
                        ? (clue, query, is) -> is.like(clue.get("number"), day + "%")
                        : (clue, query, is) -> is.like(clue.get("number"), containing(part), '\\'));
    }

    private Specification<Clue> inTitle(String key, boolean indexed) {
        return (clue, query, is) -> contains(is, clue, "titleKey", key, indexed);
    }

    private static jakarta.persistence.criteria.Predicate contains(
            CriteriaBuilder is, Root<?> row, String column, String key, boolean indexed) {
        var each = is.like(row.get(column), containing(key), '\\');
        return indexed
                ? INDEXED.matcher(key)
                        .results()
                        .map(MatchResult::group)
                        .max(Comparator.comparingInt(String::length))
                        .map(word -> is.and(holds(is, row.get(column), word), each))
                        .orElse(each)
                : each;
    }

    private static jakarta.persistence.criteria.Predicate holds(CriteriaBuilder is, Expression<?> column, String word) {
        return is.greaterThan(
                ((HibernateCriteriaBuilder) is).sql(BY_WORDS, Double.class, column, is.literal("\"" + word + "\"")),
                0.0);
    }

    private Specification<Clue> fits(Wish wish) {
        var now = clock.instant();
        return (clue, query, is) -> {
            var all = new ArrayList<jakarta.persistence.criteria.Predicate>();
            wish.status().ifPresent(status -> all.add(is.equal(clue.get("status"), status)));
            wish.card().ifPresent(card -> all.add(is.equal(clue.get("card"), card)));
            wish.kind().ifPresent(kind -> all.add(is.equal(clue.get("content").get("kind"), kind)));
            wish.leaf().ifPresent(leaf -> all.add(is.equal(clue.get("classification"), leaf)));
            if (wish.open() || wish.overdue()) {
                all.add(is.equal(clue.get("open"), true));
            }
            if (wish.overdue()) {
                all.add(is.lessThan(clue.get("dueAt"), now));
            }
            wish.further().forEach(each -> all.add(each.toPredicate(clue, query, is)));
            return is.and(all.toArray(jakarta.persistence.criteria.Predicate[]::new));
        };
    }

    private static String containing(String text) {
        return "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
