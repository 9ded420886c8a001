package cn.qingfeng.matter.desk;

import cn.qingfeng.Refusal;
import cn.qingfeng.Refusal.Fault;
import cn.qingfeng.evidence.storage.FileContents;
import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterFacts;
import cn.qingfeng.matter.MatterKinds;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.matter.attachment.MatterFiles;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A step of a matter on a page of ours, for one hand on a phone: what is typed is kept as a draft, and what was sent twice
 * because its answer was lost on the way is done once.
 */
@Controller
@RequestMapping("/matters/{number}/steps/{step}")
class MatterStepPage {

    private final Matters matters;
    private final MatterKinds kinds;
    private final MatterDesk desk;
    private final MatterFiles files;
    private final List<MatterFacts> facts;
    private final List<StepDefaults> defaults;

    MatterStepPage(
            Matters matters,
            MatterKinds kinds,
            MatterDesk desk,
            MatterFiles files,
            List<MatterFacts> facts,
            List<StepDefaults> defaults) {
        this.matters = matters;
        this.kinds = kinds;
        this.desk = desk;
        this.files = files;
        this.facts = facts;
        this.defaults = defaults;
    }

    @GetMapping
    String show(Principal person, Locale locale, @PathVariable String number, @PathVariable String step, Model model) {
        var matter = matters.seenBy(person.getName(), number);
        var waiting = waiting(number, step);
        if (waiting.isEmpty()) {
            return "redirect:/matters/" + number;
        }
        var known = new HashMap<String, Object>(desk.form(step).defaults());
        defaults.forEach(room -> known.putAll(room.of(matter, waiting.get().step())));
        return drawn(person.getName(), locale, matter, waiting.get(), known, List.of(), model);
    }

    @PostMapping
    String submit(
            Principal person,
            Locale locale,
            @PathVariable String number,
            @PathVariable String step,
            @RequestParam MultiValueMap<String, String> post,
            Model model) {
        var matter = matters.seenBy(person.getName(), number);
        var waiting = waiting(number, step);
        if (waiting.isEmpty()) {
            // It was done: the answer to the first sending was lost.
            return "redirect:/matters/" + number;
        }
        var answers = desk.form(step).fromPost(post);
        if (post.containsKey("_refresh")) {
            return drawn(person.getName(), locale, matter, waiting.get(), answers, List.of(), model);
        }
        try {
            desk.submit(person.getName(), step, answers);
            return "redirect:/matters/" + number;
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.NOT_FOUND || refused.kind() == Refusal.Kind.FORBIDDEN) {
                throw refused;
            }
            return drawn(person.getName(), locale, matter, waiting.get(), answers, Redraw.faults(refused), model);
        }
    }

    private Optional<Matter.Step> waiting(String number, String step) {
        return matters.open(number).stream()
                .filter(one -> one.id().equals(step))
                .findFirst();
    }

    private String drawn(
            String person,
            Locale locale,
            Matter matter,
            Matter.Step step,
            Map<String, Object> answers,
            List<Fault> faults,
            Model model) {
        if (!desk.mayDo(person, step.id())) {
            throw Refusal.forbidden("matter.step.forbidden");
        }
        model.addAttribute("matter", matter);
        model.addAttribute("kind", kinds.get(matter.kind()));
        model.addAttribute("step", step);
        model.addAttribute("form", desk.form(step.id()).page(answers, faults, Map.of()));
        model.addAttribute(
                "facts",
                facts.stream()
                        .flatMap(room -> room.of(person, matter, locale).stream())
                        .toList());
        model.addAttribute("files", files.of(matter.number()).size());
        model.addAttribute("mayAddFiles", files.mayAdd(person, matter));
        model.addAttribute("mostBytes", FileContents.MOST_BYTES);
        model.addAttribute("mostMegabytes", FileContents.MOST_MEGABYTES);
        return "matter/step";
    }
}
