package cn.qingfeng.organization.ahead;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Succession;
import cn.qingfeng.organization.UnitGroup;
import cn.qingfeng.organization.ahead.CountyCommand.Act;
import cn.qingfeng.organization.county.CountyRights;
import cn.qingfeng.organization.county.CountyUnitsPage;
import cn.qingfeng.organization.county.CountyWords;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 即将生效: what is to come for units and people, who entered it and why; here it is entered after a look at what it does. */
@Controller
@RequestMapping("/county/ahead")
@PreAuthorize(CountyUnitsPage.READERS)
public class CountyAheadPage {

    private static final String PAGE = "county/ahead";

    /** Before it is entered: what it is, and what it would do today. */
    record Preview(CountyCommand wish, String what, List<String> effects) {}

    private final PlannedChanges planned;
    private final PlannedWords said;
    private final CountyRights rights;
    private final CountyWords words;
    private final Clock clock;

    private final Redraw redraw;

    CountyAheadPage(
            PlannedChanges planned,
            PlannedWords said,
            CountyRights rights,
            CountyWords words,
            Clock clock,
            Redraw redraw) {
        this.redraw = redraw;
        this.planned = planned;
        this.said = said;
        this.rights = rights;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping
    String list(Principal reader, Model model, Locale locale) {
        model.addAttribute("ahead", said.lines(reader.getName(), wish -> true, locale));
        model.addAttribute("administrator", rights.administers(reader.getName()));
        return PAGE;
    }

    /** Shows what a change would do, and with {@code sure} enters it. */
    @PostMapping
    ModelAndView enter(
            Principal by,
            @RequestParam Act act,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(required = false) String name,
            @RequestParam(required = false) UnitGroup group,
            @RequestParam(required = false) String unit,
            @RequestParam(required = false) String email,
            @RequestParam(required = false) String phone,
            @RequestParam(required = false) Duty duty,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean sure,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            Locale locale) {
        try {
            var wish = new CountyCommand(
                    act, key, day(day), name, group, unit, email, phone, duty, reason, Succession.sharesIn(fields));
            if (!sure) {
                return preview(wish, by, model, locale);
            }
            planned.enter(wish, by.getName());
            return new ModelAndView("redirect:/county/ahead?saved=true");
        } catch (Refusal refused) {
            return refused(refused, by, model, locale);
        }
    }

    /** @throws Refusal when it could not be entered */
    public ModelAndView preview(CountyCommand wish, Principal by, Model model, Locale locale) {
        var kept = planned.checked(wish, by.getName());
        model.addAttribute("preview", new Preview(wish, said.what(kept, true, locale), said.effects(kept, locale)));
        return new ModelAndView(list(by, model, locale), model.asMap());
    }

    /**
     * The day that was filled in on one of the county's pages.
     *
     * @return null for none: at once
     * @throws Refusal when it is no day, or over
     */
    public LocalDate day(String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        try {
            var day = LocalDate.parse(typed.strip());
            if (!day.isBefore(LocalDate.ofInstant(clock.instant(), clock.getZone()))) {
                return day;
            }
        } catch (DateTimeParseException wrong) {
            // Said below as any other day that cannot be.
        }
        throw Refusal.invalid("county.ahead.day.wrong", PlannedChanges.LONGEST_DAYS);
    }

    @PostMapping("/{id}/back")
    ModelAndView takeBack(
            Principal by,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            Locale locale) {
        try {
            planned.takeBack(id, reason, by.getName());
            return new ModelAndView("redirect:/county/ahead?saved=true");
        } catch (Refusal refused) {
            return refused(refused, by, model, locale);
        }
    }

    private ModelAndView refused(Refusal refused, Principal by, Model model, Locale locale) {
        redraw.with(refused, model);
        return new ModelAndView(list(by, model, locale), model.asMap());
    }
}
