package cn.qingfeng.pledge;

import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterState;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.pledge.Pledge.State;
import cn.qingfeng.redaction.PersonalDataFinder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * 问政承诺, for anybody: which unit promised what, how many days are left, what was kept and by what proof. Of what was filled
 * in it shows the two sentences that were written for the public, and covers in them what looks like a person all the same.
 */
@Controller
class PledgePage {

    /** More nobody reads; the newest are the ones that count down. */
    private static final int MOST = 200;

    /** A promise, in words. */
    record Line(String number, String unit, String promise, String state, String proof, boolean late, boolean kept) {}

    private final PledgeBook book;
    private final PledgeFacts facts;
    private final Matters matters;
    private final Organization organization;

    PledgePage(PledgeBook book, PledgeFacts facts, Matters matters, Organization organization) {
        this.book = book;
        this.facts = facts;
        this.matters = matters;
        this.organization = organization;
    }

    @GetMapping("/pledges")
    String show(Model model, Locale locale) {
        var today = book.today();
        var names = organization.everybody().stream()
                .map(Person::name)
                .filter(name -> name.length() > 1)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        var lines = new ArrayList<Line>();
        for (var pledge : book.all()) {
            var state = pledge.state(today);
            var matter = matters.find(pledge.number()).orElseThrow();
            if (state != State.ASKED && matter.state() != MatterState.WITHDRAWN && lines.size() < MOST) {
                lines.add(line(pledge, state, matter, names, locale));
            }
        }
        model.addAttribute("lines", lines);
        model.addAttribute("today", today);
        model.addAttribute("kept", lines.stream().filter(Line::kept).count());
        model.addAttribute("late", lines.stream().filter(Line::late).count());
        return "pledge/pledges";
    }

    private Line line(Pledge pledge, State state, Matter matter, List<String> names, Locale locale) {
        var kept = pledge.keptAt() != null;
        return new Line(
                pledge.number(),
                organization.unitName(pledge.unit()),
                covered("promise", matter, names),
                facts.words(pledge, state, book.today(), locale),
                kept ? covered("publicProof", matter, names) : "",
                state == State.OVERDUE,
                kept);
    }

    private static String covered(String answer, Matter matter, List<String> names) {
        var text = matter.answers().getOrDefault(answer, "");
        for (var key : List.of("person", "asker")) {
            var name = matter.answers().getOrDefault(key, "").strip();
            if (name.length() > 1) {
                text = text.replace(name, PersonalDataFinder.COVER);
            }
        }
        for (var name : names) {
            text = text.replace(name, PersonalDataFinder.COVER);
        }
        return PersonalDataFinder.covered(text);
    }
}
