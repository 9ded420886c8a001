/**
 * The ledger: clues, their numbers, cards, classification and status, and the timeline of all that was done. It knows
 * nothing of the engine.
 */
@ApplicationModule(
        allowedDependencies = {"calendar", "keys", "operation", "organization", "organization :: *", "text", "web"})
package cn.qingfeng.clue;

import org.springframework.modulith.ApplicationModule;
