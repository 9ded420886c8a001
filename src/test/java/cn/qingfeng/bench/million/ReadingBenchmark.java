package cn.qingfeng.bench.million;

import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.supervision.check.LedgerAgainstEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("bench")
class ReadingBenchmark {
    void read(County c) {}
    @Test
    void filled() throws Exception {
        var clues = Integer.getInteger("bench.clues", 10_000);
        try (var county = County.start(clues, Integer.getInteger("bench.open", clues / 10))) {
            System.out.println(county.filled());
            var t = System.nanoTime();
            var found = county.context().getBean(LedgerAgainstEngine.class).compare();
            System.out.println("compare " + found.size() + " " + (System.nanoTime() - t) / 1000000 + " "
                    + found.stream().limit(20).toList());
            t = System.nanoTime();
            var breaches = county.context().getBean(Timeline.class).verify();
            System.out.println("verify " + breaches.size() + " " + (System.nanoTime() - t) / 1000000 + " "
                    + breaches.stream().limit(20).toList());
        }
    }
}
