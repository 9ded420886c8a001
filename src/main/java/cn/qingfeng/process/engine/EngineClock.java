package cn.qingfeng.process.engine;

import cn.qingfeng.calendar.clock.ClockMoved;
import cn.qingfeng.calendar.clock.CountyClock;
import jakarta.annotation.PostConstruct;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The engine's clock follows the county's. */
@Component
class EngineClock {

    private final CountyClock clock;

    EngineClock(CountyClock clock) {
        this.clock = clock;
    }

    @PostConstruct
    void follow() {
        ClockUtil.reset();
        if (clock.movable()) {
            ClockUtil.offset(clock.offset().toMillis());
        }
    }

    @EventListener
    void on(ClockMoved moved) {
        follow();
    }
}
