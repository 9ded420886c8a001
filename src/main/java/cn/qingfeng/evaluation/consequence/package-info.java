/** What follows from results (M6): proposals by rule, decided by people after the unit was heard, warnings, the yearly sheet. */
@NamedInterface("consequence")
package cn.qingfeng.evaluation.consequence;

import org.springframework.modulith.NamedInterface;
