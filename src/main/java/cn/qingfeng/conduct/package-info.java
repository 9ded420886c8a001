/** What officials may and must not do in contact with firms (政商交往正负面清单): edited, published, read and acknowledged. */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "calendar :: *",
            "form",
            "notification",
            "organization",
            "schedule",
            "text",
            "web"
        })
package cn.qingfeng.conduct;

import org.springframework.modulith.ApplicationModule;
