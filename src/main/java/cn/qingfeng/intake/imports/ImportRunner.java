package cn.qingfeng.intake.imports;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.intake.imports.ClueImport.RowState;
import cn.qingfeng.intake.imports.ClueImport.State;
import cn.qingfeng.intake.imports.ImportBook.Kept;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at rows, registers them one after the other, or takes them out again, in the background. Good rows commit one by one, so
 * that a stop loses none and doubles none; all or none is one transaction, whose memory is emptied as it goes. Looking has a
 * thread of its own: it takes seconds, and does not wait for a registration, which takes minutes.
 */
@Component
class ImportRunner implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);

    private static final int AT_ONCE = 50;
    private static final int LOOKED_AT_ONCE = 200;

    /** So often this node says that it is alive, for what it has in hand and for what waits. */
    private static final int SIGN_SECONDS = 20;

    /** So long a stop waits for what is being written at the moment. */
    private static final int STOP_SECONDS = 10;

    private final ImportBook book;
    private final RowReader rows;
    private final RowCheck look;
    private final Registration registration;
    private final ClueLedger ledger;
    private final Timeline timeline;
    private final EntityManager entities;
    private final TransactionTemplate transaction;
    private volatile boolean stopping;

    private final ExecutorService clerk = Executors.newSingleThreadExecutor(named("clue-imports"));
    private final ExecutorService looking = Executors.newSingleThreadExecutor(named("clue-import-checks"));
    private final ScheduledExecutorService signs =
            Executors.newSingleThreadScheduledExecutor(named("clue-import-signs"));
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();

    ImportRunner(
            ImportBook book,
            RowReader rows,
            RowCheck look,
            Registration registration,
            ClueLedger ledger,
            Timeline timeline,
            EntityManager entities,
            PlatformTransactionManager transactions) {
        this.book = book;
        this.rows = rows;
        this.look = look;
        this.registration = registration;
        this.ledger = ledger;
        this.timeline = timeline;
        this.entities = entities;
        this.transaction = new TransactionTemplate(transactions);
        signs.scheduleWithFixedDelay(this::alive, SIGN_SECONDS, SIGN_SECONDS, TimeUnit.SECONDS);
    }

    private static ThreadFactory named(String name) {
        return work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private void alive() {
        try {
            inHand.forEach(book::alive);
        } catch (RuntimeException unreachable) {
            // The next sign is given all the same.
            LOG.warn("No sign of life for imports: {}", unreachable.getClass().getName());
        }
    }

    /** Begins to look at rows, once that they are to be looked at is stored. */
    void checkAfterCommit(String id) {
        afterCommit(looking, id);
    }

    /** Begins to register rows or to take them out, once that it is to be done is stored. */
    void afterCommit(String id) {
        afterCommit(clerk, id);
    }

    private void afterCommit(ExecutorService hand, String id) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                inHand.add(id);
                hand.execute(() -> run(id));
            }
        });
    }

    private void run(String id) {
        // An earlier run of the same may have put it down meanwhile.
        inHand.add(id);
        try {
            book.find(id).ifPresent(this::goOn);
        } catch (RuntimeException broken) {
            // Nobody touches it any more: it shows as broken off, and can be gone on with.
            LOG.error("Import {} broke off: {}", id, broken.getClass().getName());
            book.checkBrokeOff(id);
        } finally {
            inHand.remove(id);
        }
    }

    private void goOn(ClueImport one) {
        if (one.state() == State.CHECKING) {
            check(one);
        } else if (one.state() == State.WITHDRAWING) {
            withdraw(one);
        } else if (one.state() == State.RUNNING && one.whole()) {
            registerAll(one);
        } else if (one.state() == State.RUNNING) {
            registerEach(one);
        }
    }

    /** Some rows at a time; what was found counts only once all have been looked at. */
    private void check(ClueImport one) {
        var inFile = new HashMap<String, Integer>();
        var done = 0;
        for (var after = 0; !stopping; ) {
            var some = book.rows(
                    one.id(), after, LOOKED_AT_ONCE, RowState.READ, RowState.GOOD, RowState.WRONG, RowState.DOUBLE);
            done += some.size();
            if (!keep(one, look.stand(some, one.mapping(), inFile), done) || some.isEmpty()) {
                return;
            }
            after = some.get(some.size() - 1).line();
        }
        book.checkBrokeOff(one.id());
    }

    /** @return whether to go on */
    private boolean keep(ClueImport one, List<Kept> some, int done) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (!book.goesOnChecking(one, done)) {
                return false;
            }
            if (some.isEmpty()) {
                book.end(one.id(), State.CHECKED, null);
            } else {
                book.stand(one.id(), some);
            }
            return true;
        }));
    }

    private static RowState[] wanted(ClueImport one) {
        return one.doubles() ? new RowState[] {RowState.GOOD, RowState.DOUBLE} : new RowState[] {RowState.GOOD};
    }

    private void registerEach(ClueImport one) {
        var done = 0;
        for (var after = 0; !stopping; ) {
            var some = book.rows(one.id(), after, AT_ONCE, wanted(one));
            if (some.isEmpty()) {
                book.end(one.id(), State.DONE, null);
                return;
            }
            for (var row : some) {
                if (stopping) {
                    return;
                }
                try {
                    transaction.executeWithoutResult(status -> register(one, row));
                } catch (Refusal changed) {
                    book.row(one.id(), row.line(), RowState.WRONG);
                }
                after = row.line();
                done++;
            }
            book.touch(one.id(), done);
        }
    }

    private void registerAll(ClueImport one) {
        var at = new int[1];
        var done = new int[1];
        try {
            transaction.executeWithoutResult(status -> {
                for (var after = 0; ; ) {
                    var some = book.rows(one.id(), after, AT_ONCE, wanted(one));
                    if (some.isEmpty()) {
                        break;
                    }
                    for (var row : some) {
                        at[0] = row.line();
                        if (stopping) {
                            throw new IllegalStateException("The product stops");
                        }
                        register(one, row);
                        after = row.line();
                        done[0]++;
                    }
                    entities.flush();
                    entities.clear();
                    book.touch(one.id(), done[0]);
                }
            });
            book.end(one.id(), State.DONE, null);
        } catch (Refusal changed) {
            book.row(one.id(), at[0], RowState.WRONG);
            book.end(one.id(), State.CHECKED, at[0]);
        }
    }

    private void register(ClueImport one, Kept row) {
        var reading = rows.read(row.row(), one.mapping());
        if (!reading.isGood()) {
            throw Refusal.invalid("imports.row.changed");
        }
        var number = reading.isClosed()
                ? registration.bringInClosed(reading.values(), reading.past(one.id()), one.by(), reading.why())
                : registration.bringIn(reading.values(), one.id(), reading.first(), one.by());
        entities.flush();
        book.done(one.id(), row.line(), number);
    }

    private void withdraw(ClueImport one) {
        var done = 0;
        for (var after = 0; !stopping; ) {
            var some = book.rows(one.id(), after, AT_ONCE, RowState.DONE);
            if (some.isEmpty()) {
                book.end(one.id(), State.WITHDRAWN, null);
                return;
            }
            for (var row : some) {
                if (stopping) {
                    return;
                }
                transaction.executeWithoutResult(status -> book.row(one.id(), row.line(), withdraw(one, row)));
                after = row.line();
                done++;
            }
            book.touch(one.id(), done);
        }
    }

    /** A report is its desk's from the moment it is here, and what somebody has touched is that person's work. */
    private RowState withdraw(ClueImport one, Kept row) {
        var number = row.number();
        var clue = ledger.get(number);
        if (clue.content().kind() == ClueKind.REPORT || clue.importId().isEmpty() || isWorkedOn(number, one)) {
            return RowState.STAYED;
        }
        ledger.withdrawImported(number, one.withdrawnBy(), one.why());
        return RowState.WITHDRAWN;
    }

    private boolean isWorkedOn(ClueNumber number, ClueImport one) {
        var status = ledger.get(number).status();
        return status != ClueStatus.REGISTERED && status != ClueStatus.CLOSED
                || timeline.of(number).stream()
                        .anyMatch(entry -> !entry.by().equals(Timeline.SYSTEM)
                                && !(entry.by().equals(one.by())
                                        && (entry.act() == TimelineAction.REGISTERED
                                                || entry.act() == TimelineAction.IMPORTED)));
    }

    @Override
    public void destroy() throws InterruptedException {
        stopping = true;
        signs.shutdownNow();
        looking.shutdown();
        clerk.shutdown();
        if (!looking.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)
                || !clerk.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("An import was still at a row when the product stopped");
        }
    }
}
