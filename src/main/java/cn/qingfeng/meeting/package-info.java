/** Joint meetings (联席会商): an agenda of clues, what was said, and decisions that units carry out by a day. */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "calendar :: *",
            "clue",
            "clue :: *",
            "organization",
            "paper",
            "redaction",
            "schedule",
            "supervision",
            "web"
        })
package cn.qingfeng.meeting;

import org.springframework.modulith.ApplicationModule;
