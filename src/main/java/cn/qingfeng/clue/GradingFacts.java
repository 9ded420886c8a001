package cn.qingfeng.clue;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The facts that {@code card-grading} reads.
 *
 * @param stoppage work or business has stopped
 * @param fixableOnTheSpot a window or section can put it right within its own powers
 * @param unitsConcerned how many units have to act together, at least 1
 * @param suspectedViolation discipline or law seems to be broken
 * @param leaderInstruction a county leader or a higher level has given an instruction
 * @param mediaExposed the media have reported it
 * @param historical a matter left over from earlier years or across levels
 * @param refused an office would not act although it should (不给办); discipline seems to be broken then
 */
@Embeddable
public record GradingFacts(
        @Column(name = "fact_stoppage") boolean stoppage,
        @Column(name = "fact_fixable") boolean fixableOnTheSpot,
        @Column(name = "fact_units") int unitsConcerned,
        @Column(name = "fact_violation") boolean suspectedViolation,
        @Column(name = "fact_leader") boolean leaderInstruction,
        @Column(name = "fact_media") boolean mediaExposed,
        @Column(name = "fact_historical") boolean historical,
        @Column(name = "fact_refused") boolean refused) {

    public GradingFacts {
        unitsConcerned = Math.max(1, unitsConcerned);
        suspectedViolation = suspectedViolation || refused;
    }

    /** Nothing known that would raise a card. */
    public static GradingFacts plain() {
        return new GradingFacts(false, false, 1, false, false, false, false, false);
    }

    /** As a form's answers hold them, each by the name that forms, tables and the public API know it by. */
    public Map<String, Object> answers() {
        var answers = new LinkedHashMap<String, Object>();
        answers.put("stoppage", stoppage);
        answers.put("fixableOnTheSpot", fixableOnTheSpot);
        answers.put("unitsConcerned", unitsConcerned);
        answers.put("suspectedViolation", suspectedViolation);
        answers.put("leaderInstruction", leaderInstruction);
        answers.put("mediaExposed", mediaExposed);
        answers.put("historical", historical);
        answers.put("refused", refused);
        return answers;
    }
}
