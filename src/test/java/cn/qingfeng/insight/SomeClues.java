package cn.qingfeng.insight;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.GradingFacts;
import cn.qingfeng.clue.classification.Classification;
import cn.qingfeng.clue.content.Consent;
import cn.qingfeng.clue.content.Content;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.clue.timeline.AnswerSheet.Answer;
import cn.qingfeng.clue.timeline.AnswerSheets;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.UnitGroup;
import cn.qingfeng.reporter.Identity;
import cn.qingfeng.reporter.Reporters;
import java.util.List;
import org.springframework.stereotype.Component;

/** A small county with clues in the states that a test asks for. */
@Component
public class SomeClues {

    private final Organization organization;
    private final ClueLedger ledger;
    private final AnswerSheets answers;
    private final Reporters reporters;

    SomeClues(Organization organization, ClueLedger ledger, AnswerSheets answers, Reporters reporters) {
        this.organization = organization;
        this.ledger = ledger;
        this.answers = answers;
        this.reporters = reporters;
    }

    public void county() {
        for (var unit : List.of("lead-office", "assist-office", "other-office")) {
            organization.addUnit(unit, "名" + unit, UnitGroup.values()[0]);
        }
        person("leadhand", "lead-office", Duty.HANDLER);
        person("assisthand", "assist-office", Duty.HANDLER);
        person("otherhand", "other-office", Duty.HANDLER);
        person("headclerk", "other-office", Duty.WINDOW_CLERK);
        person("headgrader", "other-office", Duty.GRADER);
        person("disciplinarian", "other-office", Duty.DISCIPLINE);
        person("deskofficer", "other-office", Duty.REPORT_DESK);
        person("administrator", "other-office", Duty.ADMIN);
    }

    private void person(String username, String unit, Duty duty) {
        organization.addPerson(username, "姓名" + username, unit, username + "@county.example", null, "Start-1234");
        organization.assign(username, duty, duty.perUnit() ? unit : null);
    }

    public ClueNumber registered(String title, ClueKind kind) {
        var clue = ledger.register(
                new Content(
                        kind,
                        title,
                        "经过" + title,
                        "请解决",
                        "县城",
                        "变更登记",
                        null,
                        null,
                        ReportingChannel.LETTER,
                        null,
                        null,
                        false,
                        Consent.UNIT_MAY_KNOW),
                GradingFacts.plain(),
                Classification.of("problem.middle-blockage"),
                "headclerk");
        reporters.keep(clue.number(), new Identity("王小明", "13800001111", null, null));
        return clue.number();
    }

    public ClueNumber dispatched(String title, Card card) {
        var number = registered(title, ClueKind.APPEAL);
        ledger.admit(number, "headgrader", "内部意见");
        ledger.proposeCard(number, card, "规则理由", "r1");
        ledger.decideCard(number, "headgrader", card, null);
        ledger.dispatch(number, "headgrader", "lead-office", List.of("assist-office"), "尽快");
        return number;
    }

    public ClueNumber inHand(String title, Card card) {
        var number = dispatched(title, card);
        ledger.sign(number, "leadhand");
        ledger.contacted(number, "leadhand", ledger.get(number).signedAt().orElseThrow(), "主办沟通");
        ledger.assisted(number, "assisthand", "assist-office", "协办意见");
        answers.keep(number, "triage-clue", null, "headgrader", List.of(new Answer("note", "说明", "研判内情", "研判内情")));
        answers.keep(
                number,
                "contact-reporter",
                "lead-office",
                "leadhand",
                List.of(new Answer("note", "情况", "主办沟通", "主办沟通")));
        answers.keep(
                number, "assist-clue", "assist-office", "assisthand", List.of(new Answer("c", "意见", "协办意见", "协办意见")));
        return number;
    }
}
