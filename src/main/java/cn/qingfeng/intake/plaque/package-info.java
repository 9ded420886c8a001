/** Supervision plaques (监督评议牌): signed codes, their printing, and what they bring in. */
@NamedInterface("plaque")
package cn.qingfeng.intake.plaque;

import org.springframework.modulith.NamedInterface;
