package cn.qingfeng.notification.inbox;

import java.security.Principal;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own inbox, for the bell in Tasklist and on our pages. */
@RestController
@RequestMapping("/api/inbox")
class InboxApi {

    private final Inbox inbox;

    InboxApi(Inbox inbox) {
        this.inbox = inbox;
    }

    @GetMapping
    Inbox.Items items(
            Principal reader,
            Locale locale,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        return inbox.of(reader.getName(), page, size, locale);
    }

    @GetMapping("/unread")
    Map<String, Long> unread(Principal reader) {
        return Map.of("unread", inbox.unread(reader.getName()));
    }

    @PostMapping("/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(Principal reader, @PathVariable String id) {
        inbox.read(reader.getName(), id);
    }

    @PostMapping("/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void readAll(Principal reader) {
        inbox.readAll(reader.getName());
    }
}
