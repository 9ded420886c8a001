package cn.qingfeng.matter.clues;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.matter.MatterAct;
import cn.qingfeng.matter.MatterEvents;
import cn.qingfeng.matter.Matters;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Which clues a matter is about. Any kind's form may ask for them by the keys below; whoever fills it in names clues that this
 * person sees, and no others.
 */
@Component
public class MatterClues {

    /** Numbers of clues that the matter is about, as people type several; of the first step, and of a later one. */
    static final List<String> NAMED = List.of("clues", "moreClues");
    /** Numbers that were named by mistake. */
    static final String WRONG = "wrongClues";

    private final JdbcTemplate jdbc;
    private final ClueLedger ledger;
    private final ClueAccess access;
    private final Matters matters;

    MatterClues(JdbcTemplate jdbc, ClueLedger ledger, ClueAccess access, Matters matters) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.access = access;
        this.matters = matters;
    }

    /** Before the rooms with a rule: they ask for the clues as they are then. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(MatterEvents.Answered answered) {
        for (var key : NAMED) {
            numbers(answered, key).forEach(clue -> add(answered.number(), seen(clue, answered.by()), false));
        }
        numbers(answered, WRONG).forEach(clue -> takeAway(answered.number(), clue));
    }

    private static List<String> numbers(MatterEvents.Answered answered, String key) {
        return Arrays.stream(answered.said(key).split("[\\s,;，、；。]+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private ClueNumber seen(String typed, String by) {
        try {
            var clue = ledger.get(ClueNumber.of(typed));
            access.requireSight(access.viewer(by), clue);
            return clue.number();
        } catch (Refusal none) {
            throw Refusal.invalid("matter.clue.unknown", typed);
        }
    }

    private boolean add(String number, ClueNumber clue, boolean fixed) {
        var before = jdbc.queryForList(
                "select fixed from matter_clue where number = ? and clue = ?", Boolean.class, number, clue.value());
        if (before.isEmpty()) {
            jdbc.update("insert into matter_clue (number, clue, fixed) values (?, ?, ?)", number, clue.value(), fixed);
        } else if (fixed) {
            jdbc.update("update matter_clue set fixed = ? where number = ? and clue = ?", true, number, clue.value());
        }
        return before.isEmpty();
    }

    private void takeAway(String number, String typed) {
        var clue = ClueNumber.of(typed).value();
        if (jdbc.queryForList(
                        "select fixed from matter_clue where number = ? and clue = ?", Boolean.class, number, clue)
                .contains(true)) {
            throw Refusal.conflict("matter.clue.fixed", clue);
        }
        if (jdbc.update("delete from matter_clue where number = ? and clue = ?", number, clue) == 0) {
            throw Refusal.invalid("matter.clue.not-named", clue);
        }
    }

    /** Something about the clue is decided by the matter: it is about the clue from now on, which its timeline tells. */
    public void decidedBy(String number, ClueNumber clue, String by) {
        if (add(number, clue, true)) {
            matters.noted(number, by, MatterAct.CLUE_NAMED, clue.value());
        }
    }

    /** The clues that a matter is about, in the order of their numbers; asks nobody's rights. */
    public List<Clue> of(String number) {
        var numbers = jdbc
                .queryForList("select clue from matter_clue where number = ? order by clue", String.class, number)
                .stream()
                .map(ClueNumber::of)
                .toList();
        var clues = ledger.all(numbers);
        return numbers.stream().map(clues::get).filter(Objects::nonNull).toList();
    }

    /** The numbers of the matters that are about a clue; asks nobody's rights. */
    public List<String> about(ClueNumber clue) {
        return jdbc.queryForList(
                "select number from matter_clue where clue = ? order by number", String.class, clue.value());
    }
}
