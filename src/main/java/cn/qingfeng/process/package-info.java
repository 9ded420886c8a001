/** Everything that touches the engine: contracts with the diagrams, delegates, listeners, engine settings. */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "organization",
            "clue",
            "reporter",
            "form",
            "evidence",
            "supervision",
            "supervision :: schedule",
            "notification",
            "intake",
            "security"
        })
package cn.qingfeng.process;

import org.springframework.modulith.ApplicationModule;
