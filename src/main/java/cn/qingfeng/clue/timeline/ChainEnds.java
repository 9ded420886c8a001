package cn.qingfeng.clue.timeline;

import jakarta.persistence.Embeddable;

/**
 * What a clue's own row keeps of what is chained about it, so that a cut tail shows: it is written with the clue and costs no
 * statement of its own.
 */
@Embeddable
public class ChainEnds {

    /** How many steps the timeline has, and the hash of the last. */
    private int timelineLength;

    private String timelineHead = "";

    /** How many sheets of answers there are, and the hash of the last; null in a row from before they were kept here. */
    private Integer sheetCount = 0;

    private String sheetHead = "";

    /** Of what was told; null in a row from before it was under the chain. */
    private String wordsHash;

    /** Of all of the above. */
    private String endsHash;

    public int steps() {
        return timelineLength;
    }

    String timelineHead() {
        return timelineHead;
    }

    void entered(TimelineEntry entry) {
        timelineLength = entry.ordinal();
        timelineHead = entry.hash();
    }

    /** Whether it is from before what was told and answered was kept here. */
    boolean isOlder() {
        return sheetCount == null;
    }

    int sheets() {
        return sheetCount == null ? 0 : sheetCount;
    }

    String sheetHead() {
        return sheetHead;
    }

    void answered(int sheets, String head) {
        sheetCount = sheets;
        sheetHead = head;
    }

    String words() {
        return wordsHash;
    }

    void told(String hash) {
        wordsHash = hash;
    }

    String hash() {
        return endsHash;
    }

    void close(String hash) {
        endsHash = hash;
    }
}
