/** Firms of the county and who comes to them (M4): register, visits of chief service officers, announced inspections, quiet days. */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "calendar :: clock",
            "clue",
            "clue :: access",
            "clue :: content",
            "clue :: event",
            "clue :: timeline",
            "insight :: file",
            "intake",
            "intake :: plaque",
            "intake :: ratelimit",
            "intake :: sheet",
            "keys",
            "matter",
            "matter :: desk",
            "organization",
            "organization :: place",
            "reporter :: finding",
            "schedule",
            "text",
            "web"
        })
package cn.qingfeng.visit;

import org.springframework.modulith.ApplicationModule;
