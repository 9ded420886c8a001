/** The provincial platform (省平台): what must be entered there and by when, what leaves for it, and what comes back. Never called, by file and hand only. */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "clue",
            "clue :: *",
            "intake :: sheet",
            "organization",
            "organization :: *",
            "reporter",
            "schedule",
            "text",
            "web"
        })
package cn.qingfeng.province;

import org.springframework.modulith.ApplicationModule;
