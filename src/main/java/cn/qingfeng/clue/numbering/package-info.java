/** The numbers of the clues' account: taken without waiting in line, each used once or void with a reason. */
@NamedInterface("numbering")
package cn.qingfeng.clue.numbering;

import org.springframework.modulith.NamedInterface;
