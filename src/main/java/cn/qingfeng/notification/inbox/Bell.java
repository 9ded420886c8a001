package cn.qingfeng.notification.inbox;

import cn.qingfeng.organization.Organization;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.thymeleaf.context.LazyContextVariable;

/** What every page's frame shows of its reader: name and unread count; asked only where a page shows it. */
@ControllerAdvice(annotations = Controller.class)
class Bell {

    private final Inbox inbox;

    private final Organization organization;

    Bell(Inbox inbox, Organization organization) {
        this.inbox = inbox;
        this.organization = organization;
    }

    /** The reader's own name, as colleagues know it. */
    @ModelAttribute("readerName")
    LazyContextVariable<String> readerName(Principal reader) {
        return new LazyContextVariable<>() {
            @Override
            protected String loadValue() {
                return reader == null ? "" : organization.personName(reader.getName());
            }
        };
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
