/** The demo county: invented units, people, places and clues for the {@code demo} profile. */
@ApplicationModule(
        allowedDependencies = {
            "organization",
            "calendar",
            "clue",
            "reporter",
            "evidence",
            "supervision",
            "intake",
            "process"
        })
package cn.qingfeng.sample;

import org.springframework.modulith.ApplicationModule;
