/** Supervision plaques (监督评议牌): signed codes, their printing, and what they bring in. */
package cn.qingfeng.intake.plaque;
