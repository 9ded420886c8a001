package cn.qingfeng.clue.classification;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.county.CountyRights;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** The leaves of the classification on a page and for programs: the office's and, since tables name them, the process owner's. */
@Controller
class LeavesPage {

    /** A leaf as a line. */
    record Line(Leaves.Leaf leaf, boolean valid, long open, long all) {}

    /** A leaf, or what is to be changed about it, as JSON. */
    record Wish(String name, String english, LocalDate from, LocalDate to, String reason) {}

    private final Leaves leaves;
    private final CountyRights rights;
    private final java.time.Clock clock;

    private final Redraw redraw;

    LeavesPage(Leaves leaves, CountyRights rights, java.time.Clock clock, Redraw redraw) {
        this.redraw = redraw;
        this.leaves = leaves;
        this.rights = rights;
        this.clock = clock;
    }

    @GetMapping("/county/leaves")
    @PreAuthorize("@rights.has(authentication, 'READ_COUNTY')")
    String show(Principal reader, Model model) {
        var use = leaves.use();
        var today = LocalDate.ofInstant(clock.instant(), clock.getZone());
        model.addAttribute(
                "lines",
                leaves.all().stream()
                        .map(leaf -> {
                            var used = use.getOrDefault(leaf.code(), new Leaves.Use(0, 0));
                            return new Line(leaf, leaf.validOn(today), used.open(), used.all());
                        })
                        .toList());
        model.addAttribute("classifying", rights.classifies(reader.getName()));
        model.addAttribute("administrator", rights.administers(reader.getName()));
        return "county/leaves";
    }

    @PostMapping("/county/leaves")
    ModelAndView put(
            Principal by,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String english,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            Locale locale) {
        rights.requireClassifies(by.getName());
        try {
            leaves.put(code.strip(), name, english, from, to, reason, by.getName());
            return new ModelAndView("redirect:/county/leaves?saved=true");
        } catch (Refusal refused) {
            redraw.with(refused, model);
            return new ModelAndView(show(by, model), model.asMap());
        }
    }

    /** For programs: the leaves that may be chosen; with {@code retired=true} all that ever were. */
    @GetMapping("/api/classification")
    @ResponseBody
    List<Leaves.Leaf> leaves(@RequestParam(defaultValue = "false") boolean retired) {
        return retired ? leaves.all() : leaves.offered();
    }

    @PutMapping("/api/classification/{code}")
    @ResponseBody
    Leaves.Leaf put(@PathVariable String code, @RequestBody Wish wish, Principal by) {
        rights.requireClassifies(by == null ? "" : by.getName());
        leaves.put(code, wish.name(), wish.english(), wish.from(), wish.to(), wish.reason(), by.getName());
        return leaves.find(code).orElseThrow();
    }
}
