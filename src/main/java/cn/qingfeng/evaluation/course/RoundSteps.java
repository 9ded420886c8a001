package cn.qingfeng.evaluation.course;

import cn.qingfeng.Refusal;
import cn.qingfeng.evaluation.RoundStage;
import cn.qingfeng.evaluation.Rounds;
import cn.qingfeng.evaluation.Terms;
import cn.qingfeng.evaluation.ballot.Ballots;
import cn.qingfeng.evaluation.draw.Draws;
import cn.qingfeng.evaluation.score.RoundFrame;
import cn.qingfeng.evaluation.score.RoundResults;
import cn.qingfeng.matter.MatterEvents.Answered;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What each step of a round does (M9), in the step's own transaction; no stage is skipped however the kind is drawn. */
@Component
class RoundSteps {

    private final Rounds rounds;
    private final Draws draws;
    private final Ballots ballots;
    private final Terms terms;
    private final Objections objections;
    private final RoundResults results;

    RoundSteps(Rounds rounds, Draws draws, Ballots ballots, Terms terms, Objections objections, RoundResults results) {
        this.rounds = rounds;
        this.draws = draws;
        this.ballots = ballots;
        this.terms = terms;
        this.objections = objections;
        this.results = results;
    }

    @EventListener
    void on(Answered it) {
        if (it.kind().equals(Rounds.KIND)) {
            take(it, it.number());
        }
    }

    private void take(Answered it, String number) {
        switch (it.step()) {
            case "userTask_plan" -> rounds.plan(number, it.said("quarter"));
            case "userTask_fix" -> fixed(number);
            case "userTask_draw" -> {
                rounds.reached(number, RoundStage.FIXED, RoundStage.DRAWN);
                draws.draw(number, it.said("size"), it.said("seed"));
            }
            case "userTask_handOut" -> {
                ballots.requireSlips(number);
                rounds.reached(number, RoundStage.DRAWN, RoundStage.OPEN);
            }
            case Ballots.STEP -> {
                if (!terms.isOver(number, Ballots.STEP) && !ballots.isComplete(number)) {
                    throw Refusal.conflict("round.close.early");
                }
                rounds.reached(number, RoundStage.OPEN, RoundStage.CLOSED);
                ballots.close(number);
                results.freeze(number);
            }
            case "userTask_check" ->
                rounds.reached(
                        number,
                        RoundStage.CLOSED,
                        it.said("outcome").equals("VALID") ? RoundStage.CHECKED : RoundStage.VOID);
            case "userTask_draft" -> {
                rounds.reached(number, RoundStage.CHECKED, RoundStage.DRAFT);
                results.draft(number);
            }
            case Objections.STEP -> objected(number, it.said("outcome").equals("RAISED"));
            case "userTask_rule" -> ruled(number);
            case "userTask_sign" ->
                rounds.reached(
                        number,
                        RoundStage.SETTLED,
                        it.said("outcome").equals("SIGNED") ? RoundStage.SIGNED : RoundStage.CHECKED);
            case "userTask_goPublic" -> {
                rounds.reached(number, RoundStage.SIGNED, RoundStage.PUBLISHED);
                results.publish(number);
            }
            default -> {
                // A step that an owner drew beside has no rule of its own.
            }
        }
    }

    /** From here on the round has its own units, groups and weights, whatever the county changes later. */
    private void fixed(String number) {
        rounds.reached(number, RoundStage.PLANNED, RoundStage.FIXED);
        var round = rounds.get(number);
        var groups = rounds.unitsOf(number).stream()
                .collect(Collectors.toMap(
                        Rounds.Entered::unit, entered -> entered.group().name()));
        // Whoever was not the same unit from the first day of the quarter until now is compared with nobody (ADR 145,
        // 151).
        var fresh = rounds.formed(round);
        fresh.keySet().retainAll(groups.keySet());
        results.open(number, new RoundFrame(round.from(), round.to(), groups, fresh));
    }

    /** Three working days are every unit's; what came in them counts, not what somebody ticks. */
    private void objected(String number, boolean raised) {
        if (!terms.isOver(number, Objections.STEP)) {
            throw Refusal.conflict("round.objections.early");
        }
        var came = objections.of(rounds.lock(number));
        if (raised == came.isEmpty()) {
            throw Refusal.conflict(raised ? "round.objections.none" : "round.objections.some", came.size());
        }
        rounds.reached(number, RoundStage.DRAFT, raised ? RoundStage.OBJECTED : RoundStage.SETTLED);
    }

    private void ruled(String number) {
        var came = objections.of(rounds.lock(number));
        var open = came.stream().filter(one -> one.granted() == null).count();
        if (open > 0) {
            throw Refusal.conflict("round.rule.open", open);
        }
        rounds.reached(number, RoundStage.OBJECTED, RoundStage.SETTLED);
        came.stream()
                .filter(Objections.Objection::granted)
                .forEach(one -> results.ruled(number, one.unit(), one.ruling(), one.clues()));
    }
}
