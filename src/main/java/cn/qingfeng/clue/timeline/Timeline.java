package cn.qingfeng.clue.timeline;

import cn.qingfeng.PerTransaction;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.event.ClueStepped;
import cn.qingfeng.clue.numbering.ClueNumbers;
import cn.qingfeng.keys.Keys;
import cn.qingfeng.keys.Sealer;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What happened to each clue, in order. Entries are only ever added; a changed or missing one is found and named. */
@Component
public class Timeline {

    /** The actor of what a rule did by itself. */
    public static final String SYSTEM = "system";

    /** The actor of what the reporter did. */
    public static final String PUBLIC = "public";

    /**
     * One thing that is not as it was written.
     *
     * @param ordinal which step, or which sheet of answers, from 1; 0 where it is about the clue as a whole
     * @param fault what is wrong, a message key
     */
    public record Breach(String clueNumber, int ordinal, String fault) {}

    /** In so many nights every clue that ended is read again. */
    static final int NIGHTS = 7;

    /** So many are read in one night; some minutes. */
    private static final int FEW = 50_000;

    private static final String PAST_ALL = "Z";

    /** How many clues the verification reads at a time. */
    private static final int AT_ONCE = 200;

    /** How often a clue is read again on which somebody worked while it was read. */
    private static final int MOST_READINGS = 5;

    private final EntityManager entities;
    private final Clock clock;
    private final Sealer sealer;
    private final byte[] key;
    private final ClueChain chain;
    private final ClueNumbers numbers;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final PerTransaction<ClueNumber, List<TimelineEntry>> known = new PerTransaction<>();
    private final PerTransaction<ClueNumber, AtomicBoolean> stepped = new PerTransaction<>();

    Timeline(
            EntityManager entities,
            Clock clock,
            Keys keys,
            Sealer sealer,
            ClueChain chain,
            ClueNumbers numbers,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.entities = entities;
        this.clock = clock;
        this.sealer = sealer;
        this.key = keys.forPurpose("timeline");
        this.chain = chain;
        this.numbers = numbers;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
    }

    public void enter(Clue clue, String by, TimelineAction act, Object from, Object to, String why) {
        keep(clue, entry(clue, by, act, from, to, why));
    }

    /** The entry of a clue that is not stored yet: it is stored as its first step leaves it, and before that. */
    public void begin(Clue clue, String by, TimelineAction act, Object to) {
        begin(clue, by, act, to, null);
    }

    /** As {@link #begin(Clue, String, TimelineAction, Object)}, with a reason. */
    public void begin(Clue clue, String by, TimelineAction act, Object to, String why) {
        chain.told(clue);
        var entry = entry(clue, by, act, null, to, why);
        entities.persist(clue);
        keep(clue, entry);
    }

    private TimelineEntry entry(Clue clue, String by, TimelineAction act, Object from, Object to, String why) {
        var ends = clue.chain();
        var entry = new TimelineEntry(
                clue.number().value(), ends.steps() + 1, clock.instant(), by, act, text(from), text(to), why);
        entry.seal(ends.timelineHead(), key);
        chain.entered(clue, entry);
        return entry;
    }

    private void keep(Clue clue, TimelineEntry entry) {
        if (clue.content().kind() == ClueKind.REPORT) {
            entry.close(sealer);
        }
        entities.persist(entry);
        known.forget();
        stepped.get(clue.number(), number -> new AtomicBoolean()).set(true);
        events.publishEvent(new ClueStepped(clue.number()));
    }

    /** Whether this transaction has entered something: what it counts by the clue's steps, nobody counted before. */
    public boolean steppedNow(ClueNumber number) {
        return stepped.get(number, asked -> new AtomicBoolean()).get();
    }

    /** What the clue says from now on: told at its registration, or made another by a rule. */
    public void told(Clue clue) {
        chain.told(clue);
    }

    /** What the clue said and what was answered about it was destroyed by rule. */
    public void destroyed(Clue clue) {
        chain.destroyed(clue);
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    /** The entries of one clue, oldest first. */
    @Transactional(readOnly = true)
    public List<TimelineEntry> of(ClueNumber number) {
        return known.get(number, asked -> List.copyOf(of(List.of(asked.value()))));
    }

    /** The entries of several clues that tell of one of these acts, by clue, oldest first; what they say stays sealed. */
    @Transactional(readOnly = true)
    public Map<ClueNumber, List<TimelineEntry>> of(Collection<ClueNumber> numbers, Set<TimelineAction> acts) {
        return numbers.isEmpty()
                ? Map.of()
                : entities.createQuery(
                                "select e from TimelineEntry e where e.id.clueNumber in :numbers and e.act in :acts"
                                        + " order by e.id.clueNumber, e.id.ordinal",
                                TimelineEntry.class)
                        .setParameter(
                                "numbers",
                                numbers.stream().map(ClueNumber::value).toList())
                        .setParameter("acts", acts)
                        .getResultStream()
                        .collect(Collectors.groupingBy(entry -> ClueNumber.of(entry.clueNumber())));
    }

    private List<TimelineEntry> of(List<String> numbers) {
        var entries = entities.createQuery(
                        "select e from TimelineEntry e where e.id.clueNumber in :numbers"
                                + " order by e.id.clueNumber, e.id.ordinal",
                        TimelineEntry.class)
                .setParameter("numbers", numbers)
                .getResultList();
        entries.forEach(entry -> entry.open(sealer));
        return entries;
    }

    /** As {@link #verify(Consumer)}, all of them at once. */
    public List<Breach> verify() {
        var breaches = new ArrayList<Breach>();
        verify(breaches::add);
        return breaches;
    }

    /**
     * Reads every clue again, some at a time, and names each step, each sheet of answers and each telling that was changed,
     * added or taken away, and each clue that is gone.
     */
    public void verify(Consumer<Breach> breaches) {
        for (var after = ""; after != null; ) {
            var from = after;
            after = transaction.execute(status -> verifyNext(from, PAST_ALL, breaches));
        }
        transaction.executeWithoutResult(status -> {
            verifyThatNoneIsGone("", PAST_ALL, breaches);
            verifyNumbers(breaches);
        });
    }

    /**
     * What is verified in one night. As long as there are few clues, all of them; of more, those that are open, and of the others
     * those numbered on every {@value #NIGHTS}th day, so that in so many nights each was read again, and no night takes longer
     * because years lie behind.
     *
     * @param known numbers of clues of which something is wrong already: they are read every night until it is not
     */
    public void verifyTonight(LocalDate night, Collection<String> known, Consumer<Breach> breaches) {
        verifyTonight(night, known, FEW, breaches);
    }

    void verifyTonight(LocalDate night, Collection<String> known, int few, Consumer<Breach> breaches) {
        if (number("select c.number from Clue c order by c.number", few).isEmpty()) {
            verify(breaches);
            return;
        }
        var first = number("select c.number from Clue c order by c.number", 0);
        var days = first.stream()
                .flatMap(number -> ClueNumber.of(number).day().datesUntil(night.plusDays(1)))
                .filter(day -> Math.floorMod(day.toEpochDay() - night.toEpochDay(), NIGHTS) == 0)
                .collect(Collectors.toCollection(TreeSet::new));
        known.forEach(number -> days.add(ClueNumber.of(number).day()));
        for (var day : days) {
            var start = ClueNumber.startOf(day);
            var until = ClueNumber.startOf(day.plusDays(1));
            for (var after = start; after != null; ) {
                var from = after;
                after = transaction.execute(status -> verifyNext(from, until, breaches));
            }
            transaction.executeWithoutResult(status -> verifyThatNoneIsGone(start, until, breaches));
        }
        var open = transaction.execute(
                status -> entities.createQuery("select c.number from Clue c where c.open = true", String.class)
                        .getResultStream()
                        .filter(number -> !days.contains(ClueNumber.of(number).day()))
                        .sorted()
                        .toList());
        for (var from = 0; from < open.size(); from += AT_ONCE) {
            var some = open.subList(from, Math.min(from + AT_ONCE, open.size()));
            transaction.executeWithoutResult(status -> verifyEach(
                    entities.createQuery("select c from Clue c where c.number in :some order by c.number", Clue.class)
                            .setParameter("some", some)
                            .getResultList(),
                    breaches));
        }
        transaction.executeWithoutResult(status -> verifyNumbers(breaches));
    }

    private Optional<String> number(String query, int place) {
        return transaction.execute(status -> entities.createQuery(query, String.class)
                .setFirstResult(place)
                .setMaxResults(1)
                .getResultStream()
                .findFirst());
    }

    /** The last number that was looked at; null when there are no more. */
    private String verifyNext(String after, String until, Consumer<Breach> breaches) {
        var clues = entities.createQuery(
                        "select c from Clue c where c.number > :after and c.number < :until order by c.number",
                        Clue.class)
                .setParameter("after", after)
                .setParameter("until", until)
                .setMaxResults(AT_ONCE)
                .getResultList();
        if (clues.isEmpty()) {
            return null;
        }
        verifyEach(clues, breaches);
        return clues.get(clues.size() - 1).number().value();
    }

    private void verifyEach(List<Clue> clues, Consumer<Breach> breaches) {
        var found = verify(clues);
        entities.clear();
        clues.stream()
                .map(clue -> clue.number().value())
                .filter(found::containsKey)
                .forEach(number -> verifyAgain(number).forEach(breaches));
    }

    /** Somebody may be at work on the clue: what its row says and what lies beside it are then read at two moments. */
    private List<Breach> verifyAgain(String number) {
        for (var reading = 1; ; reading++) {
            var clue = entities.find(Clue.class, number);
            if (clue == null) {
                return List.of();
            }
            var found = verify(List.of(clue)).getOrDefault(number, List.of());
            entities.clear();
            if (found.isEmpty() || reading == MOST_READINGS || clue.steps() == stepsNow(number)) {
                return found;
            }
        }
    }

    private int stepsNow(String number) {
        return entities.createQuery("select c.chain.timelineLength from Clue c where c.number = :number", Integer.class)
                .setParameter("number", number)
                .getSingleResult();
    }

    /** What is wrong, by the clue's number. */
    private Map<String, List<Breach>> verify(List<Clue> clues) {
        var found = new HashMap<String, List<Breach>>();
        Consumer<Breach> note = breach -> found.computeIfAbsent(breach.clueNumber(), number -> new ArrayList<>())
                .add(breach);
        var all = clues.stream().map(clue -> clue.number().value()).toList();
        var entries = of(all).stream().collect(Collectors.groupingBy(TimelineEntry::clueNumber));
        var sheets = chain.sheets(all).stream().collect(Collectors.groupingBy(AnswerSheet::clueNumber));
        for (var clue : clues) {
            var number = clue.number().value();
            verify(clue, entries.getOrDefault(number, List.of()), note);
            chain.verify(clue, sheets.getOrDefault(number, List.of()), note);
        }
        return found;
    }

    private void verify(Clue clue, List<TimelineEntry> entries, Consumer<Breach> breaches) {
        var previous = "";
        var expected = 1;
        for (var entry : entries) {
            if (entry.ordinal() != expected) {
                breaches.accept(new Breach(entry.clueNumber(), expected, "timeline.breach.missing"));
                expected = entry.ordinal();
            } else if (!entry.isSealedAfter(previous, key)) {
                breaches.accept(new Breach(entry.clueNumber(), entry.ordinal(), "timeline.breach.changed"));
            }
            previous = entry.hash();
            expected++;
        }
        if (expected - 1 != clue.steps() || !previous.equals(clue.chain().timelineHead())) {
            breaches.accept(new Breach(clue.number().value(), expected, "timeline.breach.tail"));
        }
    }

    /** By what a clue left behind. */
    private void verifyThatNoneIsGone(String after, String until, Consumer<Breach> breaches) {
        for (var left : List.of(
                "select distinct e.id.clueNumber from TimelineEntry e"
                        + " where e.id.clueNumber > :after and e.id.clueNumber < :until and not exists (select 1 from Clue c where c.number = e.id.clueNumber)",
                "select distinct s.clueNumber from AnswerSheet s"
                        + " where s.clueNumber > :after and s.clueNumber < :until and not exists (select 1 from Clue c where c.number = s.clueNumber)")) {
            entities.createQuery(left, String.class)
                    .setParameter("after", after)
                    .setParameter("until", until)
                    .getResultList()
                    .forEach(number -> breaches.accept(new Breach(number, 0, "timeline.breach.clue-gone")));
        }
    }

    private void verifyNumbers(Consumer<Breach> breaches) {
        numbers.gone().forEach(number -> breaches.accept(new Breach(number, 0, "timeline.breach.number-gone")));
    }
}
