package cn.qingfeng.intake.imports;

/**
 * What a column of a foreign table can mean. Its name is {@code imports.field.<NAME>}, the headers by which it is recognized
 * {@code imports.header.<NAME>}, parted by strokes, the surest first.
 */
enum ImportField {
    EXTERNAL_NUMBER("externalNumber", 60),
    REGISTERED_AT(null, 0),
    CHANNEL("channel", 0),
    KIND("kind", 0),
    TITLE("title", 100),
    NARRATIVE("narrative", 20_000),
    REQUEST("request", 2000),
    PLACE("place", 200),
    MATTER("matter", 200),
    UNIT("unit", 0),
    WINDOW("window", 200),
    CLASSIFICATION("classification", 0),
    ANONYMOUS("reporterAnonymous", 0),
    REAL_NAME(null, 0),
    NAME("reporterName", 50),
    PHONE("reporterPhone", 0),
    ENTERPRISE("reporterEnterprise", 100),
    CREDIT_CODE("reporterCreditCode", 0),
    CONSENT("reporterConsent", 0),
    STATUS(null, 0),
    CARD(null, 0),
    LEAD_UNIT(null, 0),
    DISPATCHED_AT(null, 0),
    FINISHED_AT(null, 0),
    RESULT(null, 0),
    OUTCOME(null, 20_000),
    RATING(null, 100),
    CLOSED_AT(null, 0);

    private final String answer;
    private final int longest;

    ImportField(String answer, int longest) {
        this.answer = answer;
        this.longest = longest;
    }

    /** The question of the form {@code register-clue} that it answers, or null. */
    String answer() {
        return answer;
    }

    /** How long a text may be; 0 where it is no free text. */
    int longest() {
        return longest;
    }

    /** Whether a long number stands in it, which a spreadsheet may have rounded. */
    boolean isCode() {
        return this == EXTERNAL_NUMBER || this == CREDIT_CODE || this == PHONE;
    }
}
