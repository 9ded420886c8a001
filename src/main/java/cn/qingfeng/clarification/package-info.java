/** Clarification (澄清正名): whoever was reported untruly is cleared as widely as the harm went; the discipline body's alone. */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "calendar :: clock",
            "clue",
            "clue :: content",
            "matter",
            "matter :: clues",
            "organization"
        })
package cn.qingfeng.clarification;

import org.springframework.modulith.ApplicationModule;
