package cn.qingfeng.supervision.check;

/**
 * Something in which the ledger and the engine do not agree. Its words are {@code schedule.difference.<kind>}.
 *
 * @param subject the clue's number, or the notice's key
 * @param inLedger what the ledger says, or null
 * @param inEngine what the engine says, or null
 */
public record Difference(String kind, String subject, String inLedger, String inEngine) {}
