package cn.qingfeng.calendar.clock;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells every page's frame whether there is a demo clock to lead to. */
@ControllerAdvice(annotations = Controller.class)
class ClockInFrame {

    private final CountyClock clock;

    ClockInFrame(CountyClock clock) {
        this.clock = clock;
    }

    @ModelAttribute("clockMovable")
    boolean movable() {
        return clock.movable();
    }
}
