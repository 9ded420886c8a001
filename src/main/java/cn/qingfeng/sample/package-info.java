/** The demo county: invented units, people, places and clues for the {@code demo} profile. */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "calendar :: *",
            "clue",
            "clue :: *",
            "conduct",
            "evaluation",
            "evaluation :: ballot",
            "evaluation :: consequence",
            "evaluation :: course",
            "evaluation :: window",
            "evidence :: *",
            "intake",
            "operation",
            "matter",
            "matter :: attachment",
            "meeting",
            "organization",
            "organization :: *",
            "outward",
            "paper",
            "pledge",
            "process :: *",
            "province",
            "redaction",
            "supervision",
            "visit"
        })
package cn.qingfeng.sample;

import org.springframework.modulith.ApplicationModule;
