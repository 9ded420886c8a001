package cn.qingfeng.matter;

import java.security.Principal;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A matter for programs and for Tasklist, where what is decided on stands above the form. */
@RestController
class MatterApi {

    /** @param answers what was filled in so far, step by step */
    record View(String number, String kind, String title, MatterState state, String unit, List<Matter.Entry> answers) {}

    private final Matters matters;
    private final MatterTimeline timeline;

    MatterApi(Matters matters, MatterTimeline timeline) {
        this.matters = matters;
        this.timeline = timeline;
    }

    @GetMapping("/api/matters/{number}")
    View matter(Principal reader, @PathVariable String number) {
        var matter = matters.seenBy(reader.getName(), number);
        return new View(
                matter.number(),
                matter.kind(),
                matter.title(),
                matter.state(),
                matter.unit(),
                timeline.of(number).stream()
                        .filter(entry -> entry.act() == MatterAct.ANSWERED)
                        .toList());
    }
}
