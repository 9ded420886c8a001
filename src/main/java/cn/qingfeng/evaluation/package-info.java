/** Evaluation (评议): rounds in which firms rate the county's units, the scores and ranking that come of them, and what follows. */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "calendar :: clock",
            "clue",
            "clue :: access",
            "clue :: content",
            "clue :: event",
            "clue :: timeline",
            "form",
            "insight :: export",
            "insight :: figure",
            "intake :: plaque",
            "intake :: rating",
            "keys",
            "matter",
            "matter :: clues",
            "matter :: desk",
            "notification",
            "organization",
            "organization :: place",
            "paper",
            "redaction",
            "schedule",
            "text",
            "visit",
            "web"
        })
package cn.qingfeng.evaluation;

import org.springframework.modulith.ApplicationModule;
