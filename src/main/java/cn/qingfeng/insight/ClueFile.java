package cn.qingfeng.insight;

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
 * @param limit the limit that runs now, null when nothing is owed
 * @param holdings who held the case when, and what late working time is charged to each
 * @param conversation what office and reporter said to each other; {@code readsConversation} is false for units
 * @param similar clues that may tell the same, while admission is reviewed
 * @param now the county's present, against which limits are late or not
 */
public record ClueFile(
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
        List<Holding> holdings,
        List<Sheet> answers,
        List<Step> timeline,
        List<Said> conversation,
        boolean readsConversation,
        boolean mayAsk,
        List<Similar> similar,
        Instant now) {

    /** A label and its value. */
    public record Pair(String label, String value) {}

    /** A time limit: until when, why that moment, by which rule, and when it was met (null while it runs). */
    public record Limit(
            LimitKind kind, String name, Instant dueAt, String because, String basis, Instant metAt, boolean overdue) {}

    /**
     * The time in which one side held the case.
     *
     * @param to null while it is still there
     * @param held working hours; {@code late} what of late working time is charged to that side, in words, empty if none
     */
    public record Holding(String holder, Instant from, Instant to, String held, String late) {}

    /** What one person filled in at one step. */
    public record Sheet(String form, String step, String by, Instant at, List<Pair> values) {}

    /** One message between the office and the reporter. */
    public record Said(Instant at, String by, boolean fromReporter, String text) {}

    /** A clue that may tell the same. */
    public record Similar(String clueNumber, String title, String status) {}

    /** One entry of the timeline. */
    public record Step(int ordinal, Instant at, String what, String by, String from, String to, String why) {}
}
