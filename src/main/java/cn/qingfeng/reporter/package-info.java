/** The reporter's identity, encrypted and apart from the clue, and the receipts that reporters hold. */
@ApplicationModule(allowedDependencies = {"calendar", "clue", "clue :: *", "keys", "schedule", "text"})
package cn.qingfeng.reporter;

import org.springframework.modulith.ApplicationModule;
