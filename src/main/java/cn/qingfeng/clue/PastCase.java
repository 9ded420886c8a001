package cn.qingfeng.clue;

import java.time.Instant;

/**
 * What an old ledger says of a case that was over before it came here.
 *
 * @param importId the import that brings it
 * @param registeredAt when it was first registered
 * @param dispatchedAt null where nothing is known
 * @param finishedAt null where nothing is known
 * @param card null where it had none
 * @param leadUnit code of the unit that handled it, or null
 * @param result null where nothing is known
 */
public record PastCase(
        String importId,
        Instant registeredAt,
        Instant dispatchedAt,
        Instant finishedAt,
        Instant closedAt,
        Card card,
        String leadUnit,
        Result result) {}
