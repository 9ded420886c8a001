/** The ledger as people read it: lists, one clue's whole file, figures; every look cut down to what the person may see. */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "organization",
            "clue",
            "reporter",
            "evidence",
            "supervision",
            "supervision :: schedule",
            "intake"
        })
package cn.qingfeng.insight;

import org.springframework.modulith.ApplicationModule;
