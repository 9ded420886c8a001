package cn.qingfeng.insight.file;

import cn.qingfeng.clue.CallBack;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.clue.timeline.AnswerSheet;
import cn.qingfeng.clue.timeline.AnswerSheets;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What was filled in at each step, as far as the reader may know it. */
@Component
class SheetsSection {

    /** The offices' forms that speak to the unit. */
    private static final Set<String> MEANT_FOR_UNITS = Set.of(
            "dispatch-clue",
            "rule-on-return",
            "check-cannot-do",
            "review-result",
            "verify-on-site",
            "decide-extension",
            "decide-request",
            "decide-tackling",
            "issue-order",
            "conclude-order",
            "conclude-urging",
            "conclude-red",
            "recheck-clue",
            "raise-card",
            "lower-card",
            "send-back",
            "restart-clue");

    /** The outcomes by which a step gives the unit its work back. */
    private static final Set<String> GIVING_BACK = Set.of("SEND_BACK", "REJECT", "FAIL", "REWORK", "REBOUND");

    /** What a unit reads of the call-back that made it work again: the reporter's choices, never the reporter's words. */
    private static final Set<String> TOLD_OF_A_CALL_BACK =
            Set.of("contacted", "solved", "rating", "dissatisfiedReasons");

    private static final String CALL_BACK = "call-back";

    /** Why somebody must know who reported, and what the second person said to it. */
    private static final Set<String> ABOUT_THE_REPORTER = Set.of("ask-reveal", "decide-reveal");

    private final AnswerSheets answers;
    private final ClueAccess access;
    private final LedgerWords words;

    SheetsSection(AnswerSheets answers, ClueAccess access, LedgerWords words) {
        this.answers = answers;
        this.access = access;
        this.words = words;
    }

    List<ClueDossier.Sheet> of(Reading reading) {
        var clue = reading.clue();
        return answers.of(clue.number()).stream()
                .filter(sheet ->
                        !ABOUT_THE_REPORTER.contains(sheet.form()) || access.mayReadReveals(reading.viewer(), clue))
                .flatMap(sheet -> sheet(reading, sheet).stream())
                .toList();
    }

    private Optional<ClueDossier.Sheet> sheet(Reading reading, AnswerSheet sheet) {
        var clue = reading.clue();
        var locale = reading.locale();
        var answered = answers.on(sheet);
        var givesBack = givesBack(sheet, answered);
        if (reading.asUnit() && !isFor(reading, sheet)) {
            if (!givesBack || !sheet.form().equals(CALL_BACK)) {
                return Optional.empty();
            }
            answered = answered.stream()
                    .filter(answer -> TOLD_OF_A_CALL_BACK.contains(answer.key()))
                    .toList();
        }
        return Optional.of(new ClueDossier.Sheet(
                sheet.form(),
                words.code("step", sheet.form(), locale),
                words.actor(sheet.by(), locale),
                sheet.at(),
                answered.stream()
                        // Sheets from before say it; of a report it is the report's own.
                        .filter(answer -> clue.content().kind() == ClueKind.REPORT
                                || !sheet.form().equals(CALL_BACK)
                                || !CallBack.isOfReport(answer.key()))
                        .map(answer -> new ClueDossier.Pair(
                                answer.label(), reading.told().apply(answer.text())))
                        .toList(),
                givesBack));
    }

    private static boolean givesBack(AnswerSheet sheet, List<AnswerSheet.Answer> answered) {
        var values = new HashMap<String, Object>();
        answered.forEach(answer -> values.put(answer.key(), answer.value()));
        if (!sheet.form().equals(CALL_BACK)) {
            return GIVING_BACK.contains(String.valueOf(values.get("outcome")));
        }
        return values.get("solved") instanceof String solved
                && values.get("rating") instanceof String rating
                && !new CallBack(CallBack.Solved.valueOf(solved), CallBack.Rating.valueOf(rating)).satisfied();
    }

    private static boolean isFor(Reading reading, AnswerSheet sheet) {
        return sheet.unitCode() == null ? MEANT_FOR_UNITS.contains(sheet.form()) : reading.mayReadOf(sheet.unitCode());
    }
}
