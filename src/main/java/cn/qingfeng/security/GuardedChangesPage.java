package cn.qingfeng.security;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.guard.GuardedChange;
import cn.qingfeng.organization.guard.GuardedChanges;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 守密岗位变更: where administrators ask, those who guard a secret agree or object, and what was agreed to is carried out. */
@Controller
@RequestMapping("/guarded-changes")
class GuardedChangesPage {

    static final String READERS = "@rights.has(authentication, 'READ_GUARDED_CHANGES')";
    private static final String ADMIN = "@rights.has(authentication, 'ADMINISTER')";
    private static final int SHOWN = 50;

    /** One wish as its reader sees it. */
    record Line(
            GuardedChange change,
            String person,
            String askedBy,
            ZonedDateTime askedAt,
            ZonedDateTime holdsFrom,
            ZonedDateTime lapsesAt,
            ZonedDateTime begins,
            String settledBy,
            boolean open,
            boolean mayAgree,
            boolean mayObject,
            boolean mayBeDone) {}

    /** Somebody whose account is guarded. */
    record Guard(String username, String name) {}

    private final GuardedChanges changes;
    private final Organization organization;
    private final Clock clock;

    private final Redraw redraw;

    GuardedChangesPage(GuardedChanges changes, Organization organization, Clock clock, Redraw redraw) {
        this.redraw = redraw;
        this.changes = changes;
        this.organization = organization;
        this.clock = clock;
    }

    @GetMapping
    @PreAuthorize(READERS)
    String list(Principal reader, Model model) {
        return draw(reader, model);
    }

    @PostMapping("/resets")
    @PreAuthorize(ADMIN)
    String askForReset(@RequestParam(defaultValue = "") String username, Principal admin, Model model) {
        return done(() -> changes.askForReset(username.strip(), admin.getName()), admin, model);
    }

    @PostMapping("/{id}/answer")
    @PreAuthorize(READERS)
    String answer(@PathVariable String id, @RequestParam boolean agreed, Principal person, Model model) {
        return done(() -> changes.answer(id, agreed, person.getName()), person, model);
    }

    /** Gives a duty that was agreed to; a password is then reset where passwords are. */
    @PostMapping("/{id}/appoint")
    @PreAuthorize(ADMIN)
    String appoint(@PathVariable String id, Principal admin, Model model) {
        return done(() -> changes.appointNow(id), admin, model);
    }

    private String done(Runnable step, Principal person, Model model) {
        try {
            step.run();
        } catch (Refusal refused) {
            redraw.with(refused, model);
            return draw(person, model);
        }
        return "redirect:/guarded-changes";
    }

    private String draw(Principal reader, Model model) {
        var now = clock.instant();
        model.addAttribute(
                "lines",
                changes.latest(SHOWN).stream()
                        .map(change -> new Line(
                                change,
                                organization.personName(change.username()),
                                organization.personName(change.askedBy()),
                                local(change.askedAt()),
                                local(change.holdsFrom()),
                                local(change.lapsesAt()),
                                change.begins() == null ? null : local(change.begins()),
                                change.settledBy() == null ? null : organization.personName(change.settledBy()),
                                change.isOpen(now),
                                changes.mayAgree(change, reader.getName()),
                                changes.mayObject(change, reader.getName()),
                                change.mayBeDone(now)))
                        .toList());
        model.addAttribute("guards", guards());
        model.addAttribute("hours", changes.waitingTime().toHours());
        return "guarded-changes";
    }

    private List<Guard> guards() {
        var duties = Arrays.stream(Duty.values()).filter(Duty::guardsSecret).toList();
        return organization.peopleWith(duties).stream()
                .map(person -> new Guard(person.username(), person.name()))
                .sorted(Comparator.comparing(Guard::username))
                .toList();
    }

    private ZonedDateTime local(Instant moment) {
        return moment.atZone(clock.getZone());
    }
}
