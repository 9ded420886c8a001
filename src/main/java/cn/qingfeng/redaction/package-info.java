/** Redaction (脱敏): personal data found in what was told, and covered before a unit reads it. */
@ApplicationModule(allowedDependencies = {"clue", "clue :: *", "reporter", "reporter :: vault", "text", "web"})
package cn.qingfeng.redaction;

import org.springframework.modulith.ApplicationModule;
