/** How a clue comes in: the window's page, the public page and API, other channels. */
@ApplicationModule(allowedDependencies = {"clue", "reporter", "evidence", "organization", "form", "draft", "text"})
package cn.qingfeng.intake;

import org.springframework.modulith.ApplicationModule;
