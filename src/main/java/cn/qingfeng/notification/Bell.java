package cn.qingfeng.notification;

import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.thymeleaf.context.LazyContextVariable;

/** The unread count that every page's frame shows; asked only where a page shows it. */
@ControllerAdvice(annotations = Controller.class)
class Bell {

    private final Inbox inbox;

    Bell(Inbox inbox) {
        this.inbox = inbox;
    }

    @ModelAttribute("unread")
    LazyContextVariable<Long> unread(Principal reader) {
        return new LazyContextVariable<>() {
            @Override
            protected Long loadValue() {
                return reader == null ? 0 : inbox.unread(reader.getName());
            }
        };
    }
}
