package cn.qingfeng.evaluation.consequence;

import cn.qingfeng.Refusal;
import cn.qingfeng.evaluation.Quarters;
import cn.qingfeng.evaluation.result.ResultRound;
import cn.qingfeng.evaluation.result.ResultsRead;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import java.security.Principal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** 单位警告与奖惩: what is in force for units and what was proposed; a unit's head sees the own unit's. */
@Controller
@PreAuthorize("@rights.has(authentication, 'SEE_WARNINGS')")
class ConsequencesPage {

    private static final int MOST = 300;

    /** One, in words; {@code opens} whether the reader may read its matter. */
    record Line(
            String number,
            String unit,
            String unitName,
            String measure,
            String state,
            String executed,
            String document,
            String round,
            boolean warning,
            boolean unsupported,
            boolean opens) {}

    private final ConsequenceBook book;
    private final ResultsRead results;
    private final Organization organization;
    private final MessageSource messages;

    ConsequencesPage(ConsequenceBook book, ResultsRead results, Organization organization, MessageSource messages) {
        this.results = results;
        this.book = book;
        this.organization = organization;
        this.messages = messages;
    }

    @GetMapping("/consequences")
    @Transactional(readOnly = true)
    public String all(Principal reader, Model model, Locale locale) {
        return drawn(reader, null, model, locale);
    }

    /** One unit's. */
    @GetMapping("/consequences/{unit}")
    @Transactional(readOnly = true)
    public String unit(Principal reader, @PathVariable String unit, Model model, Locale locale) {
        organization.unit(unit).orElseThrow(() -> Refusal.notFound("consequence.unit"));
        return drawn(reader, unit, model, locale);
    }

    private String drawn(Principal reader, String unit, Model model, Locale locale) {
        var person = reader.getName();
        var matter = organization.has(person, Right.SEE_MATTER);
        var units = organization.hasOverAll(person, Right.SEE_WARNINGS)
                ? null
                : organization.withPredecessors(organization.unitsWith(person, Right.SEE_WARNINGS));
        if (unit != null && units != null && !units.contains(unit)) {
            throw Refusal.notFound("consequence.unit");
        }
        var quarters = results.published().stream()
                .collect(Collectors.toMap(
                        ResultRound::round, of -> Quarters.name(messages, of.from(), of.to(), locale)));
        var lines = book.newest(unit == null ? units : Set.of(unit), MOST).stream()
                // Whoever sees warnings alone sees no proposal before it was signed.
                .filter(one ->
                        matter || one.state() == Consequence.State.EXECUTED || one.state() == Consequence.State.LIFTED)
                .map(one -> line(one, matter, quarters, locale))
                .toList();
        model.addAttribute("unit", unit == null ? null : organization.unitName(unit));
        model.addAttribute("warnings", lines.stream().filter(Line::warning).toList());
        model.addAttribute("lines", lines);
        return "score/consequences";
    }

    private Line line(Consequence one, boolean opens, Map<String, String> quarters, Locale locale) {
        return new Line(
                one.number(),
                one.unit(),
                organization.unitName(one.unit()),
                say("measure." + one.measure(), locale),
                say("consequence.state." + one.state(), locale),
                one.executedOn() == null ? "" : one.executedOn(),
                one.document() == null ? "" : one.document(),
                one.round() == null ? "" : quarters.getOrDefault(one.round(), one.round()),
                one.isWarningInForce(),
                one.unsupportedSince() != null,
                opens);
    }

    private String say(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }
}
