package cn.qingfeng.meeting;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.paper.PaperKind;
import cn.qingfeng.paper.PaperLines;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 联席会商: which meetings there are, what each is about, and what became of what they decided. */
@Controller
@RequestMapping("/meetings")
@PreAuthorize("@rights.has(authentication, 'CALL_MEETINGS')")
class MeetingPage {

    private static final int NEWEST = 100;

    /** One meeting of the list. */
    record Line(Meeting meeting, String at, int open) {}

    /** One clue of an agenda. */
    record Item(String number, String title, String card, String status, String unit) {}

    /** One decision. */
    record Task(Decision decision, String unit, String person, String due, boolean late) {}

    private final Meetings meetings;
    private final MeetingBook book;
    private final ClueLedger ledger;
    private final ClueAccess access;
    private final Organization organization;
    private final PaperLines papers;
    private final Redraw redraw;
    private final Clock clock;

    MeetingPage(
            Meetings meetings,
            MeetingBook book,
            ClueLedger ledger,
            ClueAccess access,
            Organization organization,
            PaperLines papers,
            Redraw redraw,
            Clock clock) {
        this.meetings = meetings;
        this.book = book;
        this.ledger = ledger;
        this.access = access;
        this.organization = organization;
        this.papers = papers;
        this.redraw = redraw;
        this.clock = clock;
    }

    @GetMapping
    String list(Model model) {
        var all = book.newest(NEWEST);
        var open = book.open(all);
        model.addAttribute(
                "lines",
                all.stream()
                        .map(one -> new Line(one, Moments.minute(one.meetsAt()), open.getOrDefault(one.id(), 0)))
                        .toList());
        return "meeting/list";
    }

    /** {@code clue}: the numbers that were chosen in the ledger. */
    @PostMapping("/new")
    String ask(Principal person, @RequestParam(required = false) List<String> clue, Model model) {
        return drawNew(person, clue, "", "", "", model);
    }

    private String drawNew(
            Principal person, List<String> clue, String title, String place, String meetsAt, Model model) {
        model.addAttribute("items", items(person, numbers(clue)));
        model.addAttribute("title", title);
        model.addAttribute("place", place);
        model.addAttribute("meetsAt", meetsAt);
        model.addAttribute("longest", Meetings.LONGEST_TITLE);
        return "meeting/new";
    }

    private static List<ClueNumber> numbers(List<String> clue) {
        return clue == null
                ? List.of()
                : clue.stream()
                        .limit(Meetings.MOST_CLUES + 1L)
                        .map(ClueNumber::of)
                        .toList();
    }

    private List<Item> items(Principal person, List<ClueNumber> numbers) {
        var viewer = access.viewer(person.getName());
        var clues = ledger.all(numbers);
        return numbers.stream()
                .map(clues::get)
                .filter(clue -> clue != null && access.maySee(viewer, clue))
                .map(clue -> new Item(
                        clue.number().value(),
                        access.contentFor(viewer, clue).title(),
                        clue.card().map(Enum::name).orElse(null),
                        clue.status().name(),
                        clue.leadUnit().map(organization::unitName).orElse("")))
                .toList();
    }

    @PostMapping
    String call(
            Principal person,
            @RequestParam(required = false) List<String> clue,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "") String meetsAt,
            Model model) {
        try {
            return "redirect:/meetings/"
                    + meetings.call(title, place, moment(meetsAt), numbers(clue), person.getName())
                            .id();
        } catch (Refusal refused) {
            redraw.with(refused, model);
            return drawNew(person, clue, title, place, meetsAt, model);
        }
    }

    private static Instant moment(String local) {
        try {
            return LocalDateTime.parse(local).atZone(CountyClock.ZONE).toInstant();
        } catch (DateTimeParseException none) {
            throw Refusal.invalid("meeting.moment");
        }
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Principal person, Locale locale, Model model) {
        var meeting = meetings.get(id, person.getName());
        var viewer = access.viewer(person.getName());
        var clues = ledger.all(meeting.agenda());
        var now = clock.instant();
        model.addAttribute("meeting", meeting);
        model.addAttribute("at", Moments.minute(meeting.meetsAt()));
        model.addAttribute("calledBy", organization.personName(meeting.calledBy()));
        model.addAttribute("items", items(person, meeting.agenda()));
        model.addAttribute(
                "tasks",
                book.decisions(id).stream()
                        .filter(one -> clues.containsKey(one.clue()) && access.maySee(viewer, clues.get(one.clue())))
                        .map(one -> new Task(
                                one,
                                organization.unitName(one.unit()),
                                one.person() == null ? "" : organization.personName(one.person()),
                                Moments.minute(one.dueAt()),
                                one.state() == Decision.State.OPEN
                                        && one.dueAt().isBefore(now)))
                        .toList());
        model.addAttribute("people", meetings.who(meeting.agenda()));
        model.addAttribute("longestTask", Meetings.LONGEST_TASK);
        model.addAttribute("longestText", Meetings.LONGEST_TEXT);
        model.addAttribute("mostDays", Meetings.MOST_DAYS);
        model.addAttribute(
                "papers",
                meeting.state() == Meeting.State.HELD
                        ? papers.ofPack(person.getName(), PaperKind.MINUTES, id, locale)
                        : new PaperLines.Section(List.of(), List.of()));
        return "meeting/meeting";
    }

    @PostMapping("/{id}/agenda")
    String add(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String clue,
            Principal person,
            Locale locale,
            Model model) {
        return act(id, person, locale, model, () -> meetings.add(id, ClueNumber.of(clue.strip()), person.getName()));
    }

    @PostMapping("/{id}/held")
    String held(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String outcome,
            Principal person,
            Locale locale,
            Model model) {
        model.addAttribute("outcome", outcome);
        return act(id, person, locale, model, () -> meetings.held(id, outcome, person.getName()));
    }

    @PostMapping("/{id}/off")
    String callOff(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            Principal person,
            Locale locale,
            Model model) {
        return act(id, person, locale, model, () -> meetings.callOff(id, reason, person.getName()));
    }

    /** {@code who}: unit and person, parted by a stroke. */
    @PostMapping("/{id}/decisions")
    String decide(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String clue,
            @RequestParam(defaultValue = "") String who,
            @RequestParam(defaultValue = "") String task,
            @RequestParam(defaultValue = "0") int days,
            Principal person,
            Locale locale,
            Model model) {
        model.addAttribute("clue", clue);
        model.addAttribute("who", who);
        model.addAttribute("task", task);
        model.addAttribute("days", days);
        var at = who.indexOf('/');
        return act(
                id,
                person,
                locale,
                model,
                () -> meetings.decide(
                        id,
                        ClueNumber.of(clue),
                        at < 0 ? "" : who.substring(0, at),
                        who.substring(at + 1),
                        task,
                        days,
                        person.getName()));
    }

    @PostMapping("/{id}/decisions/{decision}/again")
    String again(
            @PathVariable String id,
            @PathVariable String decision,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "0") int days,
            Principal person,
            Locale locale,
            Model model) {
        return act(id, person, locale, model, () -> meetings.again(decision, days, reason, person.getName()));
    }

    @PostMapping("/{id}/decisions/{decision}/drop")
    String drop(
            @PathVariable String id,
            @PathVariable String decision,
            @RequestParam(defaultValue = "") String reason,
            Principal person,
            Locale locale,
            Model model) {
        return act(id, person, locale, model, () -> meetings.drop(decision, reason, person.getName()));
    }

    private String act(String id, Principal person, Locale locale, Model model, Runnable act) {
        try {
            act.run();
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.NOT_FOUND) {
                throw refused;
            }
            redraw.with(refused, model);
            return one(id, person, locale, model);
        }
        return "redirect:/meetings/" + id;
    }
}
