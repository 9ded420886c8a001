package cn.qingfeng.evaluation.consequence;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.evaluation.Quarters;
import cn.qingfeng.evaluation.consequence.Consequence.State;
import cn.qingfeng.evaluation.consequence.ConsequenceRules.Band;
import cn.qingfeng.evaluation.consequence.ConsequenceRules.Facts;
import cn.qingfeng.evaluation.consequence.ConsequenceRules.Proposal;
import cn.qingfeng.evaluation.result.ResultEvents;
import cn.qingfeng.evaluation.result.ResultRound;
import cn.qingfeng.evaluation.result.ResultsRead;
import cn.qingfeng.evaluation.score.Parameter;
import cn.qingfeng.evaluation.score.Ranked;
import cn.qingfeng.evaluation.window.WindowEvents;
import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterEvents.Answered;
import cn.qingfeng.matter.MatterEvents.Withdrawn;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.matter.desk.StepDefaults;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.Notices;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.UnitGroup;
import cn.qingfeng.paper.Paper;
import cn.qingfeng.paper.Papers;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The rules of consequences (modules.md, M6): the table proposes, people decide. A rule proposes once for a round and a unit; what
 * a corrected result supports no more is told to the office, which alone takes it back.
 */
@Component
class Consequences implements StepDefaults {

    static final String KIND = "matter-consequence";

    /** As long as the ledger keeps the name of a rule. */
    private static final int LONGEST_RULE = 60;

    /** What a rule proposes for a unit, with its reason in a sentence. */
    private record Candidate(String unit, String rule, Measure measure, String reason) {}

    private final ConsequenceBook book;
    private final ConsequenceRules rules;
    private final WindowRules windowRules;
    private final ResultsRead results;
    private final Matters matters;
    private final Organization organization;
    private final Notices notices;
    private final Papers papers;
    private final MessageSource messages;
    private final Clock clock;

    Consequences(
            ConsequenceBook book,
            ConsequenceRules rules,
            WindowRules windowRules,
            ResultsRead results,
            Matters matters,
            Organization organization,
            Notices notices,
            Papers papers,
            MessageSource messages,
            Clock clock) {
        this.book = book;
        this.rules = rules;
        this.windowRules = windowRules;
        this.results = results;
        this.matters = matters;
        this.organization = organization;
        this.notices = notices;
        this.papers = papers;
        this.messages = messages;
        this.clock = clock;
    }

    @EventListener
    void on(ResultEvents.Published published) {
        propose(published.round(), published.version());
    }

    @EventListener
    void on(ResultEvents.Corrected corrected) {
        propose(corrected.round(), corrected.version());
    }

    private void propose(String number, int version) {
        var round = results.round(number);
        var before = results.before(round).stream()
                .filter(Ranked::last)
                .map(one -> organization.current(one.unit()))
                .collect(Collectors.toSet());
        var candidates = new ArrayList<Candidate>();
        for (var score : results.scores(number, version)) {
            for (var proposal : rules.of(facts(round, score, before.contains(score.unit())))) {
                candidates.add(new Candidate(
                        score.unit(), proposal.rule(), proposal.measure(), reason(round, score, proposal)));
            }
        }
        settle(number, version, candidates);
    }

    /** A window that stays behind, month by month. */
    @EventListener
    void on(WindowEvents.Published published) {
        var round = published.round();
        var candidates = new ArrayList<Candidate>();
        for (var behind : published.behind()) {
            for (var proposal : windowRules.after(behind.months())) {
                var rule = proposal.rule() + ":" + behind.window();
                candidates.add(new Candidate(
                        organization.current(behind.unit()),
                        rule.substring(0, Math.min(rule.length(), LONGEST_RULE)),
                        proposal.measure(),
                        say(
                                "consequence.reason.window",
                                round.number(),
                                round.month(),
                                organization.unitName(behind.unit()),
                                behind.name(),
                                behind.months(),
                                proposal.reason())));
            }
        }
        settle(round.number(), published.version(), candidates);
    }

    /** What the rules propose and was not yet is opened; what they propose no more is told. */
    private void settle(String number, int version, List<Candidate> candidates) {
        var made = book.of(number).stream().collect(Collectors.toMap(Consequences::key, Function.identity()));
        var supported = new HashSet<String>();
        for (var one : candidates) {
            var key = one.unit() + "/" + one.rule();
            if (supported.add(key) && !made.containsKey(key)) {
                open(number, one);
            }
        }
        made.forEach((key, one) -> {
            if (supported.contains(key)) {
                book.supportedAgain(one.number());
            } else if (one.unsupportedSince() == null && one.state() != State.DROPPED) {
                book.unsupported(one.number(), version);
                tell(one);
            }
        });
    }

    private static String key(Consequence one) {
        return one.unit() + "/" + one.rule();
    }

    private Facts facts(ResultRound round, Ranked score, boolean lastBefore) {
        var stationed = organization
                .unit(score.unit())
                .filter(unit -> unit.group() == UnitGroup.STATIONED)
                .isPresent();
        return new Facts(score.last(), lastBefore, band(round, score), score.honour() == Ranked.Honour.BEST, stationed);
    }

    /** A unit without a place has no score that anything could follow from. */
    private static Band band(ResultRound round, Ranked score) {
        if (score.place() == null) {
            return Band.GOOD;
        }
        if (score.total().compareTo(BigDecimal.valueOf(round.scheme().of(Parameter.TALK_BELOW))) < 0) {
            return Band.TALK;
        }
        return score.total().compareTo(BigDecimal.valueOf(round.scheme().of(Parameter.RECTIFY_BELOW))) < 0
                ? Band.RECTIFY
                : Band.GOOD;
    }

    private String reason(ResultRound round, Ranked score, Proposal proposal) {
        return say(
                "consequence.reason",
                Quarters.name(messages, round.from(), round.to(), Locale.CHINA),
                round.round(),
                organization.unitName(score.unit()),
                score.total() == null ? "\u2014" : score.total().toPlainString(),
                score.place() == null ? "\u2014" : score.place(),
                proposal.reason());
    }

    private void open(String round, Candidate one) {
        var number = matters.open(
                Matters.SYSTEM,
                KIND,
                say("consequence.title", organization.unitName(one.unit()), say("measure." + one.measure())),
                null,
                Map.of("reason", one.reason()));
        book.propose(number, round, one.unit(), one.rule(), one.measure());
    }

    private void tell(Consequence one) {
        var people = organization.peopleWith(List.of(Duty.OFFICE_HEAD, Duty.GROUP_HEAD)).stream()
                .map(Person::username)
                .collect(Collectors.toSet());
        notices.send(new Notice(
                one.number() + "/" + NoticeEvent.CONSEQUENCE_DOUBTED,
                NoticeEvent.CONSEQUENCE_DOUBTED,
                "",
                people,
                Map.of(
                        Notice.OTHER,
                        one.number(),
                        Notice.UNIT,
                        organization.unitName(one.unit()),
                        Notice.LINK,
                        "/matters/" + one.number())));
    }

    /** What was proposed, on the page of the first step; the letter that was issued, where it is carried out. */
    @Override
    public Map<String, Object> of(Matter matter, String step) {
        if (matter.kind().equals(KIND) && step.equals("userTask_carryOut")) {
            return book.find(matter.number())
                    .flatMap(one -> ConsequencePapers.letter(one)
                            .flatMap(letter -> papers.ofPack(letter, one.number()).stream()
                                    .filter(Paper::isInForce)
                                    .reduce((before, after) -> after)))
                    .map(paper -> Map.<String, Object>of("document", paper.number()))
                    .orElse(Map.of());
        }
        return matter.kind().equals(KIND) && step.equals("userTask_lookOver")
                ? book.find(matter.number())
                        .map(one -> Map.<String, Object>of(
                                "unit",
                                one.unit(),
                                "measure",
                                one.measure().name(),
                                "reason",
                                matter.answers().getOrDefault("reason", "")))
                        .orElse(Map.of())
                : Map.of();
    }

    @EventListener
    void on(Answered it) {
        if (!it.kind().equals(KIND)) {
            return;
        }
        switch (it.step()) {
            case "userTask_lookOver" -> proposed(it);
            case "userTask_decide" -> {
                requireProposed(it);
                book.decided(it.number(), it.said("outcome").equals("SIGN"), it.by());
            }
            case "userTask_carryOut" -> executed(it);
            case "userTask_lift" -> {
                if (it.said("outcome").equals("LIFT")) {
                    book.lifted(it.number());
                }
            }
            default -> {
                // The unit's own steps have no rule beside their forms.
            }
        }
    }

    /** What is pursued no further is in force no longer. */
    @EventListener
    void on(Withdrawn it) {
        book.find(it.number())
                .filter(one -> one.state() != State.LIFTED && one.state() != State.DROPPED)
                .ifPresent(one -> book.dropped(it.number()));
    }

    /** What a rule proposed is heard, signed or dropped as it is; nobody turns it into something else on the way. */
    private void proposed(Answered it) {
        Measure measure;
        try {
            measure = Measure.valueOf(it.said("measure"));
        } catch (IllegalArgumentException none) {
            throw Refusal.invalid("consequence.measure");
        }
        var known = book.find(it.number());
        if (known.isEmpty()) {
            book.propose(it.number(), null, it.unit(), null, measure);
        } else if (known.get().round() == null) {
            book.chosen(it.number(), it.unit(), measure);
        } else if (!known.get().unit().equals(it.unit()) || known.get().measure() != measure) {
            throw Refusal.conflict(
                    "consequence.changed",
                    organization.unitName(known.get().unit()),
                    Refusal.word("measure." + known.get().measure()));
        }
        if (measure == Measure.SUPERIOR_LETTER
                && organization
                        .unit(it.unit())
                        .filter(unit -> unit.group() == UnitGroup.STATIONED)
                        .isEmpty()) {
            throw Refusal.invalid("consequence.not-stationed");
        }
    }

    private Consequence requireProposed(Answered it) {
        return book.find(it.number()).orElseThrow(() -> Refusal.conflict("consequence.unknown"));
    }

    private void executed(Answered it) {
        var one = requireProposed(it);
        if (one.state() != State.SIGNED) {
            throw Refusal.conflict("consequence.not-signed");
        }
        LocalDate day;
        try {
            day = LocalDate.parse(it.said("executedOn"));
        } catch (DateTimeParseException none) {
            throw Refusal.invalid("consequence.day");
        }
        if (day.isAfter(LocalDate.ofInstant(clock.instant(), CountyClock.ZONE))
                || day.isBefore(LocalDate.ofInstant(one.decidedAt(), CountyClock.ZONE))) {
            throw Refusal.invalid("consequence.day");
        }
        if (it.said("outcome").equals("WATCH") != one.measure().isLifted()) {
            throw Refusal.invalid(
                    one.measure().isLifted() ? "consequence.watched" : "consequence.not-watched",
                    Refusal.word("measure." + one.measure()));
        }
        book.executed(it.number(), day.toString(), it.said("document"));
    }

    private String say(String key, Object... args) {
        return messages.getMessage(key, args, Locale.CHINA);
    }
}
