package cn.qingfeng.clue;

import cn.qingfeng.clue.classification.Classification;
import cn.qingfeng.clue.content.Consent;
import cn.qingfeng.clue.content.Content;
import cn.qingfeng.clue.content.ReportingChannel;
import java.time.Instant;
import java.util.List;

/** A clue brought where a test wants it by the acts that bring a clue there. */
public final class SomeClue {

    public static final String NUMBER = "WY20260302-0001";
    public static final String UNIT = "market-supervision";
    public static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");

    private ClueKind kind = ClueKind.APPEAL;
    private Card card = Card.YELLOW;
    private Consent consent = Consent.UNIT_MAY_KNOW;
    private boolean anonymous;
    private String concerned = "housing";
    private String registeredBy = "clerk";

    private SomeClue() {}

    public static SomeClue aClue() {
        return new SomeClue();
    }

    public SomeClue kind(ClueKind kind) {
        this.kind = kind;
        return this;
    }

    public SomeClue card(Card card) {
        this.card = card;
        return this;
    }

    public SomeClue consent(Consent consent) {
        this.consent = consent;
        return this;
    }

    public SomeClue anonymous() {
        this.anonymous = true;
        return this;
    }

    public SomeClue about(String unit) {
        this.concerned = unit;
        return this;
    }

    public SomeClue by(String username) {
        this.registeredBy = username;
        return this;
    }

    /** As it lies there. */
    public Clue at(ClueStatus status) {
        var clue = new Clue(
                ClueNumber.of(NUMBER),
                new Content(
                        status == ClueStatus.PASSED_UP ? ClueKind.REPORT : kind,
                        "材料被退两次",
                        "每次说缺的不一样",
                        "一次告知",
                        null,
                        null,
                        concerned,
                        null,
                        ReportingChannel.WINDOW,
                        null,
                        null,
                        anonymous,
                        consent),
                GradingFacts.plain(),
                new Classification("appeal.plain"),
                NOW,
                registeredBy);
        bring(clue, status);
        return clue;
    }

    private void bring(Clue clue, ClueStatus status) {
        switch (status) {
            case REGISTERED -> {}
            case ADMITTED -> clue.admit();
            case GRADED -> {
                bring(clue, ClueStatus.ADMITTED);
                clue.proposeCard(card, "规则", "R");
                clue.decideCard(card, null, "grouphead");
            }
            case DISPATCHED -> {
                bring(clue, ClueStatus.GRADED);
                clue.dispatch("交办〔2026〕1 号", UNIT, List.of("tax"), NOW);
            }
            case RETURNED -> {
                bring(clue, ClueStatus.DISPATCHED);
                clue.sendOrderBack();
            }
            case HANDLING -> {
                bring(clue, ClueStatus.DISPATCHED);
                clue.sign("handler", NOW);
            }
            case UNDER_REVIEW -> {
                bring(clue, ClueStatus.HANDLING);
                clue.finish(Result.RESOLVED, "handler", NOW);
            }
            case CALLING_BACK -> {
                bring(clue, ClueStatus.UNDER_REVIEW);
                clue.accept();
            }
            case CONCLUDING -> {
                card = Card.RED;
                bring(clue, ClueStatus.CALLING_BACK);
                clue.rework();
                clue.finish(Result.PARTLY, "handler", NOW);
                clue.accept();
                clue.callBack(new CallBack(CallBack.Solved.UNSOLVED, CallBack.Rating.DISSATISFIED), NOW);
            }
            case CLOSED -> {
                bring(clue, ClueStatus.CALLING_BACK);
                clue.close(NOW);
            }
            case NOT_ADMITTED -> clue.refuseAdmission("LITIGATION", "请向法院反映");
            case MERGED -> clue.linkTo(other(clue.content().kind()));
            case WITHDRAWN -> clue.withdraw();
            case CORRECTED -> clue.correctedBy(ClueNumber.of("WY20260302-0009"));
            case HANDED_OVER -> clue.handOver();
            case PASSED_UP -> clue.passUp(words -> "sealed");
        }
        if (clue.status() != status) {
            throw new IllegalStateException("brought to " + clue.status() + " instead of " + status);
        }
    }

    private static Clue other(ClueKind kind) {
        return new Clue(
                ClueNumber.of("WY20260301-0007"),
                new Content(
                        kind,
                        "同一件事",
                        "早先反映过",
                        null,
                        null,
                        null,
                        null,
                        null,
                        ReportingChannel.WEB,
                        null,
                        null,
                        true,
                        Consent.OFFICE_ONLY),
                GradingFacts.plain(),
                null,
                NOW,
                "public");
    }
}
