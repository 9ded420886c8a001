package cn.qingfeng.draft;

import cn.qingfeng.Refusal;
import io.swagger.v3.oas.annotations.Hidden;
import java.security.Principal;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where the scripts of the officials' pages keep what is typed, each for whoever has signed in. The place is the address
 * that the form is sent to; what lies there is its writer's own words and shows nothing of the page.
 */
@RestController
@RequestMapping("/api/drafts/pages")
@Hidden
class DraftApi {

    private static final Pattern ADDRESS = Pattern.compile("/[\\w/.-]{1,80}");

    /** What was typed, by the names of the fields, and by which window after which version. */
    record Typed(Map<String, Object> answers, String tab, Long version) {
        Typed {
            answers = answers == null ? Map.of() : answers;
        }
    }

    private final Drafts drafts;

    DraftApi(Drafts drafts) {
        this.drafts = drafts;
    }

    @GetMapping
    ResponseEntity<Draft> read(@RequestParam String at, Principal person) {
        return drafts.of(person.getName(), place(at))
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @PutMapping
    Saved keep(@RequestParam String at, @RequestBody Typed typed, Principal person) {
        return drafts.saveOnPage(person.getName(), place(at), typed.answers(), new Seen(typed.tab(), typed.version()));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(@RequestParam String at, Principal person) {
        drafts.drop(person.getName(), place(at));
    }

    private static String place(String at) {
        if (!ADDRESS.matcher(at).matches()) {
            throw Refusal.invalid("draft.place");
        }
        return Drafts.PAGE + at;
    }
}
