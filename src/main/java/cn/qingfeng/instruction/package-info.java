/** Leaders' instructions (领导批示): one is asked for where a clue is graded red by it, and each is carried to its report. */
@ApplicationModule(allowedDependencies = {"calendar :: clock", "clue", "form", "matter", "matter :: clues"})
package cn.qingfeng.instruction;

import org.springframework.modulith.ApplicationModule;
