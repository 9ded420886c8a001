package cn.qingfeng.reporter.vault;

import cn.qingfeng.AfterStart;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.keys.Sealer;
import cn.qingfeng.reporter.Identity;
import cn.qingfeng.reporter.finding.ReporterFinder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps identities sealed and bound to their clue's number, so that a row copied to another clue does not open.
 */
@Component
public class IdentityVault {

    static final String PURPOSE = "identity";

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final Sealer sealer;
    private final ReporterFinder finder;
    private final TransactionTemplate transactions;
    private final AfterStart afterStart = new AfterStart();

    IdentityVault(
            JdbcTemplate jdbc,
            ObjectMapper json,
            Sealer sealer,
            ReporterFinder finder,
            PlatformTransactionManager manager) {
        this.finder = finder;
        this.transactions = new TransactionTemplate(manager);
        this.jdbc = jdbc;
        this.json = json;
        this.sealer = sealer;
    }

    /** @param found whether offices may find the clue by it; never a report against a person */
    @Transactional
    public void keep(ClueNumber number, Identity identity, boolean found) {
        jdbc.update(
                "insert into reporter_identity (clue_number, sealed, findable) values (?, ?, ?)",
                number.value(),
                seal(number, identity),
                true);
        if (found && identity.isTold()) {
            finder.note(number, identity);
        }
    }

    /** Identities from before are found too, once the product has started. */
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        afterStart.add("hashes by which reporters are found", this::makeSomeFindable);
    }

    @EventListener(ContextClosedEvent.class)
    void end() {
        afterStart.end();
    }

    private boolean makeSomeFindable() {
        var some = notFindable();
        if (!some.isEmpty()) {
            transactions.executeWithoutResult(transaction -> some.forEach(number -> {
                // Another node may have been quicker, and an identity may be erased meanwhile.
                if (jdbc.update(
                                "update reporter_identity set findable = true where clue_number = ? and findable = false",
                                number)
                        == 1) {
                    var clue = ClueNumber.of(number);
                    open(clue).filter(told -> !isReport(number)).ifPresent(told -> finder.note(clue, told));
                }
            }));
        }
        return !some.isEmpty();
    }

    private List<String> notFindable() {
        return jdbc.queryForList(
                "select clue_number from reporter_identity where findable = false limit 200", String.class);
    }

    private boolean isReport(String number) {
        return jdbc.queryForList("select kind from clue where clue_number = ?", String.class, number)
                .contains(ClueKind.REPORT.name());
    }

    /** What the reporter told, for those who may be shown it. */
    @Transactional(readOnly = true)
    public Optional<Identity> open(ClueNumber number) {
        return all(number).filter(Identity::isTold);
    }

    /** All that is known, to find it in texts and for nothing else. */
    @Transactional(readOnly = true)
    public Optional<Identity> all(ClueNumber number) {
        return jdbc
                .queryForList(
                        "select sealed from reporter_identity where clue_number = ?", String.class, number.value())
                .stream()
                .findFirst()
                .map(text -> unseal(number, text));
    }

    @Transactional(readOnly = true)
    public boolean knows(ClueNumber number) {
        return open(number).isPresent();
    }

    @Transactional(readOnly = true)
    public Set<ClueNumber> kept(Collection<ClueNumber> numbers) {
        var wanted = numbers.stream().map(ClueNumber::value).collect(Collectors.toSet());
        return jdbc.queryForList("select clue_number from reporter_identity", String.class).stream()
                .filter(wanted::contains)
                .map(ClueNumber::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Transactional
    public void erase(Collection<ClueNumber> numbers) {
        for (var table : new String[] {"reporter_identity", "receipt"}) {
            jdbc.batchUpdate(
                    "delete from " + table + " where clue_number = ?",
                    numbers.stream()
                            .map(number -> new Object[] {number.value()})
                            .toList());
        }
        finder.forget(numbers);
    }

    @Transactional
    public void forget(ClueNumber number) {
        jdbc.update("delete from reporter_identity where clue_number = ?", number.value());
        finder.forget(List.of(number));
    }

    private String seal(ClueNumber number, Identity identity) {
        try {
            return sealer.seal(PURPOSE, number.value(), json.writeValueAsString(identity));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Identity unseal(ClueNumber number, String stored) {
        try {
            return json.readValue(sealer.open(PURPOSE, number.value(), stored), Identity.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the identity of " + number + " is not one", e);
        }
    }
}
