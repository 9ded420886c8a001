/** How a clue comes in: the window's page, the public page and API, other channels. */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "clue",
            "clue :: *",
            "draft",
            "evidence",
            "evidence :: *",
            "form",
            "keys",
            "organization",
            "organization :: *",
            "recusal",
            "redaction",
            "reporter",
            "schedule",
            "text",
            "web"
        })
package cn.qingfeng.intake;

import org.springframework.modulith.ApplicationModule;
