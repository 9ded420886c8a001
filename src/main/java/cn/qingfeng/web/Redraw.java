package cn.qingfeng.web;

import cn.qingfeng.Refusal;
import cn.qingfeng.Refusal.Fault;
import java.util.List;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** A page that is drawn again with what was typed and with why it was refused, under the refusal's own status. */
@Component
public class Redraw {

    private final Problems problems;

    Redraw(Problems problems) {
        this.problems = problems;
    }

    /** Tells the page, as {@code refused}. */
    public void with(Refusal refused, Model model) {
        model.addAttribute("refused", text(refused));
        under(refused);
    }

    /** What to tell the page beside its fields: each field's fault, or the whole refusal without a field. */
    public static List<Fault> faults(Refusal refused) {
        under(refused);
        return refused.allFaults();
    }

    /** For a page that says by itself what is the matter. */
    public static void under(Refusal refused) {
        var response = ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getResponse();
        Problems.head(refused, response);
    }

    /** Why, in the language of whoever asks. */
    public String text(Refusal refused) {
        return problems.text(refused, LocaleContextHolder.getLocale());
    }
}
