package cn.qingfeng.security.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;

/** The one login page. In profile {@code demo} it names the accounts to try, whose password is their name. */
@Controller
class LoginPage {

    /** Internal: reached by a forward only. */
    static final String PAUSED = "/login/paused";

    /** Words that are worth copying. */
    private static final int SHORTEST_WORDS = 4;

    private static final List<String> DEMO_ACCOUNTS = List.of(
            "clerk",
            "grader",
            "officehead",
            "grouphead",
            "handler",
            "unithead",
            "handler2",
            "caller",
            "supervisor",
            "discipline",
            "media",
            "officer",
            "leader",
            "legal",
            "owner",
            "admin");

    private final boolean demo;

    LoginPage(Environment environment) {
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    @GetMapping("/login")
    String login(Authentication person, Model model) {
        if (person != null) {
            return "redirect:" + SignInOutcome.homeOf(person);
        }
        return page(model);
    }

    @RequestMapping(PAUSED)
    String paused(@RequestAttribute(name = SignInOutcome.PAUSED, required = false) Long minutes, Model model) {
        model.addAttribute("pausedMinutes", minutes);
        return page(model);
    }

    /** Holds what a page sent whose session or token had gone. */
    @RequestMapping(KeptPosts.PAGE)
    String kept(
            @RequestAttribute(name = KeptPosts.TO, required = false) String to,
            HttpServletRequest request,
            Principal person,
            Model model) {
        if (to == null) {
            return "redirect:/login";
        }
        var fields = new TreeMap<>(request.getParameterMap());
        fields.remove("_csrf");
        model.addAttribute("to", to);
        model.addAttribute("fields", fields);
        model.addAttribute("signedIn", person != null);
        model.addAttribute(
                "withFiles",
                MediaType.MULTIPART_FORM_DATA.includes(MediaType.parseMediaType(request.getContentType())));
        model.addAttribute(
                "typed",
                fields.entrySet().stream()
                        .filter(field -> !field.getKey().startsWith("_"))
                        .flatMap(field -> Arrays.stream(field.getValue()))
                        // Choices are codes; what was written is longer.
                        .filter(value -> value.length() > SHORTEST_WORDS)
                        .toList());
        return "kept";
    }

    private String page(Model model) {
        model.addAttribute("demoAccounts", demo ? DEMO_ACCOUNTS : List.of());
        return "login";
    }

    /** The demo accounts, for those who must make sure that none of them exists in production. */
    static List<String> demoAccounts() {
        return DEMO_ACCOUNTS;
    }
}
