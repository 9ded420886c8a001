package cn.qingfeng.outward;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.event.ClueStepped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Before a transaction commits in which something happened to clues, their present status is written down for every system that is
 * told, where it is another one than was told last. Of reports against persons nothing leaves, not even that there is one.
 */
@Component
class StatusTold {

    static final String EVENT = "clue.status";
    static final String PING = "ping";
    static final int VERSION = 1;

    private final Courier courier;
    private final Hooks hooks;
    private final Deliveries deliveries;
    private final ClueLedger ledger;
    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    StatusTold(
            Courier courier,
            Hooks hooks,
            Deliveries deliveries,
            ClueLedger ledger,
            JdbcTemplate jdbc,
            ObjectMapper json,
            Clock clock) {
        this.courier = courier;
        this.hooks = hooks;
        this.deliveries = deliveries;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    @EventListener
    void on(ClueStepped stepped) {
        if (!courier.hasHooks() || !TransactionSynchronizationManager.isSynchronizationActive()) {
            return;
        }
        var known = TransactionSynchronizationManager.getResource(this);
        if (known instanceof Touched touched) {
            touched.numbers.add(stepped.number());
            return;
        }
        var touched = new Touched();
        touched.numbers.add(stepped.number());
        TransactionSynchronizationManager.bindResource(this, touched);
        TransactionSynchronizationManager.registerSynchronization(touched);
    }

    private final class Touched implements TransactionSynchronization {
        private final Set<ClueNumber> numbers = new HashSet<>();

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(StatusTold.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(StatusTold.this, this);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            numbers.forEach(number -> ledger.find(number).ifPresent(StatusTold.this::tell));
        }

        @Override
        public void afterCommit() {
            courier.wake();
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(StatusTold.this);
        }
    }

    private void tell(Clue clue) {
        if (clue.content().kind() == ClueKind.REPORT) {
            return;
        }
        var status = clue.status().name();
        var last = jdbc
                .queryForList(
                        "select status from outward_told where clue_number = ?",
                        String.class,
                        clue.number().value())
                .stream()
                .findFirst();
        if (last.filter(status::equals).isPresent()) {
            return;
        }
        if (last.isPresent()) {
            jdbc.update(
                    "update outward_told set status = ? where clue_number = ?",
                    status,
                    clue.number().value());
        } else {
            try {
                jdbc.update(
                        "insert into outward_told (clue_number, status) values (?, ?)",
                        clue.number().value(),
                        status);
            } catch (DuplicateKeyException sameMoment) {
                return;
            }
        }
        for (var hook : hooks.all()) {
            var id = Deliveries.newId();
            deliveries.queue(id, hook.id(), clue.number().value(), EVENT, written(clue, last.orElse(null), id));
        }
    }

    /** A call that says only that it is one. */
    String ping(String id) {
        return written(envelope(PING, id));
    }

    private String written(Clue clue, String before, String id) {
        var told = new LinkedHashMap<String, Object>();
        told.put("number", clue.number().value());
        told.put("kind", clue.content().kind().name());
        told.put("status", clue.status().name());
        told.put("previousStatus", before);
        told.put("card", clue.card().map(Card::name).orElse(null));
        told.put("stage", clue.stage().name());
        told.put("leadUnit", clue.leadUnit().orElse(null));
        told.put("registeredAt", clue.registeredAt().toString());
        told.put("dueAt", clue.dueAt().map(Instant::toString).orElse(null));
        told.put("closedAt", clue.closedAt().map(Instant::toString).orElse(null));
        told.put("sequence", clue.steps());
        var whole = envelope(EVENT, id);
        whole.put("clue", told);
        return written(whole);
    }

    private Map<String, Object> envelope(String event, String id) {
        var whole = new LinkedHashMap<String, Object>();
        whole.put("version", VERSION);
        whole.put("id", id);
        whole.put("event", event);
        whole.put("at", clock.instant().toString());
        return whole;
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
