package cn.qingfeng.ending;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.access.LedgerWords;
import java.security.Principal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Asks for the reason and a confirmation before a clue is withdrawn, merged or corrected. */
@Controller
class EndingPage {

    private final Endings endings;
    private final LedgerWords words;

    EndingPage(Endings endings, LedgerWords words) {
        this.endings = endings;
        this.words = words;
    }

    @GetMapping("/clues/{number}/{ending:withdraw|merge|correct}")
    String ask(Principal person, Locale locale, @PathVariable String number, @PathVariable String ending, Model model) {
        if (!endings.mayEnd(person.getName(), number)) {
            // Who may not see it at all learns no more than that there is nothing.
            endings.head(person.getName(), number);
            throw Refusal.forbidden("insight.end.forbidden");
        }
        fill(model, person, number, ending, locale);
        return "insight/ending";
    }

    @PostMapping("/clues/{number}/{ending:withdraw|merge|correct}")
    ModelAndView end(
            Principal person,
            Locale locale,
            @PathVariable String number,
            @PathVariable String ending,
            @RequestParam(defaultValue = "") String other,
            @RequestParam(defaultValue = "") String why,
            @RequestParam(defaultValue = "false") boolean confirmed,
            Model model) {
        try {
            endings.end(of(ending), person.getName(), number, other, why, confirmed);
            return new ModelAndView("redirect:/clues/" + number);
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.FORBIDDEN) {
                throw refused;
            }
            fill(model, person, number, ending, locale);
            model.addAttribute("other", other);
            model.addAttribute("why", why);
            model.addAttribute("confirmed", confirmed);
            model.addAttribute(
                    "faults",
                    refused.faults().isEmpty()
                            ? Map.of(
                                    "",
                                    told(refused.key(), locale, refused.args().toArray()))
                            : refused.faults().stream()
                                    .collect(Collectors.toMap(
                                            Refusal.Fault::field,
                                            fault -> told(
                                                    fault.key(),
                                                    locale,
                                                    fault.args().toArray()))));
            return new ModelAndView(
                    "insight/ending",
                    model.asMap(),
                    HttpStatus.valueOf(refused.kind().status()));
        }
    }

    private String told(String key, Locale locale, Object... args) {
        return words.text(key, locale, args);
    }

    private void fill(Model model, Principal person, String number, String ending, Locale locale) {
        model.addAttribute("clue", endings.head(person.getName(), number));
        model.addAttribute("ending", of(ending));
        model.addAttribute("faults", Map.of());
    }

    private static Ending of(String path) {
        return Arrays.stream(Ending.values())
                .filter(ending -> ending.path().equals(path))
                .findFirst()
                .orElseThrow();
    }
}
