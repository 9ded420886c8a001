package cn.qingfeng.organization.ahead;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.ahead.CountyCommand.Act;
import cn.qingfeng.organization.county.CountyUnitsPage;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Changes of units and people that take effect on a later day, for programs. */
@RestController
@RequestMapping("/api/county/changes")
@PreAuthorize(CountyUnitsPage.READERS)
class CountyAheadApi {

    /**
     * A planned change in codes.
     *
     * @param what in a sentence
     * @param trouble why it was refused, or would be as things stand
     */
    record View(
            String id,
            Act act,
            String key,
            LocalDate day,
            String unit,
            Duty duty,
            String what,
            PlannedChange.State state,
            String trouble,
            String reason,
            String by,
            Instant at) {}

    /** What it would do today. */
    record Effects(String what, List<String> effects) {}

    private final PlannedChanges planned;
    private final PlannedWords said;

    CountyAheadApi(PlannedChanges planned, PlannedWords said) {
        this.planned = planned;
        this.said = said;
    }

    /** What is to come, the first first, and what was refused lately. */
    @GetMapping
    List<View> list(Principal reader, Locale locale) {
        return said.lines(reader.getName(), wish -> true, locale).stream()
                .map(CountyAheadApi::view)
                .toList();
    }

    private static View view(PlannedWords.Line line) {
        var wish = line.change().wish();
        return new View(
                line.change().id(),
                wish.act(),
                wish.key(),
                wish.day(),
                wish.unit(),
                wish.duty(),
                line.what(),
                line.change().state(),
                line.trouble(),
                wish.reason(),
                line.change().by(),
                line.change().at());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    View enter(@RequestBody CountyCommand wish, Principal by, Locale locale) {
        var id = planned.enter(complete(wish), by.getName());
        return said.lines(by.getName(), any -> true, locale).stream()
                .filter(line -> line.change().id().equals(id))
                .findFirst()
                .map(CountyAheadApi::view)
                .orElseThrow();
    }

    /** The same checks, and what it would do today; nothing is entered. */
    @PostMapping("/preview")
    Effects preview(@RequestBody CountyCommand wish, Principal by, Locale locale) {
        var kept = planned.checked(complete(wish), by.getName());
        return new Effects(said.what(kept, true, locale), said.effects(kept, locale));
    }

    private static CountyCommand complete(CountyCommand wish) {
        if (wish.act() == null) {
            throw Refusal.invalid("county.ahead.act.missing");
        }
        return wish;
    }

    /** Takes it back before it takes effect. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeBack(@PathVariable String id, @RequestParam(required = false) String reason, Principal by) {
        planned.takeBack(id, reason, by.getName());
    }
}
