package cn.qingfeng.reporter;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.Viewer;
import cn.qingfeng.clue.event.CluePassedUp;
import cn.qingfeng.disclosure.RevealRequests;
import cn.qingfeng.reporter.vault.IdentityVault;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to a reporter's identity for those who may know it by right; others ask by {@link RevealRequests}. */
@Component
public class Reporters {

    private final IdentityVault vault;
    private final ClueAccess access;
    private final ClueLedger ledger;

    Reporters(IdentityVault vault, ClueAccess access, ClueLedger ledger) {
        this.vault = vault;
        this.access = access;
        this.ledger = ledger;
    }

    /** Seals the identity beside the clue; an empty one leaves nothing behind. Joins the caller's transaction. */
    @Transactional
    public void keep(ClueNumber number, Identity identity) {
        if (!identity.isEmpty()) {
            vault.keep(number, identity, ledger.get(number).content().kind() != ClueKind.REPORT);
        }
    }

    /**
     * What this viewer may know of the reporter now: all of it where {@link ClueAccess#mayContact} allows, a masked form
     * for those who may see the clue but not the person, nothing for anybody else.
     */
    @Transactional(readOnly = true)
    public Optional<Identity> of(Clue clue, Viewer viewer) {
        if (access.mayContact(viewer, clue)) {
            return vault.open(clue.number());
        }
        return access.maySeeMasked(viewer, clue) ? vault.open(clue.number()).map(Identity::masked) : Optional.empty();
    }

    /**
     * The telephone number to which the product itself may send word about the reporter's own clue; nobody sees it. Never of
     * a report against a person or of somebody who chose to stay unnamed.
     */
    @Transactional(readOnly = true)
    public Optional<String> phoneForNotice(ClueNumber number) {
        var content = ledger.get(number).content();
        if (content.kind() == ClueKind.REPORT || content.anonymous()) {
            return Optional.empty();
        }
        return vault.open(number).map(Identity::phone).filter(phone -> !phone.isBlank());
    }

    /**
     * Who reported, for registering the corrected version of the same clue: sealed again there, shown to nobody. Empty where
     * nobody is known.
     */
    @Transactional(readOnly = true)
    public Optional<Identity> takenAlong(ClueNumber wrong) {
        return vault.open(wrong);
    }

    /**
     * Who reported, for carrying the clue over to the platform on which the law wants it entered (豫政办〔2024〕67号). Whoever calls
     * has asked whether the person may enter it there, and puts it down on the clue's timeline in the same transaction.
     */
    @Transactional(readOnly = true)
    public Optional<Identity> toCarryOver(ClueNumber number) {
        return vault.open(number);
    }

    /** Who reported goes with the report; the receipt stays, by which the reporter sees that it went. */
    @EventListener
    void on(CluePassedUp passed) {
        vault.forget(passed.number());
    }

    /** Which of these clues have an identity beside them. */
    @Transactional(readOnly = true)
    public Set<ClueNumber> keptBeside(Collection<ClueNumber> numbers) {
        return vault.kept(numbers);
    }

    /**
     * Erases the identities beside these clues for good, and with them every receipt: nobody is left to show one.
     *
     * @throws IllegalArgumentException when one of them is open or a report against a person: those are kept by other rules
     */
    @Transactional
    public void erase(Collection<ClueNumber> numbers) {
        for (var number : numbers) {
            var clue = ledger.get(number);
            if (!clue.status().isEnd() || clue.content().kind() == ClueKind.REPORT) {
                throw new IllegalArgumentException(number + " must be kept");
            }
        }
        vault.erase(numbers);
    }
}
