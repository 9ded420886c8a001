/** Recusal (回避): who keeps out of a clue because it names or concerns them. */
@ApplicationModule(
        allowedDependencies = {
            "clue",
            "clue :: *",
            "keys",
            "organization",
            "organization :: *",
            "supervision",
            "text",
            "web"
        })
package cn.qingfeng.recusal;

import org.springframework.modulith.ApplicationModule;
