package cn.qingfeng.insight.file;

import cn.qingfeng.calendar.Standing;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.SupervisionStage;
import cn.qingfeng.supervision.LimitKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One clue as one person may see it now, in that person's language.
 *
 * @param leadUnit the lead unit's code, {@code assistUnits} likewise; their names are in {@code words} and {@code assisting}
 * @param words the reader's words for kind, status, card, stage and lead unit
 * @param reporterContact who reported, in full, masked or not at all as the reader may know it; null when not
 * @param limit the limit that runs now and ends first, null when nothing is owed or the clue is suspended
 * @param otherClock the case's or the law's limit, whichever ends later than {@code limit}; null where there is none
 * @param runningLate what late working time grows now, and against whom, in words; empty where nothing is late
 * @param holdings who held the case when, and what late working time is charged to each
 * @param conversation what office and reporter said to each other; {@code readsConversation} is false for units
 * @param files the files that the reader may see, oldest first
 * @param mostFileBytes how long a file may be that is added, so that a larger one is not sent at all
 * @param lacksProof whether the clue cannot be finished for want of the unit's proof; told to units and offices alike
 * @param similar clues that may tell the same, while admission is reviewed
 * @param filings risk filings that protect in it, of those that the reader may see
 * @param peace how its firm is inspected, for whoever may know of it; null for everybody else
 * @param matters what else is about it, of that which the reader may see
 * @param related clues that this one went to, or that went to it
 * @param pressure what the unit is under, and how its limits moved
 * @param actions what the reader may do beside the lifecycle's tasks
 * @param reveals who asked to be shown the reporter; empty for whoever may not read of it
 * @param screening what is left to decide before units may read it; null for whoever does not decide
 * @param reportMade for whoever called back and was told something against a person: that a report was made of it, in words; null
 *     for everybody else. Not printed
 * @param now the county's present, against which limits are late or not
 */
public record ClueDossier(
        String clueNumber,
        ClueKind kind,
        String title,
        ClueStatus status,
        Card card,
        SupervisionStage stage,
        String leadUnit,
        List<String> assistUnits,
        List<String> assisting,
        Instant registeredAt,
        Instant dueAt,
        Map<String, String> words,
        String place,
        String matter,
        String narrative,
        String request,
        String reporterContact,
        List<Pair> facts,
        List<Limit> limits,
        Limit limit,
        Limit otherClock,
        String runningLate,
        List<Holding> holdings,
        Pressure pressure,
        List<Offer> actions,
        List<Reveal> reveals,
        List<Sheet> answers,
        List<Step> timeline,
        List<Said> conversation,
        boolean readsConversation,
        boolean mayAsk,
        List<Attached> files,
        boolean mayAddFiles,
        long mostFileBytes,
        boolean mayReleaseFiles,
        boolean lacksProof,
        List<Similar> similar,
        List<PriorFilings.Filing> filings,
        FirmsPeace.Peace peace,
        List<BesideClue.Line> matters,
        List<Related> related,
        Screening screening,
        String reportMade,
        Instant now) {

    /** A label and its value. */
    public record Pair(String label, String value) {}

    /**
     * A time limit: until when, why that moment, by which rule, and when it was met (null while it runs).
     *
     * @param overdue whether it was met late or is late now
     * @param standing how it stands; {@code left} the time left or late, in words, empty once it is met
     */
    public record Limit(
            LimitKind kind,
            String name,
            Instant dueAt,
            String because,
            String basis,
            Instant metAt,
            boolean overdue,
            Standing standing,
            String left) {}

    /**
     * The time in which one side held the case.
     *
     * @param to null while it is still there
     * @param held working hours; {@code late} what of late working time is charged to that side, in words, empty if none
     */
    public record Holding(String holder, Instant from, Instant to, String held, String late) {}

    /**
     * Orders, wishes for time and changes of limits, each oldest first.
     *
     * @param open the order that is in force, the hardest if several; null when none is
     * @param pending the wish that is being decided; null when none is
     * @param suspendedAt since when the case clock stands still; null while it runs
     */
    public record Pressure(
            Order open,
            Wish pending,
            Instant suspendedAt,
            List<Order> orders,
            List<Wish> requests,
            List<Moved> changes) {}

    /** An urging or an order, in words; {@code inForce}: whether the unit is under it now. */
    public record Order(
            String number,
            String level,
            String ground,
            int times,
            String unit,
            String leader,
            String demand,
            String issuedBy,
            Instant issuedAt,
            Instant dueAt,
            boolean inForce,
            String state,
            Standing standing,
            String left) {}

    /** A wish for time, in words. */
    public record Wish(
            String number,
            String kind,
            String what,
            String ground,
            String askedBy,
            Instant askedAt,
            Instant before,
            Instant after,
            boolean beyondCap,
            boolean pending,
            String state) {}

    /** How a limit moved; {@code after} is null where it stands still from then on. */
    public record Moved(String limit, String cause, Instant before, Instant after, Instant at, String by) {}

    /** Something the reader may do; {@code path} is the last part of its page's address, {@code about} what it will cause. */
    public record Offer(String path, String name, String about) {}

    /** Somebody's wish to be shown who reported, in words; its page is {@code /reveals/<number>}. */
    public record Reveal(String number, String ground, String askedBy, Instant askedAt, String state) {}

    /** What one person filled in at one step; {@code givesBack}: whether the unit's work came back to it by that. */
    public record Sheet(String form, String step, String by, Instant at, List<Pair> values, boolean givesBack) {}

    /** One message between the office and the reporter. */
    public record Said(Instant at, String by, boolean fromReporter, String text) {}

    /**
     * A file with the clue.
     *
     * @param about kind and length, in words
     * @param from who added it, in words
     * @param shown whether a browser may show it beside the page
     * @param held whether it came from a reporter or an office and the units do not see it yet
     */
    public record Attached(
            String id,
            String name,
            String about,
            String from,
            Instant at,
            String sha256,
            boolean shown,
            boolean held,
            boolean infected) {}

    /** A clue that may tell the same. */
    public record Similar(String clueNumber, String title, String status) {}

    /** Another clue and how it hangs together with this one, in words. */
    public record Related(String clueNumber, String title, String status, String how) {}

    /**
     * What is to be decided before units read the clue.
     *
     * @param open how many places in the text nobody has decided about yet (脱敏核对), of how many {@code places}
     * @param names how many of the staff it may name (回避)
     */
    public record Screening(long open, int places, int names) {}

    /** One entry of the timeline. */
    public record Step(int ordinal, Instant at, String what, String by, String from, String to, String why) {}
}
