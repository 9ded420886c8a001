package cn.qingfeng.reporter;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Who reported and how to reach the person. Any part may be null. It is never logged: its text form is masked.
 *
 * @param creditCode the enterprise's unified social credit code, 18 characters
 * @param scanned true where the reporter stays unnamed and a scanned plaque tells of the firm: it is known only in order to
 *     be found in texts, and shown to nobody
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Identity(String name, String phone, String enterprise, String creditCode, Boolean scanned) {

    public Identity(String name, String phone, String enterprise, String creditCode) {
        this(name, phone, enterprise, creditCode, null);
    }

    /** The firm of a plaque by which somebody reported who stays unnamed. */
    public static Identity scanned(String enterprise, String creditCode) {
        return new Identity(null, null, enterprise, creditCode, true);
    }

    /** Whether somebody may be shown it. */
    @JsonIgnore
    public boolean isTold() {
        return !Boolean.TRUE.equals(scanned);
    }

    /** Whether nothing at all is known. */
    @JsonIgnore
    public boolean isEmpty() {
        return blank(name) && blank(phone) && blank(enterprise) && blank(creditCode);
    }

    /** The same person with the parts that identify covered: {@code 王** 138****}. */
    public Identity masked() {
        return new Identity(cover(name, 1, "**"), cover(phone, 3, "****"), cover(enterprise, 2, "****"), null);
    }

    private static String cover(String text, int shown, String cover) {
        return blank(text)
                ? null
                : text.substring(0, text.offsetByCodePoints(0, Math.min(shown, codePoints(text)))) + cover;
    }

    private static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    @Override
    public String toString() {
        return "Identity[masked]";
    }
}
