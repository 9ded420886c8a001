/** Questions to the reporter and the answers. */
@NamedInterface("conversation")
package cn.qingfeng.intake.conversation;

import org.springframework.modulith.NamedInterface;
