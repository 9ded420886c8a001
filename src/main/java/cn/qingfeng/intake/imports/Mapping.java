package cn.qingfeng.intake.imports;

import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.content.ReportingChannel;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;

/**
 * Which column means what, and what holds for rows that do not say.
 *
 * @param columns counted from 0
 * @param channel of rows that name none
 * @param kind of rows that name none
 * @param place of rows that name none; may be null
 */
record Mapping(Map<ImportField, Integer> columns, ReportingChannel channel, ClueKind kind, String place) {

    int column(ImportField field) {
        return columns.getOrDefault(field, -1);
    }

    /** What it must name before anything can be checked. */
    @JsonIgnore
    boolean isUsable() {
        return columns.containsKey(ImportField.TITLE) || columns.containsKey(ImportField.NARRATIVE);
    }
}
