/** What stands between the street and the ledger: limits, a small puzzle, the size of what is sent. Nobody is blocked for good. */
@NamedInterface("ratelimit")
package cn.qingfeng.intake.ratelimit;

import org.springframework.modulith.NamedInterface;
