package cn.qingfeng.intake;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A clue as it comes in as JSON, the same for the public and for staff. It is judged by the form {@code register-clue},
 * like what is typed on the page; a field that the form's owner added stands beside the known ones.
 */
public final class NewClue {

    public String kind;
    public String title;
    public String narrative;
    public String request;
    /** In an appeal: whom the reporter also reports, and for what. It becomes a case of its own, for the discipline body. */
    public String misconduct;

    public String place;
    /** Name or number of the matter at the authority. */
    public String matter;
    /** Code of the unit concerned, or null. */
    public String unit;

    public String window;
    /** Code of a leaf of the classification tree, or null. */
    public String classification;

    public FactSheet facts = new FactSheet();
    public String channel;
    public String externalNumber;
    public String point;
    public ReporterSheet reporter = new ReporterSheet();

    private final Map<String, Object> further = new LinkedHashMap<>();
    private final Set<String> leftOut = new HashSet<>();

    /** What {@code card-grading} reads. */
    public static final class FactSheet {
        public boolean stoppage;
        public boolean fixableOnTheSpot;
        public Integer unitsConcerned;
        public boolean suspectedViolation;
        public boolean leaderInstruction;
        public boolean mediaExposed;
        public boolean historical;
        public boolean refused;
    }

    /** Who reports; nothing of it enters the engine. */
    public static final class ReporterSheet {
        public boolean anonymous;
        public String name;
        public String phone;
        public String enterprise;
        public String creditCode;
        public String consent;
    }

    /** Fields of the form that this class does not know. */
    @JsonAnyGetter
    public Map<String, Object> further() {
        return further;
    }

    @JsonAnySetter
    public void further(String key, Object value) {
        further.put(key, value);
    }

    /** Takes answers out, whatever they say. */
    void leaveOut(Set<String> keys) {
        leftOut.addAll(keys);
    }

    /** The same as answers to the form {@code register-clue}. */
    @JsonIgnore
    Map<String, Object> answers() {
        var answers = new LinkedHashMap<>(further);
        put(answers, "kind", kind);
        put(answers, "title", title);
        put(answers, "narrative", narrative);
        put(answers, "request", request);
        put(answers, "misconduct", misconduct);
        put(answers, "place", place);
        put(answers, "matter", matter);
        put(answers, "unit", unit);
        put(answers, "window", window);
        put(answers, "classification", classification);
        put(answers, "channel", channel);
        put(answers, "externalNumber", externalNumber);
        put(answers, "point", point);
        if (facts != null) {
            put(answers, "stoppage", facts.stoppage);
            put(answers, "fixableOnTheSpot", facts.fixableOnTheSpot);
            put(answers, "unitsConcerned", facts.unitsConcerned);
            put(answers, "suspectedViolation", facts.suspectedViolation);
            put(answers, "leaderInstruction", facts.leaderInstruction);
            put(answers, "mediaExposed", facts.mediaExposed);
            put(answers, "historical", facts.historical);
            put(answers, "refused", facts.refused);
        }
        if (reporter != null) {
            put(answers, "reporterAnonymous", reporter.anonymous);
            put(answers, "reporterName", reporter.name);
            put(answers, "reporterPhone", reporter.phone);
            put(answers, "reporterEnterprise", reporter.enterprise);
            put(answers, "reporterCreditCode", reporter.creditCode);
            put(answers, "reporterConsent", reporter.consent);
        }
        answers.keySet().removeAll(leftOut);
        return answers;
    }

    private static void put(Map<String, Object> answers, String key, Object value) {
        if (value != null) {
            answers.put(key, value);
        }
    }
}
