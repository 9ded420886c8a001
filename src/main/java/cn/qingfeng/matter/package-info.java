/** Matters (事项): every further kind of case beside a clue, with number, steps, limits, timeline and ledger; a kind is its files. */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "calendar :: clock",
            "clue",
            "clue :: access",
            "clue :: timeline",
            "evidence",
            "evidence :: *",
            "form",
            "insight :: dashboard",
            "insight :: export",
            "insight :: figure",
            "insight :: file",
            "insight :: pack",
            "keys",
            "notification",
            "organization",
            "organization :: absence",
            "schedule",
            "supervision",
            "supervision :: check",
            "web"
        })
package cn.qingfeng.matter;

import org.springframework.modulith.ApplicationModule;
