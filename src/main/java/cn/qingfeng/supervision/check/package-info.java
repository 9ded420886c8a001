/** Whether anything was forgotten: limits that nobody told, and the ledger held against the engine and its own chain. */
@NamedInterface("check")
package cn.qingfeng.supervision.check;

import org.springframework.modulith.NamedInterface;
