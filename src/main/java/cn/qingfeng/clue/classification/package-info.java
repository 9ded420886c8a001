/** The leaves of the classification. */
@NamedInterface("classification")
package cn.qingfeng.clue.classification;

import org.springframework.modulith.NamedInterface;
