package cn.qingfeng.intake;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a reporter takes along.
 *
 * @param receipt 16 digits, told only now: the database keeps a keyed hash
 * @param reportNumber the number of the report against a person that was told with the appeal; it goes by the same
 *     receipt. Null when there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Receipt(String clueNumber, String receipt, String reportNumber) {

    Receipt(String clueNumber, String receipt) {
        this(clueNumber, receipt, null);
    }

    @Override
    public String toString() {
        return clueNumber;
    }
}
