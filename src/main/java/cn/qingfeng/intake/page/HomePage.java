package cn.qingfeng.intake.page;

import cn.qingfeng.intake.Promises;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /}: what this is, for whoever comes by; for staff the way to their work. */
@Controller
class HomePage {

    /** Which limits each card's sentence names, in its order. */
    private static final Map<String, List<String>> PROMISED = promised();

    private final Promises promises;
    private final MessageSource messages;

    HomePage(Promises promises, MessageSource messages) {
        this.promises = promises;
        this.messages = messages;
    }

    private static Map<String, List<String>> promised() {
        var promised = new LinkedHashMap<String, List<String>>();
        promised.put("BLUE", List.of("FINISH"));
        promised.put("YELLOW", List.of("REPLY", "FINISH"));
        promised.put("RED", List.of("REPLY", "FINISH", "RECHECK"));
        return promised;
    }

    @GetMapping("/")
    String home(Model model, Locale locale) {
        model.addAttribute(
                "promises",
                PROMISED.entrySet().stream()
                        .flatMap(card -> sentence(card.getKey(), card.getValue(), locale).stream())
                        .toList());
        return "intake/home";
    }

    /** For those whose work does not wait in Tasklist: where it lies, in words. */
    @GetMapping("/work")
    String work() {
        return "intake/work";
    }

    /** With the numbers of the table that holds; nothing is promised that the table does not give. */
    private Optional<String> sentence(String card, List<String> limits, Locale locale) {
        var amounts = limits.stream()
                .flatMap(limit -> promises.stated(card, limit, locale).stream())
                .toArray();
        return amounts.length < limits.size()
                ? Optional.empty()
                : Optional.of(messages.getMessage("home.promise." + card, amounts, locale));
    }
}
