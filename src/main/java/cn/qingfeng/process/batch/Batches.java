package cn.qingfeng.process.batch;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.casework.action.Actions;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.form.Forms;
import cn.qingfeng.intake.rating.SelfRating;
import cn.qingfeng.intake.rating.SelfRatings;
import cn.qingfeng.keys.SealedColumn;
import cn.qingfeng.keys.Sealer;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.paper.Paper;
import cn.qingfeng.paper.PaperKind;
import cn.qingfeng.paper.Papers;
import cn.qingfeng.paper.Place;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.security.engine.EngineRights;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One act for several clues. Each is done in a transaction of its own together with the note that it was, so that after a crash
 * none is done twice and none forgotten; what is refused is left as it was, with the reason. A node that stops in the middle is
 * noticed within minutes, and any node goes on.
 */
@Component
public class Batches {

    /** One clue, or matter, of it; {@code told} is why it was left as it was, {@code papers} the ids of those that were written for it. */
    record Item(int ordinal, String clueNumber, State state, String told, List<String> papers) {}

    /** A whole one. */
    record Batch(String id, BatchAct act, String by, Instant at, boolean over, List<Item> items) {
        long count(State state) {
            return items.stream().filter(item -> item.state() == state).count();
        }

        List<String> papers() {
            return items.stream().flatMap(item -> item.papers().stream()).toList();
        }
    }

    /** Words for readers: {@code batch.state.<NAME>}. */
    enum State {
        WAITING,
        DONE,
        FAILED
    }

    static final int MOST = 200;

    /** What is filled in for papers: their kind, why, and what is typed into each. */
    static final String KIND = "kind";

    static final String REASON = "reason";
    static final String TEXT = "text";

    /** Working days by which limits of matters are made longer. */
    static final String DAYS = "days";

    private static final int MOST_PAPERS_OF_ONE = 20;
    private static final String ANSWERS = "batch-answers";
    private static final int LONGEST_TOLD = 500;

    /** After so long without a further clue nobody works on it any more: its node stopped. */
    private static final Duration STALLED = Duration.ofMinutes(2);

    private static final Logger log = LoggerFactory.getLogger(Batches.class);

    private final JdbcTemplate jdbc;
    private final Sealer sealer;
    private final ObjectMapper json;
    private final ClueLedger ledger;
    private final ClueAccess access;
    private final Forms forms;
    private final Actions actions;
    private final UserTasks tasks;
    private final SelfRatings ratings;
    private final Papers papers;
    private final Matters matters;
    private final EngineRights rights;
    private final MessageSource messages;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "batches");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean stopping;

    Batches(
            JdbcTemplate jdbc,
            Sealer sealer,
            ObjectMapper json,
            ClueLedger ledger,
            ClueAccess access,
            Forms forms,
            Actions actions,
            UserTasks tasks,
            SelfRatings ratings,
            Papers papers,
            Matters matters,
            EngineRights rights,
            MessageSource messages,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.json = json;
        this.ledger = ledger;
        this.access = access;
        this.forms = forms;
        this.actions = actions;
        this.tasks = tasks;
        this.ratings = ratings;
        this.papers = papers;
        this.matters = matters;
        this.rights = rights;
        this.messages = messages;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @PreDestroy
    void stop() {
        stopping = true;
        worker.shutdown();
    }

    /** What was chosen, in this order, each once. */
    static Set<String> chosen(List<String> numbers) {
        var chosen = new LinkedHashSet<>(numbers == null ? List.<String>of() : numbers);
        if (chosen.isEmpty()) {
            throw Refusal.invalid("batch.none");
        }
        if (chosen.size() > MOST) {
            throw Refusal.invalid("batch.many", MOST);
        }
        return chosen;
    }

    /** The chosen clues that the person sees, in the order chosen, each once. */
    List<ClueNumber> seen(String by, List<String> numbers) {
        var chosen = chosen(numbers);
        return transaction.execute(reading -> {
            var viewer = access.viewer(by);
            var clues = ledger.all(chosen.stream().map(ClueNumber::of).toList());
            return chosen.stream()
                    .map(ClueNumber::of)
                    .filter(number -> clues.containsKey(number) && access.maySee(viewer, clues.get(number)))
                    .toList();
        });
    }

    /** What is filled in beside what the act settles by itself. */
    Map<String, Object> settled(BatchAct act, Map<String, Object> filled) {
        var answers = new HashMap<>(filled);
        answers.putAll(act.settled());
        return answers;
    }

    /**
     * Begins; the same id begins once.
     *
     * @param filled what the person filled in, for all of them
     * @throws Refusal invalid, with the fields' faults, when the act's form is not filled in rightly
     */
    void begin(
            String id, BatchAct act, String by, List<ClueNumber> numbers, Map<String, Object> filled, Locale reader) {
        var answers = settled(act, filled);
        act.form().ifPresent(form -> forms.open(form).check(answers, Map.of(), clock.instant()));
        enter(id, act, by, numbers.stream().map(ClueNumber::value).toList(), answers, reader);
    }

    /**
     * As {@link #begin}, for matters.
     *
     * @param numbers of matters that the person sees
     */
    void beginMatters(
            String id, BatchAct act, String by, List<String> numbers, Map<String, Object> filled, Locale reader) {
        enter(id, act, by, numbers, filled, reader);
    }

    private void enter(
            String id, BatchAct act, String by, List<String> numbers, Map<String, Object> answers, Locale reader) {
        if (find(id, by).isPresent()) {
            return;
        }
        if (numbers.isEmpty()) {
            throw Refusal.invalid("batch.none");
        }
        var now = Utc.of(clock.instant());
        try {
            transaction.executeWithoutResult(begun -> {
                jdbc.update(
                        "insert into clue_batch (id, act, made_by, made_at, touched_at, state, reader_language,"
                                + " sealed_answers) values (?, ?, ?, ?, ?, 'RUNNING', ?, ?)",
                        id,
                        act.name(),
                        by,
                        now,
                        now,
                        reader.toLanguageTag(),
                        sealed(id, answers));
                for (var at = 0; at < numbers.size(); at++) {
                    jdbc.update(
                            "insert into clue_batch_item (batch_id, ordinal, clue_number, state) values (?, ?, ?, 'WAITING')",
                            id,
                            at,
                            numbers.get(at));
                }
            });
        } catch (DataIntegrityViolationException begunElsewhere) {
            find(id, by).orElseThrow(() -> Refusal.notFound("batch.unknown"));
            return;
        }
        work(id);
    }

    /** A batch of this person's own. */
    Optional<Batch> find(String id, String by) {
        var found = jdbc.query(
                "select act, made_at, state from clue_batch where id = ? and made_by = ?",
                (row, at) -> new Batch(
                        id,
                        BatchAct.valueOf(row.getString(1)),
                        by,
                        Utc.of(row, 2),
                        !row.getString(3).equals("RUNNING"),
                        List.of()),
                id,
                by);
        // Not while the first is read: that would take a second connection beside it.
        return found.stream()
                .findFirst()
                .map(batch -> new Batch(id, batch.act(), by, batch.at(), batch.over(), items(id)));
    }

    private List<Item> items(String id) {
        return jdbc.query(
                "select ordinal, clue_number, state, told, papers from clue_batch_item where batch_id = ? order by ordinal",
                (row, at) -> new Item(
                        row.getInt(1),
                        row.getString(2),
                        State.valueOf(row.getString(3)),
                        row.getString(4),
                        row.getString(5) == null
                                ? List.of()
                                : List.of(row.getString(5).split(","))),
                id);
    }

    /** Those on which nobody works any more go on here. Answers how many. */
    int resume() {
        var before = Utc.of(clock.instant().minus(STALLED));
        var stalled = jdbc.queryForList(
                "select id from clue_batch where state = 'RUNNING' and touched_at < ?", String.class, before);
        var taken = stalled.stream()
                // One node takes it, whoever else looks at the same moment.
                .filter(id -> write(
                                "update clue_batch set touched_at = ? where id = ? and state = 'RUNNING' and touched_at < ?",
                                Utc.of(clock.instant()),
                                id,
                                before)
                        == 1)
                .toList();
        taken.forEach(this::work);
        return taken.size();
    }

    private record Running(BatchAct act, String by, Locale reader, String sealed) {}

    private void work(String id) {
        worker.execute(() -> {
            try {
                goOn(id);
            } catch (RuntimeException broken) {
                // It stands as running, and is gone on with by the schedule.
                log.error("batch {} stopped", id, broken);
            }
        });
    }

    /** Does what waits of it, one after the other. */
    private void goOn(String id) {
        var running = jdbc
                .query(
                        "select act, made_by, reader_language, sealed_answers from clue_batch"
                                + " where id = ? and state = 'RUNNING'",
                        (row, at) -> new Running(
                                BatchAct.valueOf(row.getString(1)),
                                row.getString(2),
                                Locale.forLanguageTag(row.getString(3)),
                                row.getString(4)),
                        id)
                .stream()
                .findFirst();
        if (running.isEmpty()) {
            return;
        }
        var act = running.get().act();
        var by = running.get().by();
        var reader = running.get().reader();
        var answers = read(sealer.open(ANSWERS, id, running.get().sealed()));
        for (var item : items(id)) {
            if (stopping) {
                return;
            }
            if (item.state() == State.WAITING) {
                settle(id, item, act, by, answers, reader);
                write("update clue_batch set touched_at = ? where id = ?", Utc.of(clock.instant()), id);
            }
        }
        write("update clue_batch set state = 'DONE', sealed_answers = null where id = ?", id);
    }

    private void settle(String id, Item item, BatchAct act, String by, Map<String, Object> answers, Locale reader) {
        try {
            if (act == BatchAct.PAPERS) {
                var written = rights.as(by, () -> papers(id, item, by, answers));
                write(
                        "update clue_batch_item set state = 'DONE', papers = ? where batch_id = ? and ordinal = ? and state = 'WAITING'",
                        String.join(",", written),
                        id,
                        item.ordinal());
                return;
            }
            transaction.executeWithoutResult(one -> {
                if (note(id, item, State.DONE, null)) {
                    rights.as(by, () -> {
                        if (act.ofMatters()) {
                            takeMatter(act, by, item.clueNumber(), answers);
                        } else {
                            take(id, act, by, ClueNumber.of(item.clueNumber()), answers);
                        }
                        return null;
                    });
                }
            });
        } catch (Refusal refused) {
            fail(id, item, words(refused, reader));
        } catch (ConcurrencyFailureException | DataIntegrityViolationException | OptimisticLockingException overtaken) {
            fail(id, item, messages.getMessage("refusal.overtaken", null, reader));
        } catch (RuntimeException broken) {
            log.error("batch {} broke off at {}", id, item.clueNumber(), broken);
            fail(id, item, messages.getMessage("batch.broken", null, reader));
        }
    }

    private void takeMatter(BatchAct act, String by, String number, Map<String, Object> answers) {
        var reason = String.valueOf(answers.get(REASON));
        if (act == BatchAct.MATTER_URGE) {
            matters.urge(by, number, reason);
        } else {
            matters.extend(by, number, ((Number) answers.get(DAYS)).intValue(), reason);
        }
    }

    private void take(String id, BatchAct act, String by, ClueNumber number, Map<String, Object> answers) {
        access.requireSight(access.viewer(by), ledger.get(number));
        requireFit(act, number);
        if (act.action().isPresent()) {
            actions.take(act.action().get(), by, number, answers, null, id);
            return;
        }
        tasks.submit(
                by,
                number,
                act.task(),
                switch (act) {
                    case DISPATCH -> dispatch(number, answers);
                    case CLOSE_BLUE -> reportersWord(number);
                    default -> answers;
                });
    }

    /** @throws Refusal conflict, when the reporter has not said so; who is not satisfied is called */
    private Map<String, Object> reportersWord(ClueNumber number) {
        var said = ratings.present(ledger.get(number))
                .filter(SelfRating::satisfied)
                .orElseThrow(() -> Refusal.conflict("batch.no-word", number));
        var own = new HashMap<>(said.answers());
        own.put("method", "SCAN");
        return own;
    }

    /** A paper is numbered and stored in a transaction of its own; one key for each of them lets none be issued twice. */
    private List<String> papers(String id, Item item, String by, Map<String, Object> answers) {
        var kind = PaperKind.valueOf(String.valueOf(answers.get(KIND)));
        var number = ClueNumber.of(item.clueNumber());
        var viewer = access.viewer(by);
        var clue = transaction.execute(reading -> ledger.get(number));
        access.requireSight(viewer, clue);
        var subjects = papers.offers(viewer, clue).stream()
                .filter(offer -> offer.kind() == kind)
                .map(Papers.Offer::subject)
                .limit(MOST_PAPERS_OF_ONE)
                .toList();
        if (subjects.isEmpty()) {
            throw Refusal.conflict("batch.no-paper", number, Refusal.word("paper.kind." + kind));
        }
        var before = papers.seenBy(viewer, clue).stream()
                .filter(paper -> paper.kind() == kind && paper.isInForce())
                .collect(Collectors.toMap(Paper::subject, Paper::id, (older, newer) -> newer));
        return subjects.stream()
                .map(subject -> Optional.ofNullable(before.get(subject))
                        .orElseGet(() -> papers.issue(
                                        by,
                                        new Papers.Wish(
                                                kind,
                                                number,
                                                subject,
                                                Map.of(Place.TEXT, String.valueOf(answers.getOrDefault(TEXT, ""))),
                                                null),
                                        UUID.nameUUIDFromBytes((id + "/" + item.ordinal() + "/" + subject)
                                                        .getBytes(StandardCharsets.UTF_8))
                                                .toString(),
                                        String.valueOf(answers.get(REASON)))
                                .id()))
                .toList();
    }

    private Map<String, Object> dispatch(ClueNumber number, Map<String, Object> answers) {
        var clue = ledger.get(number);
        var own = new HashMap<>(answers);
        own.put("leadUnit", clue.proposedUnit().orElseThrow(() -> Refusal.conflict("batch.no-unit", number)));
        own.put("assistUnits", List.of());
        own.put("summary", clue.screened().title());
        return own;
    }

    /** @throws Refusal for what is not meant for this clue at all, whoever asks */
    private void requireFit(BatchAct act, ClueNumber number) {
        if ((act == BatchAct.ACCEPT_BLUE || act == BatchAct.CLOSE_BLUE)
                && ledger.get(number).card().filter(card -> card == Card.BLUE).isEmpty()) {
            throw Refusal.conflict("batch.not-blue", number);
        }
    }

    private boolean note(String id, Item item, State state, String told) {
        return write(
                        "update clue_batch_item set state = ?, told = ? where batch_id = ? and ordinal = ? and state = 'WAITING'",
                        state.name(),
                        told == null || told.length() <= LONGEST_TOLD ? told : told.substring(0, LONGEST_TOLD),
                        id,
                        item.ordinal())
                == 1;
    }

    /** Within the transaction at hand, or in one of its own: no connection commits by itself. */
    private int write(String sql, Object... values) {
        return transaction.execute(written -> jdbc.update(sql, values));
    }

    private void fail(String id, Item item, String told) {
        note(id, item, State.FAILED, told);
    }

    private String words(Refusal refused, Locale reader) {
        return refused.allFaults().stream()
                .map(fault -> messages.getMessage(fault.key(), fault.args().toArray(), fault.key(), reader))
                .collect(Collectors.joining(" "));
    }

    String sealed(String id, Map<String, Object> answers) {
        return sealer.seal(ANSWERS, id, written(answers));
    }

    private String written(Map<String, Object> answers) {
        try {
            return json.writeValueAsString(answers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> read(String answers) {
        try {
            return json.readValue(answers, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The column of this room that holds sealed texts. */
    @Configuration(proxyBeanMethods = false)
    static class Columns {
        @Bean
        SealedColumn sealedBatchAnswers() {
            return new SealedColumn(ANSWERS, "clue_batch", List.of("id"), "sealed_answers", List.of("id"), "");
        }
    }
}
