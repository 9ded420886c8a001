package cn.qingfeng.intake.plaque;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.reporter.Identity;
import cn.qingfeng.reporter.Reporters;
import java.util.Set;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Clues from before a plaque's firm was treated like the reporter's name: when the product starts, what their plaque tells is
 * sealed where the reporter stays unnamed, and taken out of the ledger. Once done there is nothing to do.
 */
@Component
class FirmsBehindPlaques {

    private final Plaques plaques;
    private final ClueLedger ledger;
    private final Reporters reporters;

    FirmsBehindPlaques(Plaques plaques, ClueLedger ledger, Reporters reporters) {
        this.plaques = plaques;
        this.ledger = ledger;
        this.reporters = reporters;
    }

    @Transactional
    @EventListener(ApplicationReadyEvent.class)
    void seal() {
        plaques.forgetFirms().forEach((number, firm) -> {
            var content = ledger.get(number).content();
            var who = Identity.scanned(firm.name(), firm.creditCode());
            var tells = content.place() != null && Registration.tells(content.place(), firm);
            if (content.anonymous() && reporters.keptBeside(Set.of(number)).isEmpty()) {
                reporters.keep(number, who);
            }
            ledger.forgetPlaque(number, content.anonymous() && tells ? firm.town() : content.place());
        });
    }
}
