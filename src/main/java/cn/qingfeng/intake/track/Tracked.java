package cn.qingfeng.intake.track;

import cn.qingfeng.intake.Promises;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * What whoever holds a receipt learns of one case: nothing of who works on it by name, of other people's words, of limits
 * inside the house, or of how it was graded.
 *
 * @param status the code, {@code state} the same in plain words
 * @param holder the office or unit that holds it now; null when nobody does
 * @param promise what is owed next; null when nothing is
 * @param done what happened, oldest first
 * @param messages questions and answers
 * @param files what the reporter sent
 * @param mayRate whether the outcome can be rated now; likewise the others
 * @param rated the rating already given for the present result, in words; null when none
 * @param ratingLeadsTo what a rating leads to, or what the one already given leads to; null where that shows by itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Tracked(
        String clueNumber,
        String kind,
        String status,
        String state,
        String holder,
        Promises.Promise promise,
        List<Done> done,
        List<Said> messages,
        List<Own> files,
        boolean mayWrite,
        boolean mayRate,
        boolean mayWithdraw,
        boolean mayWithdrawConsent,
        String rated,
        String ratingLeadsTo) {

    /** One thing that was done; {@code told} is what was written to the reporter with it, if anything. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Done(Instant at, String what, String told) {}

    /** A file that the reporter sent; {@code infected}: a virus was found, and nobody opens it. */
    public record Own(String id, String name, long bytes, boolean infected) {}

    /** One message. */
    public record Said(Instant at, String from, boolean mine, String text) {}
}
