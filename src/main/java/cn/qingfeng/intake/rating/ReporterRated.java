package cn.qingfeng.intake.rating;

import cn.qingfeng.clue.ClueNumber;

/** The reporter rated the outcome on the tracking page. Published inside the transaction. */
public record ReporterRated(ClueNumber number) {}
