package cn.qingfeng.conduct;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.Notices;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.Right;
import cn.qingfeng.text.Normal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The list of what officials may and must not do in contact with firms (county plan, 政商交往正负面清单). The office changes a
 * draft; what is published stays as it was published, and whoever works for the county acknowledges it once a year.
 */
@Service
@Transactional
public class ConductList {

    static final int LONGEST_WORDS = 500;
    static final int LONGEST_GROUND = 200;
    static final int LONGEST_BINDS = 100;
    static final int LONGEST_NOTE = 500;
    static final int MOST_ITEMS = 100;

    private final EditionBook book;
    private final Organization organization;
    private final Notices notices;
    private final Clock clock;

    ConductList(EditionBook book, Organization organization, Notices notices, Clock clock) {
        this.book = book;
        this.organization = organization;
        this.notices = notices;
        this.clock = clock;
    }

    /** What an item says; its side is chosen once. {@code from} and {@code to} are null where it holds as long as its edition. */
    public record Wording(String words, String ground, String binds, LocalDate from, LocalDate to) {}

    /** The edition that holds today; nothing as long as none does. */
    @Transactional(readOnly = true)
    public Optional<Edition> current() {
        return book.holdingOn(today());
    }

    /** What must not be done today, item by item. */
    @Transactional(readOnly = true)
    public List<Item> prohibitions() {
        return current().map(edition -> edition.side(Side.MUST_NOT)).orElse(List.of()).stream()
                .filter(item -> item.holdsOn(today()))
                .toList();
    }

    /** @throws Refusal not found, for a draft too */
    @Transactional(readOnly = true)
    public Edition edition(int number) {
        return book.published(number).orElseThrow(() -> Refusal.notFound("conduct.unknown"));
    }

    /** Every published edition without its items, newest first. */
    @Transactional(readOnly = true)
    public List<Edition> editions() {
        return book.published();
    }

    @Transactional(readOnly = true)
    public Optional<Edition> draft() {
        return book.draft();
    }

    /** Begins a draft with what the newest edition says; leaves one that is there as it is. */
    public void begin(String by) {
        require(by, Right.EDIT_CONDUCT);
        if (book.draftHeld().isPresent()) {
            return;
        }
        var newest = book.published().stream().findFirst();
        try {
            book.begin(newest.map(Edition::number).orElse(0) + 1, by, clock.instant());
        } catch (DuplicateKeyException begunMeanwhile) {
            throw Refusal.conflict("conduct.draft.begun");
        }
    }

    /** @throws Refusal where there is no draft to throw away */
    public void discard(String by) {
        require(by, Right.EDIT_CONDUCT);
        book.discard(held().number());
    }

    /**
     * Adds an item at the end of its side.
     *
     * @return its code
     * @throws Refusal for words that say nothing, are too long or said already, and for days that end before they begin
     */
    public int add(String by, Side side, Wording wording) {
        require(by, Right.EDIT_CONDUCT);
        var draft = held();
        if (draft.items().size() >= MOST_ITEMS) {
            throw Refusal.invalid("conduct.many", MOST_ITEMS);
        }
        var code = book.freeCode();
        var item = item(code, side, draft.side(side).size() + 1, wording);
        unlikeOthers(draft, item);
        change(draft, items -> {
            items.add(item);
            return items;
        });
        return code;
    }

    /** @throws Refusal as {@link #add}, and where the draft has no such item any more */
    public void reword(String by, int code, Wording wording) {
        require(by, Right.EDIT_CONDUCT);
        var draft = held();
        var before = of(draft, code);
        var item = item(code, before.side(), before.ordinal(), wording);
        unlikeOthers(draft, item);
        change(draft, items -> {
            items.set(items.indexOf(before), item);
            return items;
        });
    }

    public void remove(String by, int code) {
        require(by, Right.EDIT_CONDUCT);
        var draft = held();
        var gone = of(draft, code);
        change(draft, items -> {
            items.remove(gone);
            return items;
        });
    }

    /** Puts an item before the one that stands before it on its side; the first stays where it is. */
    public void up(String by, int code) {
        require(by, Right.EDIT_CONDUCT);
        var draft = held();
        var item = of(draft, code);
        var side = draft.side(item.side());
        var at = side.indexOf(item);
        if (at == 0) {
            return;
        }
        var other = side.get(at - 1);
        change(draft, items -> {
            items.set(items.indexOf(item), at(item, other.ordinal()));
            items.set(items.indexOf(other), at(other, item.ordinal()));
            return items;
        });
    }

    /**
     * Publishes the draft: it holds from that day on, never changes again, and everybody is told.
     *
     * @param from the first day, today or later
     * @throws Refusal where a side has no item, or for a day that has passed or comes before the day of the edition before
     */
    public void publish(String by, LocalDate from, String note) {
        require(by, Right.PUBLISH_CONDUCT);
        var draft = held();
        for (var side : Side.values()) {
            if (draft.side(side).isEmpty()) {
                throw Refusal.invalid("conduct.side.empty");
            }
        }
        if (from == null || from.isBefore(today())) {
            throw Refusal.invalid("conduct.from.past");
        }
        book.published().stream()
                .findFirst()
                .filter(before -> from.isBefore(before.from()))
                .ifPresent(before -> {
                    throw Refusal.invalid("conduct.from.before", before.from());
                });
        book.publish(draft.number(), from, limited(note, LONGEST_NOTE, "conduct.note.long"), by, clock.instant());
        tell("conduct/" + draft.number(), organization.activePeople());
    }

    /** Whether and when this person acknowledged the list this year. */
    @Transactional(readOnly = true)
    public Optional<Instant> acknowledged(String username) {
        return book.acknowledged(username, today().getYear());
    }

    /**
     * Acknowledges the list for this year; who did already is left alone.
     *
     * @param edition which one was read
     * @throws Refusal where another holds meanwhile: that one is to be read
     */
    public void acknowledge(String username, int edition) {
        if (current().map(Edition::number).filter(number -> number == edition).isEmpty()) {
            throw Refusal.conflict("conduct.acknowledge.other");
        }
        if (acknowledged(username).isEmpty()) {
            try {
                book.acknowledge(username, today().getYear(), edition, clock.instant());
            } catch (DuplicateKeyException twiceAtOnce) {
                throw Refusal.conflict("conduct.acknowledge.twice");
            }
        }
    }

    /** How one unit stands with this year's acknowledgements; {@code missing} by name. */
    public record UnitState(String unit, int people, List<String> missing) {}

    @Transactional(readOnly = true)
    public boolean seesStates(String reader) {
        return organization.has(reader, Right.SEE_ACKNOWLEDGED);
    }

    /** This year's acknowledgements of the units that this person may look at, those with most missing first. */
    @Transactional(readOnly = true)
    public List<UnitState> states(String reader) {
        var all = organization.hasOverAll(reader, Right.SEE_ACKNOWLEDGED);
        var own = organization.unitsWith(reader, Right.SEE_ACKNOWLEDGED);
        if (!all && own.isEmpty()) {
            throw Refusal.forbidden("conduct.states.forbidden");
        }
        var done = book.acknowledged(today().getYear()).keySet();
        return organization.activePeople().stream()
                .filter(person -> all || own.contains(person.unit()))
                .collect(Collectors.groupingBy(Person::unit))
                .entrySet()
                .stream()
                .map(unit -> new UnitState(
                        organization.unitName(unit.getKey()),
                        unit.getValue().size(),
                        unit.getValue().stream()
                                .filter(missingFrom(done))
                                .map(Person::name)
                                .sorted()
                                .toList()))
                .sorted(Comparator.comparing((UnitState unit) -> -unit.missing().size())
                        .thenComparing(UnitState::unit))
                .toList();
    }

    /**
     * Reminds whoever has not acknowledged this year's list.
     *
     * @return how many people
     */
    int remind(String period) {
        if (current().isEmpty()) {
            return 0;
        }
        var done = book.acknowledged(today().getYear()).keySet();
        var missing =
                organization.activePeople().stream().filter(missingFrom(done)).toList();
        tell("conduct/" + period, missing);
        return missing.size();
    }

    private static Predicate<Person> missingFrom(Set<String> done) {
        return person -> !done.contains(person.username());
    }

    private void tell(String key, Collection<Person> people) {
        notices.send(new Notice(
                key,
                NoticeEvent.CONDUCT_TO_READ,
                "",
                people.stream().map(Person::username).collect(Collectors.toSet()),
                Map.of(Notice.LINK, "/conduct-list")));
    }

    private void change(Edition draft, UnaryOperator<List<Item>> change) {
        var changed = change.apply(new ArrayList<>(draft.items()));
        var written = new ArrayList<Item>();
        for (var side : Side.values()) {
            var ordered = changed.stream()
                    .filter(item -> item.side() == side)
                    .sorted(Comparator.comparing(Item::ordinal))
                    .toList();
            for (var place = 0; place < ordered.size(); place++) {
                written.add(at(ordered.get(place), place + 1));
            }
        }
        book.write(draft.number(), written);
    }

    private static Item at(Item item, int ordinal) {
        return new Item(
                item.code(), item.side(), ordinal, item.words(), item.ground(), item.binds(), item.from(), item.to());
    }

    private static Item item(int code, Side side, int ordinal, Wording wording) {
        var words = limited(wording.words(), LONGEST_WORDS, "conduct.words.long");
        if (words.isEmpty()) {
            throw Refusal.invalid("conduct.words.none");
        }
        var binds = limited(wording.binds(), LONGEST_BINDS, "conduct.binds.long");
        if (binds.isEmpty()) {
            throw Refusal.invalid("conduct.binds.none");
        }
        if (wording.from() != null && wording.to() != null && wording.to().isBefore(wording.from())) {
            throw Refusal.invalid("conduct.days.order");
        }
        return new Item(
                code,
                side,
                ordinal,
                words,
                limited(wording.ground(), LONGEST_GROUND, "conduct.ground.long"),
                binds,
                wording.from(),
                wording.to());
    }

    private static String limited(String typed, int longest, String refusal) {
        var tidy = typed == null ? "" : Normal.lines(typed).strip();
        if (tidy.length() > longest) {
            throw Refusal.invalid(refusal, longest);
        }
        return tidy;
    }

    private static void unlikeOthers(Edition draft, Item item) {
        if (draft.items().stream()
                .anyMatch(other -> other.code() != item.code() && other.words().equals(item.words()))) {
            throw Refusal.invalid("conduct.words.again");
        }
    }

    private Edition held() {
        return book.draftHeld().orElseThrow(() -> Refusal.conflict("conduct.draft.none"));
    }

    private static Item of(Edition draft, int code) {
        return draft.items().stream()
                .filter(item -> item.code() == code)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("conduct.item.gone"));
    }

    private void require(String by, Right right) {
        if (!organization.hasOverAll(by, right)) {
            throw Refusal.forbidden("conduct.forbidden");
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(CountyClock.ZONE));
    }
}
