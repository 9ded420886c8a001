package cn.qingfeng.intake.page;

import cn.qingfeng.Refusal;
import cn.qingfeng.Refusal.Fault;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.form.FormSchema;
import cn.qingfeng.form.Forms;
import cn.qingfeng.intake.IdempotencyKeys;
import cn.qingfeng.intake.ReceiptSheet;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.intake.UsedKey;
import cn.qingfeng.web.Redraw;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/**
 * Where a clerk registers for somebody at the counter. The page is the form {@code register-clue} as its owner last wrote
 * it; the answer to the post is the receipt to be printed. It is the only time that the receipt's digits are shown, so the
 * page is neither redirected to (they would lie in the session) nor stored by the browser.
 */
@Controller
public class RegisterPage {

    /** A key made with the empty page: sending it twice registers once. */
    public static final String ONCE = "_once";

    /** The button that shows the receipt of what the page sent before. */
    static final String AGAIN = "_again";

    /** The button that forgets what was typed. */
    private static final String DISCARD = "_discard";

    private final Forms forms;
    private final Registration registration;
    private final ReceiptSheet sheet;
    private final UploadedFiles sent;
    private final PageDrafts drafts;

    RegisterPage(Forms forms, Registration registration, ReceiptSheet sheet, UploadedFiles sent, PageDrafts drafts) {
        this.drafts = drafts;
        this.sent = sent;
        this.sheet = sheet;
        this.forms = forms;
        this.registration = registration;
    }

    /** Opens on what the clerk typed and did not send, and says so. */
    @GetMapping("/register")
    String empty(Principal clerk, Model model) {
        var form = forms.open(Registration.FORM);
        var kept = drafts.ofClerk(clerk.getName());
        var fresh = UUID.randomUUID().toString();
        var taken = kept.flatMap(draft -> registration.taken(draft.once()));
        if (taken.isPresent()) {
            model.addAttribute("arrived", taken.get().clueNumber());
            model.addAttribute("arrivedOnce", kept.get().once());
        } else if (kept.isPresent()) {
            model.addAttribute("restored", Moments.minute(kept.get().at()));
            model.addAttribute("version", kept.get().version());
            return draw(
                    form,
                    form.fromPost(kept.get().fields()),
                    List.of(),
                    kept.get().once(),
                    model);
        }
        return draw(form, form.defaults(), List.of(), fresh, model);
    }

    @PostMapping("/register")
    String register(
            @RequestParam MultiValueMap<String, String> post, Principal clerk, Model model, HttpServletRequest request)
            throws IOException {
        var form = forms.open(Registration.FORM);
        var answers = form.fromPost(post);
        var once = post.getFirst(ONCE) == null ? UUID.randomUUID().toString() : post.getFirst(ONCE);
        if (post.containsKey(DISCARD)) {
            drafts.dropOfClerk(clerk.getName());
            sent.forget(once);
            return "redirect:/register";
        }
        if (post.containsKey(AGAIN)) {
            var receipt = drafts.ofClerk(clerk.getName())
                    .filter(kept -> kept.once().equals(once))
                    .flatMap(kept -> registration.again(once));
            if (receipt.isPresent()) {
                return sheet.show(receipt.get(), false, LocaleContextHolder.getLocale(), model);
            }
            return "redirect:/register";
        }
        sent.drop(once, post.getFirst(UploadedFiles.DROP));
        var wrong = request instanceof MultipartHttpServletRequest parts ? sent.take(once, parts) : List.<Fault>of();
        if (post.containsKey("_refresh") || post.containsKey(UploadedFiles.DROP) || !wrong.isEmpty()) {
            if (!wrong.isEmpty()) {
                Redraw.under(Refusal.invalid(wrong));
            }
            return draw(form, answers, wrong, once, model);
        }
        try {
            var receipt = IdempotencyKeys.once(() -> registration.registerFromPage(answers, clerk.getName(), once));
            return sheet.show(receipt, false, LocaleContextHolder.getLocale(), model);
        } catch (UsedKey used) {
            // A page that was kept open: what it registered before stands, and this may be another matter.
            Redraw.under(used);
            model.addAttribute("used", used.clueNumber());
            model.addAttribute("usedAt", Moments.minute(used.takenAt()));
            return draw(form, answers, List.of(), sent.underNewKey(once), model);
        } catch (Refusal refusal) {
            return draw(form, answers, Redraw.faults(refusal), once, model);
        }
    }

    private String draw(FormSchema form, Map<String, Object> answers, List<Fault> faults, String once, Model model) {
        model.addAttribute("form", form.page(answers, faults, Map.of()));
        model.addAttribute("once", once);
        sent.show(once, LocaleContextHolder.getLocale(), model);
        return "intake/register";
    }
}
