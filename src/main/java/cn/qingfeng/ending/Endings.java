package cn.qingfeng.ending;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.Viewer;
import java.util.ArrayList;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Withdraws, merges and corrects clues on the office's behalf; the ledger does it, this says who may and what is owed. */
@Component
public class Endings {

    private static final int LONGEST_REASON = 2000;

    private final ClueLedger ledger;
    private final ClueAccess access;

    Endings(ClueLedger ledger, ClueAccess access) {
        this.ledger = ledger;
        this.access = access;
    }

    /** Whether this person may end this clue now. A report against a person is the discipline body's alone. */
    @Transactional(readOnly = true)
    public boolean mayEnd(String username, String number) {
        return access.mayEnd(access.viewer(username), ledger.get(ClueNumber.of(number)));
    }

    /** The clue in one line, as this reader may read it. */
    record Head(String clueNumber, String title) {}

    /** @throws Refusal not found, when there is no such clue or it is none of the reader's */
    @Transactional(readOnly = true)
    Head head(String username, String number) {
        var viewer = access.viewer(username);
        var clue = ledger.get(ClueNumber.of(number));
        access.requireSight(viewer, clue);
        return new Head(clue.number().value(), access.contentFor(viewer, clue).title());
    }

    /**
     * Ends the clue.
     *
     * @param other the clue that goes on instead, where the ending names one
     * @throws Refusal when the person may not, something is missing, or the clue's status does not allow it
     */
    @Transactional
    void end(Ending ending, String username, String number, String other, String why, boolean confirmed) {
        var viewer = access.viewer(username);
        access.requireSight(viewer, ledger.get(ClueNumber.of(number)));
        if (!mayEnd(username, number)) {
            throw Refusal.forbidden("insight.end.forbidden");
        }
        var faults = new ArrayList<Refusal.Fault>();
        if (why == null || why.isBlank()) {
            faults.add(new Refusal.Fault("why", "insight.end.why.missing"));
        } else if (why.length() > LONGEST_REASON) {
            faults.add(new Refusal.Fault("why", "insight.end.why.long", LONGEST_REASON));
        }
        if (ending.namesAnother() && (other == null || other.isBlank())) {
            faults.add(new Refusal.Fault("other", "insight.end.other.missing"));
        }
        if (!confirmed) {
            faults.add(new Refusal.Fault("confirmed", "insight.end.confirmed.missing"));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        var clue = ClueNumber.of(number);
        switch (ending) {
            case WITHDRAW -> ledger.withdraw(clue, username, why.strip());
            case MERGE -> ledger.merge(clue, username, seen(viewer, other), why.strip());
            case CORRECT -> ledger.correct(clue, username, seen(viewer, other), why.strip());
        }
    }

    private ClueNumber seen(Viewer viewer, String other) {
        var clue = ledger.get(ClueNumber.of(other));
        access.requireSight(viewer, clue);
        return clue.number();
    }
}
