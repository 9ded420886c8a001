/** Papers (文书): what the offices hand out in writing, from templates that they edit in Word, numbered without a gap and kept as it was issued. */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "calendar :: *",
            "clue",
            "clue :: *",
            "evidence",
            "evidence :: *",
            "keys",
            "organization",
            "redaction",
            "supervision",
            "supervision :: *",
            "web"
        })
package cn.qingfeng.paper;

import org.springframework.modulith.ApplicationModule;
