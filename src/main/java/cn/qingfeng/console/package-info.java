/**
 * Tasklist, Cockpit, Admin and Welcome as the county's officials see them: Chinese, under the product's name, with the
 * clue beside every task.
 */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "clue",
            "clue :: *",
            "draft",
            "form",
            "insight :: *",
            "intake :: *",
            "matter",
            "organization",
            "redaction",
            "schedule",
            "security :: *",
            "supervision",
            "supervision :: *",
            "web"
        })
package cn.qingfeng.console;

import org.springframework.modulith.ApplicationModule;
