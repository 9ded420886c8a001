package cn.qingfeng.matter;

import java.util.List;
import java.util.Locale;

/** What a room with a rule of its own knows of the matters of its kind; shown on their pages to whoever may open these. */
public interface MatterFacts {

    /**
     * A fact.
     *
     * @param link a page of ours that tells more; null where there is none
     * @param late whether it is bad news
     */
    record Fact(String label, String text, String link, boolean late) {}

    /** Of one matter. */
    List<Fact> of(String reader, Matter matter, Locale locale);

    /** Of a kind, as far as the reader's rows go. */
    List<Fact> of(String reader, MatterKind kind, Locale locale);
}
