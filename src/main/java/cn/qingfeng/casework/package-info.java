/** What is done for a clue beside its process: who is told, what is pressed for, what officials do to it by hand. */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "calendar :: *",
            "clue",
            "clue :: *",
            "discipline",
            "disclosure",
            "evidence",
            "form",
            "insight :: *",
            "instruction",
            "matter",
            "matter :: attachment",
            "meeting",
            "notification",
            "operation",
            "organization",
            "organization :: *",
            "outward",
            "province",
            "recusal",
            "reporter",
            "reporter :: retention",
            "schedule",
            "supervision",
            "supervision :: *",
            "web"
        })
package cn.qingfeng.casework;

import org.springframework.modulith.ApplicationModule;
