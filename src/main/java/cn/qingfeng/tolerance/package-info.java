/** Risk filings and error tolerance (风险报备、容错纠错): what was filed before protects who tried, where all conditions are met. */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "calendar :: clock",
            "clue",
            "clue :: content",
            "insight :: file",
            "matter",
            "notification",
            "organization",
            "schedule",
            "text"
        })
package cn.qingfeng.tolerance;

import org.springframework.modulith.ApplicationModule;
