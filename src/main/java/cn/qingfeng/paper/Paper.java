package cn.qingfeng.paper;

import java.time.Instant;

/**
 * A paper that was issued.
 *
 * @param series whose count its number is of: the kind's, or that of papers about reports against persons
 * @param ordinal its place in the series' year
 * @param clueNumber null for packs
 * @param subject the number of the order or wish, or the pack's label; empty where the clue itself is meant
 * @param template which template it was written from
 * @param contentId where its Word file lies; null once it was erased
 * @param corrects the paper that it corrects, {@code correctedBy} the one that corrects it; null for none
 * @param voided who made it void and when; null while it counts
 * @param signed who put down that it is signed and sealed; {@code countersigned} for the other side, {@code sent} that it went
 * @param scanFile the signed sheet among the clue's files; null for none
 */
public record Paper(
        String id,
        PaperKind kind,
        String series,
        int ordinal,
        String number,
        String clueNumber,
        String subject,
        String template,
        String contentId,
        String sha256,
        Mark issued,
        String corrects,
        String correctedBy,
        Mark voided,
        Mark signed,
        Mark countersigned,
        Mark sent,
        String scanFile) {

    /** Somebody put something down at a moment. */
    public record Mark(String by, Instant at) {}

    /** How it stands: {@code paper.state.<STATE>}. */
    public enum State {
        ISSUED,
        SIGNED,
        SENT,
        CORRECTED,
        VOID
    }

    public State state() {
        if (voided != null) {
            return State.VOID;
        }
        if (correctedBy != null) {
            return State.CORRECTED;
        }
        return sent != null ? State.SENT : signed != null ? State.SIGNED : State.ISSUED;
    }

    /** Whether it is about a report against a person. */
    public boolean isSealed() {
        return series.equals(PaperNumbers.SEALED);
    }

    /** Whether it still counts. */
    public boolean isInForce() {
        return voided == null && correctedBy == null;
    }
}
