/** The ledger as people read it: lists, one clue's whole file, figures; every look cut down to what the person may see. */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "clue",
            "clue :: *",
            "disclosure",
            "ending",
            "evidence",
            "evidence :: *",
            "intake",
            "intake :: *",
            "organization",
            "organization :: *",
            "paper",
            "province",
            "recusal",
            "redaction",
            "reporter",
            "reporter :: finding",
            "schedule",
            "supervision",
            "supervision :: *",
            "text",
            "web"
        })
package cn.qingfeng.insight;

import org.springframework.modulith.ApplicationModule;
