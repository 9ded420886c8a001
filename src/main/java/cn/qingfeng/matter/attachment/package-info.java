/** Files that are kept with a matter: taken in, checked and handed out as a clue's are. */
@NamedInterface("attachment")
package cn.qingfeng.matter.attachment;

import org.springframework.modulith.NamedInterface;
