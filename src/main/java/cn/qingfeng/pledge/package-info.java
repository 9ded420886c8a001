/** Media pledges (媒体问政承诺): what units promised before the camera, counted down in public, kept or broken. */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "calendar :: clock",
            "clue",
            "clue :: access",
            "clue :: content",
            "clue :: timeline",
            "form",
            "intake",
            "matter",
            "organization",
            "redaction",
            "schedule",
            "web"
        })
package cn.qingfeng.pledge;

import org.springframework.modulith.ApplicationModule;
