package cn.qingfeng.notification;

import java.util.Map;
import java.util.Set;

/**
 * What happened to a clue and who is told.
 *
 * @param key what happened, once and for all, such as {@code WY20260212-0001/dispatched/1}: the same key never reaches
 *     the same person twice, so a retried cause is harmless (at most 120 characters)
 * @param event what is told
 * @param clueNumber the clue's number; empty for what is not about one clue, which then says its {@link #LINK}
 * @param recipients user names; an empty set tells nobody
 * @param facts what the text needs, by the keys below and no others: nothing of a clue's text and nobody's name
 */
public record Notice(
        String key, NoticeEvent event, String clueNumber, Set<String> recipients, Map<String, String> facts) {

    /** The card's name: BLUE, YELLOW or RED. */
    public static final String CARD = "card";
    /** A unit's display name. */
    public static final String UNIT = "unit";
    /** Until when something must be done, as an ISO-8601 instant. */
    public static final String DUE_AT = "dueAt";
    /** Another number that belongs here: the clue merged into, the dispatch order. */
    public static final String OTHER = "other";
    /** A path of our own pages to open; without it the clue's page. */
    public static final String LINK = "link";
    /** The message key of a reason, such as why a mail could not be delivered, or of the limit that is meant; of several limits with blanks between. */
    public static final String REASON = "reason";

    /** How many clues of a digest are open. */
    public static final String OPEN = "open";
    /** How many of them are due soon. */
    public static final String SOON = "soon";
    /** How many of them are late. */
    public static final String LATE = "late";
    /** Never carried: tells apart two notices of one event about one step, as part of the key. */
    public static final String OCCASION = "occasion";

    private static final Set<String> KNOWN = Set.of(CARD, UNIT, DUE_AT, OTHER, LINK, REASON, OPEN, SOON, LATE);
    private static final int LONGEST_FACT = 200;

    /** @throws IllegalArgumentException for a fact that a notice must not or cannot carry */
    public Notice {
        if (key.isBlank() || key.length() > 120) {
            throw new IllegalArgumentException("a notice needs a key of 1 to 120 characters");
        }
        recipients = Set.copyOf(recipients);
        facts = Map.copyOf(facts);
        facts.forEach((name, value) -> {
            // The value stays out of the message: it may be just what must not be logged.
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException("a notice does not carry the fact " + name);
            }
            if (value.length() > LONGEST_FACT) {
                throw new IllegalArgumentException("the fact " + name + " is longer than " + LONGEST_FACT);
            }
        });
        var link = facts.get(LINK);
        if (link != null && !link.matches("/(?![/\\\\]).*")) {
            throw new IllegalArgumentException("a notice links to our own pages only");
        }
    }

    /** A notice without facts. */
    public Notice(String key, NoticeEvent event, String clueNumber, Set<String> recipients) {
        this(key, event, clueNumber, recipients, Map.of());
    }
}
