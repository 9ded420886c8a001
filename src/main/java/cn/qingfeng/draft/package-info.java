/** Drafts: what a person typed and has not sent yet. Sealed, for that person alone, gone as soon as it is sent. */
@ApplicationModule(allowedDependencies = {"keys"})
package cn.qingfeng.draft;

import org.springframework.modulith.ApplicationModule;
