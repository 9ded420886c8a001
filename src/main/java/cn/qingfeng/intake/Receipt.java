package cn.qingfeng.intake;

/**
 * What a reporter takes along.
 *
 * @param receipt 16 digits, told only now: the database keeps a keyed hash
 */
public record Receipt(String clueNumber, String receipt) {
    @Override
    public String toString() {
        return clueNumber;
    }
}
