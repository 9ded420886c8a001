package cn.qingfeng.visit;

import java.time.LocalDate;

/**
 * A visit as its book knows it; what was said stands in the matter of that number.
 *
 * @param officer whose it is
 * @param plannedOn the day on which it is to be, or was to be
 * @param asked whether the firm asked for it: then neither quarter nor quiet days keep it off
 * @param proposedFor the month or quarter for which it was proposed; null where somebody planned it
 * @param visitedOn when it was; null while it was not
 * @param clue the clue that came of it; null where none did
 * @param toldOn when the firm was told what came of the clue; null while it was not
 */
record Visit(
        String number,
        String creditCode,
        String officer,
        Way way,
        LocalDate plannedOn,
        boolean asked,
        State state,
        String proposedFor,
        LocalDate visitedOn,
        Result result,
        String clue,
        LocalDate toldOn) {

    /** Words for readers: {@code visit.state.<NAME>}. */
    enum State {
        PLANNED,
        MADE,
        DROPPED
    }

    /** How the firm was found. Words for readers: {@code visit.result.<NAME>}. */
    enum Result {
        NORMAL,
        STOPPED,
        LOST,
        REFUSED,
        CLOSED;

        boolean reached() {
            return this == NORMAL || this == STOPPED;
        }
    }

    /** The day that counts: that on which it was, else that on which it is to be. */
    LocalDate day() {
        return visitedOn == null ? plannedOn : visitedOn;
    }
}
