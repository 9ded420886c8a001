package cn.qingfeng.intake.conversation;

import cn.qingfeng.clue.ClueNumber;

/**
 * The reporter wrote to the office. Published inside the transaction.
 *
 * @param asker user name of whoever asked last; null when nobody did
 */
public record ReporterWrote(ClueNumber number, String asker) {}
