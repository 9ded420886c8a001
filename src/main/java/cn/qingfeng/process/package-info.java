/** Everything that touches the engine: contracts with the diagrams, delegates, listeners, engine settings. */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "calendar :: *",
            "casework",
            "casework :: *",
            "clue",
            "clue :: *",
            "discipline",
            "disclosure",
            "evaluation :: consequence",
            "evaluation :: score",
            "evaluation :: window",
            "evidence",
            "form",
            "form :: *",
            "instruction",
            "intake",
            "intake :: *",
            "keys",
            "meeting",
            "matter",
            "matter :: attachment",
            "matter :: desk",
            "notification",
            "organization",
            "organization :: *",
            "paper",
            "recusal",
            "redaction",
            "schedule",
            "security :: *",
            "supervision",
            "supervision :: *",
            "tolerance",
            "web"
        })
package cn.qingfeng.process;

import org.springframework.modulith.ApplicationModule;
