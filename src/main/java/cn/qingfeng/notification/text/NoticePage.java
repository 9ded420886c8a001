package cn.qingfeng.notification.text;

import cn.qingfeng.Refusal;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.Outbox;
import cn.qingfeng.notification.OutboxMessage;
import cn.qingfeng.notification.OutboxMessages;
import cn.qingfeng.notification.RecipientNames;
import cn.qingfeng.notification.Recipients;
import cn.qingfeng.notification.channel.NoticeChannel;
import cn.qingfeng.organization.county.CountyBook;
import cn.qingfeng.web.PageNumber;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** What notices say and whom they reach, for process owners and administrators; and what never arrived, for administrators. */
@Controller
@RequestMapping("/notices")
class NoticePage {

    private static final String EDITORS = "@rights.has(authentication, 'EDIT_NOTICES')";

    /** One line of the list. */
    record Line(NoticeEvent event, String subject, List<NoticeChannel> own) {}

    /** A change of the recipients. */
    record Changed(java.time.ZonedDateTime at, String by, String from, String to, String reason) {}

    private final NoticeDesk desk;
    private final NoticeTemplates templates;
    private final Recipients recipients;
    private final OutboxMessages letters;
    private final Outbox outbox;
    private final RecipientNames names;
    private final CountyBook book;
    private final MessageSource messages;
    private final Clock clock;

    private final Redraw redraw;

    NoticePage(
            NoticeDesk desk,
            NoticeTemplates templates,
            Recipients recipients,
            OutboxMessages letters,
            Outbox outbox,
            RecipientNames names,
            CountyBook book,
            MessageSource messages,
            Clock clock,
            Redraw redraw) {
        this.redraw = redraw;
        this.desk = desk;
        this.templates = templates;
        this.recipients = recipients;
        this.letters = letters;
        this.outbox = outbox;
        this.names = names;
        this.book = book;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping
    @PreAuthorize(EDITORS)
    String list(Model model) {
        model.addAttribute(
                "lines",
                Arrays.stream(NoticeEvent.values())
                        .map(event -> new Line(
                                event,
                                desk.draft(event, NoticeChannel.INBOX).subject(),
                                channels(event).stream()
                                        .filter(channel ->
                                                desk.own(event, channel).isPresent())
                                        .toList()))
                        .toList());
        return "notification/notices";
    }

    /** The ways that an event can take: the reporter has only a telephone, and what never arrived is told in the inbox. */
    private static List<NoticeChannel> channels(NoticeEvent event) {
        if (event.forReporter()) {
            return List.of(NoticeChannel.SMS);
        }
        return event == NoticeEvent.UNDELIVERABLE ? List.of(NoticeChannel.INBOX) : List.of(NoticeChannel.values());
    }

    @GetMapping("/{event:[A-Z_]+}")
    @PreAuthorize(EDITORS)
    String edit(@PathVariable NoticeEvent event, @RequestParam(required = false) NoticeChannel channel, Model model) {
        var way = channel == null || !channels(event).contains(channel)
                ? channels(event).get(0)
                : channel;
        var draft = desk.draft(event, way);
        fill(model, event, way, draft.subject(), draft.body());
        return "notification/notice";
    }

    private void fill(Model model, NoticeEvent event, NoticeChannel channel, String subject, String body) {
        model.addAttribute("event", event);
        model.addAttribute("channel", channel);
        model.addAttribute("channels", channels(event));
        model.addAttribute("draft", desk.draft(event, channel));
        model.addAttribute("subject", subject);
        model.addAttribute("body", body);
        model.addAttribute("preview", desk.preview(event, channel, subject, body, Locale.SIMPLIFIED_CHINESE));
        model.addAttribute("faults", Map.of());
        model.addAttribute("history", templates.history(event, channel));
        model.addAttribute("zone", clock.getZone());
        model.addAttribute("fixed", event.forAdministrators());
        model.addAttribute("cards", Recipients.CARDS);
        model.addAttribute("rows", recipients.table(event));
        model.addAttribute(
                "changes",
                book.of(CountyBook.Subject.RECIPIENTS, event.name()).stream()
                        .map(entry -> new Changed(
                                entry.at().atZone(clock.getZone()),
                                desk.personName(entry.by()),
                                entry.from(),
                                entry.to(),
                                entry.reason()))
                        .toList());
    }

    /** For the script that shows how the text reads while it is written. */
    @PostMapping("/{event:[A-Z_]+}/preview")
    @PreAuthorize(EDITORS)
    @ResponseBody
    NoticeDesk.Preview preview(
            @PathVariable NoticeEvent event,
            @RequestParam NoticeChannel channel,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String body,
            Locale locale) {
        return desk.preview(event, channel, subject, body, locale);
    }

    @PostMapping("/{event:[A-Z_]+}")
    @PreAuthorize(EDITORS)
    ModelAndView save(
            Principal writer,
            @PathVariable NoticeEvent event,
            @RequestParam NoticeChannel channel,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String body,
            @RequestParam(defaultValue = "save") String what,
            Locale locale,
            Model model) {
        var back = new ModelAndView("redirect:/notices/" + event + "?channel=" + channel);
        try {
            if (!channels(event).contains(channel)) {
                throw Refusal.notFound("notice.refused.unknown");
            }
            switch (what) {
                case "restore" -> desk.putBack(event, channel, writer.getName());
                case "preview" -> {
                    fill(model, event, channel, subject, body);
                    model.addAttribute(
                            "faults",
                            desk.preview(event, channel, subject, body, locale).faults());
                    return new ModelAndView("notification/notice", model.asMap());
                }
                default -> desk.save(event, channel, subject, body, writer.getName());
            }
            return back;
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.INVALID) {
                throw refused;
            }
            fill(model, event, channel, subject, body);
            model.addAttribute("faults", said(refused, locale));
            return new ModelAndView("notification/notice", model.asMap(), HttpStatus.BAD_REQUEST);
        }
    }

    private Map<String, String> said(Refusal refused, Locale locale) {
        return refused.faults().stream()
                .collect(Collectors.toMap(
                        Refusal.Fault::field,
                        fault -> messages.getMessage(fault.key(), fault.args().toArray(), locale),
                        (one, other) -> one.equals(other) ? one : one + " " + other,
                        TreeMap::new));
    }

    @PostMapping("/{event:[A-Z_]+}/recipients")
    @PreAuthorize(EDITORS)
    ModelAndView recipients(
            Principal by,
            @PathVariable NoticeEvent event,
            @RequestParam(required = false) List<String> row,
            @RequestParam(defaultValue = "") String reason,
            Locale locale,
            Model model) {
        try {
            recipients.save(event, row == null ? List.of() : row, reason, by.getName());
            return new ModelAndView("redirect:/notices/" + event + "#recipients");
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.INVALID) {
                throw refused;
            }
            var draft = desk.draft(event, channels(event).get(0));
            fill(model, event, channels(event).get(0), draft.subject(), draft.body());
            model.addAttribute("recipientsRefused", redraw.text(refused));
            return new ModelAndView("notification/notice", model.asMap(), HttpStatus.BAD_REQUEST);
        }
    }

    @GetMapping("/undelivered")
    @PreAuthorize("@rights.has(authentication, 'ADMINISTER')")
    String undelivered(Model model, @RequestParam(defaultValue = "0") int page, Locale locale) {
        var failed = letters.findByChannelInAndStatusOrderByCreatedAtDescIdDesc(
                List.of(NoticeChannel.values()),
                OutboxMessage.Status.FAILED,
                PageRequest.of(PageNumber.check(page, 20), 20));
        model.addAttribute(
                "letters",
                failed.map(letter -> new Lost(
                                letter.getId(),
                                letter.clueNumber(),
                                letter.channel(),
                                names.of(letter, locale),
                                letter.createdAt().atZone(clock.getZone()),
                                names.reason(letter, locale)))
                        .getContent());
        model.addAttribute("page", failed.getNumber());
        model.addAttribute("pages", failed.getTotalPages());
        return "notification/undelivered";
    }

    /** A letter that will not arrive by itself. */
    record Lost(
            String id,
            String clueNumber,
            NoticeChannel channel,
            String recipient,
            java.time.ZonedDateTime createdAt,
            String reason) {}

    @PostMapping("/undelivered/{id}")
    @PreAuthorize("@rights.has(authentication, 'ADMINISTER')")
    String again(@PathVariable String id) {
        outbox.sendAgain(id);
        return "redirect:/notices/undelivered";
    }
}
