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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Registers rows one after the other, or takes them out again. Good rows commit one by one, so that a stop loses none and doubles
 * none; all or none is one transaction, whose memory is emptied as it goes.
 */
@Component
class ImportRunner implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);

    private static final int AT_ONCE = 50;

    private final ImportBook book;
    private final RowReader rows;
    private final Registration registration;
    private final ClueLedger ledger;
    private final Timeline timeline;
    private final EntityManager entities;
    private final TransactionTemplate transaction;
    private volatile boolean stopping;

    private final ExecutorService clerk = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "clue-imports");
        thread.setDaemon(true);
        return thread;
    });

    ImportRunner(
            ImportBook book,
            RowReader rows,
            Registration registration,
            ClueLedger ledger,
            Timeline timeline,
            EntityManager entities,
            PlatformTransactionManager transactions) {
        this.book = book;
        this.rows = rows;
        this.registration = registration;
        this.ledger = ledger;
        this.timeline = timeline;
        this.entities = entities;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Begins once that it runs is stored. */
    void afterCommit(String id) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                clerk.execute(() -> run(id));
            }
        });
    }

    private void run(String id) {
        var one = book.find(id).orElseThrow();
        try {
            if (one.state() == State.WITHDRAWING) {
                withdraw(one);
            } else if (one.state() == State.RUNNING && one.whole()) {
                registerAll(one);
            } else if (one.state() == State.RUNNING) {
                registerEach(one);
            }
        } catch (RuntimeException broken) {
            // Nobody touches it any more: it shows as broken off, and can be gone on with.
            LOG.error("Import {} broke off: {}", id, broken.getClass().getName());
        }
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
    public void destroy() {
        stopping = true;
        clerk.shutdown();
    }
}
