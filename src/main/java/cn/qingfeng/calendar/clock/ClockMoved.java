package cn.qingfeng.calendar.clock;

import java.time.Instant;

/** The county's clock has been moved by hand and shows {@code now}; whoever keeps a clock of its own follows. */
public record ClockMoved(Instant now) {}
