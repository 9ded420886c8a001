/** Exposure (典型曝光): verified cases shown to the public step by step, innovations praised beside them, corrected in the open. */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "calendar :: clock",
            "clue",
            "clue :: content",
            "form",
            "matter",
            "matter :: clues",
            "organization",
            "redaction"
        })
package cn.qingfeng.exposure;

import org.springframework.modulith.ApplicationModule;
