/** Answering a task: the form checked, the step taken in the ledger, a refusal told in words; no engine variable keeps an answer. */
@NamedInterface("task")
package cn.qingfeng.process.task;

import org.springframework.modulith.NamedInterface;
