package cn.qingfeng.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Whoever keeps limits counts them anew when the calendar is corrected, in the correction's own transaction. */
public interface LimitsByCalendar {

    /**
     * A limit whose end moved.
     *
     * @param limit the message key of its name
     */
    record Moved(String clueNumber, String limit, Instant before, Instant after) {}

    /** Counts anew what the days from {@code first} to {@code last} touch; answers what is still owed and has another end. */
    List<Moved> countAnew(LocalDate first, LocalDate last);
}
