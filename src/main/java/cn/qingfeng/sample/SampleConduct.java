package cn.qingfeng.sample;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.conduct.ConductList;
import cn.qingfeng.conduct.Side;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What officials of the demo county may and must not do: the first edition, acknowledged by those who published it. */
@Component
class SampleConduct {

    private static final String HEAD = "officehead";

    private final ConductList list;
    private final Clock clock;

    SampleConduct(ConductList list, Clock clock) {
        this.list = list;
        this.clock = clock;
    }

    @Transactional
    public void publish() {
        if (!list.editions().isEmpty()) {
            return;
        }
        list.begin(HEAD);
        SampleFile.<String, List<List<String>>>mapping("list-of-conduct.yml")
                .forEach((side, items) -> items.forEach(item -> list.add(
                        HEAD,
                        Side.valueOf(side),
                        new ConductList.Wording(item.get(0), item.get(1), item.get(2), null, null))));
        list.publish(HEAD, LocalDate.now(clock.withZone(CountyClock.ZONE)), "");
        List.of(HEAD, "grouphead", "grader").forEach(person -> list.acknowledge(person, 1));
    }
}
