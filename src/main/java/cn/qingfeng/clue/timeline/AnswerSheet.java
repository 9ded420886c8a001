package cn.qingfeng.clue.timeline;

import cn.qingfeng.clue.SealedReports;
import cn.qingfeng.keys.Sealer;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.hibernate.annotations.Immutable;

/** What one person filled into the form of one step, kept whole with the words the form had then. */
@Entity
@Immutable
@Table(name = "answer_sheet")
public class AnswerSheet {

    /** One answered field: its key, its label on the form, what was answered, and how that reads. */
    public record Answer(String key, String label, Object value, String text) {}

    @Id
    private String id;

    private String clueNumber;
    private String form;
    private String unitCode;

    @Column(name = "answered_by")
    private String by;

    @Column(name = "answered_at")
    private Instant at;

    @Column(columnDefinition = "mediumtext")
    private String answers;

    /** What was answered about a report against a person; {@code answers} is then an empty list. */
    @Column(columnDefinition = "mediumtext")
    private String sealedAnswers;

    /** The place among the clue's sheets, from 1. */
    private Integer ordinal;

    /** Covers what was answered, by whom and when, and the sheet before it; keyed from outside the database. */
    private String keyedHash;

    protected AnswerSheet() {}

    AnswerSheet(String id, String clueNumber, String form, String unitCode, String by, Instant at, String answers) {
        this.id = id;
        this.clueNumber = clueNumber;
        this.form = form;
        this.unitCode = unitCode;
        this.by = by;
        // Databases keep microseconds; the hash must see what they will give back.
        this.at = at.truncatedTo(ChronoUnit.MILLIS);
        this.answers = answers;
    }

    public String clueNumber() {
        return clueNumber;
    }

    /** The form's id, which is the step's name. */
    public String form() {
        return form;
    }

    /** The unit that answered, or null for the offices. */
    public String unitCode() {
        return unitCode;
    }

    public String by() {
        return by;
    }

    public Instant at() {
        return at;
    }

    String id() {
        return id;
    }

    Integer ordinal() {
        return ordinal;
    }

    String keyedHash() {
        return keyedHash;
    }

    void link(int ordinal, String keyedHash) {
        this.ordinal = ordinal;
        this.keyedHash = keyedHash;
    }

    AnswerSheet closed(Sealer sealer) {
        sealedAnswers = sealer.seal(SealedReports.SHEET, id, answers);
        answers = "[]";
        return this;
    }

    String json(Sealer sealer) {
        return sealedAnswers == null ? answers : sealer.open(SealedReports.SHEET, id, sealedAnswers);
    }
}
