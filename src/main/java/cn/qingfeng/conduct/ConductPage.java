package cn.qingfeng.conduct;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.time.LocalDate;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list for officials: everybody reads and acknowledges it, the office changes its draft. */
@Controller
@RequestMapping("/conduct-list")
class ConductPage {

    private final ConductList list;
    private final Redraw redraw;

    ConductPage(ConductList list, Redraw redraw) {
        this.list = list;
        this.redraw = redraw;
    }

    @ModelAttribute("sides")
    Side[] sides() {
        return Side.values();
    }

    @GetMapping
    String read(Principal person, Model model) {
        model.addAttribute("edition", list.current().orElse(null));
        model.addAttribute(
                "acknowledged",
                list.acknowledged(person.getName()).map(Moments::minute).orElse(null));
        model.addAttribute("editions", list.editions());
        model.addAttribute("seesStates", list.seesStates(person.getName()));
        return "conduct/list";
    }

    @PostMapping("/acknowledge")
    String acknowledge(
            Principal person,
            @RequestParam(defaultValue = "0") int edition,
            @RequestParam(defaultValue = "false") boolean read,
            Model model) {
        try {
            if (!read) {
                throw Refusal.invalid("conduct.acknowledge.tick");
            }
            list.acknowledge(person.getName(), edition);
        } catch (Refusal refused) {
            redraw.with(refused, model);
            return read(person, model);
        }
        return "redirect:/conduct-list";
    }

    @GetMapping("/acknowledged")
    String acknowledged(Principal person, Model model) {
        model.addAttribute("units", list.states(person.getName()));
        return "conduct/acknowledged";
    }

    @GetMapping("/draft")
    @PreAuthorize("@rights.has(authentication, 'EDIT_CONDUCT')")
    String draft(Model model) {
        model.addAttribute("draft", list.draft().orElse(null));
        model.addAttribute("longest", ConductList.LONGEST_WORDS);
        model.addAttribute("longestGround", ConductList.LONGEST_GROUND);
        model.addAttribute("longestBinds", ConductList.LONGEST_BINDS);
        model.addAttribute("longestNote", ConductList.LONGEST_NOTE);
        return "conduct/draft";
    }

    @PostMapping("/draft")
    @PreAuthorize("@rights.has(authentication, 'EDIT_CONDUCT')")
    String begin(Principal person, Model model) {
        return act(model, () -> list.begin(person.getName()));
    }

    @PostMapping("/draft/discard")
    @PreAuthorize("@rights.has(authentication, 'EDIT_CONDUCT')")
    String discard(Principal person, Model model) {
        return act(model, () -> list.discard(person.getName()));
    }

    /** What an item's fields say; days are empty where it holds as long as its edition. */
    record Typed(
            String words,
            String ground,
            String binds,
            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to) {

        ConductList.Wording wording() {
            return new ConductList.Wording(words, ground, binds, from, to);
        }
    }

    @PostMapping("/draft/items")
    @PreAuthorize("@rights.has(authentication, 'EDIT_CONDUCT')")
    String add(Principal person, @RequestParam Side side, Typed typed, Model model) {
        model.addAttribute("added", typed);
        model.addAttribute("addedSide", side);
        return act(model, () -> list.add(person.getName(), side, typed.wording()));
    }

    @PostMapping("/draft/items/{code}")
    @PreAuthorize("@rights.has(authentication, 'EDIT_CONDUCT')")
    String reword(Principal person, @PathVariable int code, Typed typed, Model model) {
        model.addAttribute("reworded", typed);
        model.addAttribute("rewordedCode", code);
        return act(model, () -> list.reword(person.getName(), code, typed.wording()));
    }

    @PostMapping("/draft/items/{code}/up")
    @PreAuthorize("@rights.has(authentication, 'EDIT_CONDUCT')")
    String up(Principal person, @PathVariable int code, Model model) {
        return act(model, () -> list.up(person.getName(), code));
    }

    @PostMapping("/draft/items/{code}/remove")
    @PreAuthorize("@rights.has(authentication, 'EDIT_CONDUCT')")
    String remove(Principal person, @PathVariable int code, Model model) {
        return act(model, () -> list.remove(person.getName(), code));
    }

    @PostMapping("/draft/publish")
    @PreAuthorize("@rights.has(authentication, 'PUBLISH_CONDUCT')")
    String publish(
            Principal person,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(defaultValue = "") String note,
            Model model) {
        model.addAttribute("from", from);
        model.addAttribute("note", note);
        try {
            list.publish(person.getName(), from, note);
        } catch (Refusal refused) {
            redraw.with(refused, model);
            return draft(model);
        }
        return "redirect:/conduct-list";
    }

    private String act(Model model, Runnable act) {
        try {
            act.run();
        } catch (Refusal refused) {
            redraw.with(refused, model);
            return draft(model);
        }
        return "redirect:/conduct-list/draft";
    }
}
