package cn.qingfeng.schedule;

import java.time.Duration;

/** Work for all clues that runs by the calendar. A bean of this type is scheduled; its name is {@code schedule.job.<key>}. */
public interface ScheduledJob {

    /** Its name, at most 40 characters; stays for ever, because runs are kept under it. */
    String key();

    JobSchedule rhythm();

    /** How long after it was due a turn is still worth running, later it is left out; until the next one unless it says so. */
    default Duration worthwhile() {
        return rhythm().interval();
    }

    /** Whether every turn missed in a stop is made up for, up to twelve, or only the last. */
    default boolean everyTurnCounts() {
        return false;
    }

    /** How many findings of its turns still wait for somebody. */
    default int open() {
        return 0;
    }

    /**
     * Does the work of one turn, in one transaction with the note that it was done: it happens wholly and once, or not.
     *
     * @return what came of it, as a message with its arguments
     */
    JobResult run(Period period);
}
