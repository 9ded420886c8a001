package cn.qingfeng.visit;

import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.desk.StepDefaults;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What is known of a visit before it is recorded: today, as it was planned to go, and that the firm asked. */
@Component
class VisitDefaults implements StepDefaults {

    private final VisitBook book;

    VisitDefaults(VisitBook book) {
        this.book = book;
    }

    @Override
    public Map<String, Object> of(Matter matter, String step) {
        if (!matter.kind().equals(Visits.KIND)) {
            return Map.of();
        }
        var today = book.today().toString();
        return step.equals(Visits.RECORD)
                ? book.find(matter.number())
                        .map(visit -> Map.<String, Object>of(
                                "visitOn", today, "way", visit.way().name(), "asked", visit.asked()))
                        .orElse(Map.of())
                : Map.of("toldOn", today);
    }
}
