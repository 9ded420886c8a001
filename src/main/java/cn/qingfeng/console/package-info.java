/**
 * Tasklist, Cockpit, Admin and Welcome as the county's officials see them: Chinese, under the product's name, with the
 * clue beside every task.
 */
@ApplicationModule(
        allowedDependencies = {
            "organization",
            "calendar",
            "clue",
            "reporter",
            "form",
            "draft",
            "insight",
            "intake",
            "supervision",
            "supervision :: schedule",
            "security"
        })
package cn.qingfeng.console;

import org.springframework.modulith.ApplicationModule;
