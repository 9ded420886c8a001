/** Showing who reported (揭示身份): asked with a reason, decided by somebody else, seen once, and kept for ever that it was. */
@ApplicationModule(
        allowedDependencies = {"calendar", "clue", "clue :: *", "keys", "organization", "reporter", "reporter :: vault"
        })
package cn.qingfeng.disclosure;

import org.springframework.modulith.ApplicationModule;
