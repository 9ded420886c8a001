/** Everything that touches the engine: contracts with the diagrams, delegates, listeners, engine settings. */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "calendar :: *",
            "clue",
            "clue :: *",
            "discipline",
            "disclosure",
            "evidence",
            "form",
            "form :: *",
            "insight :: *",
            "intake",
            "intake :: *",
            "notification",
            "operation",
            "organization",
            "organization :: *",
            "recusal",
            "redaction",
            "reporter",
            "reporter :: retention",
            "schedule",
            "security :: *",
            "supervision",
            "supervision :: *",
            "web"
        })
package cn.qingfeng.process;

import org.springframework.modulith.ApplicationModule;
