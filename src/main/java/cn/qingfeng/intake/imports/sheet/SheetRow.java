package cn.qingfeng.intake.imports.sheet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * One row of a foreign table.
 *
 * @param line its number as a spreadsheet shows it, from 1
 */
public record SheetRow(int line, List<SheetCell> cells) {

    public SheetCell at(int column) {
        return column < 0 || column >= cells.size() ? SheetCell.EMPTY : cells.get(column);
    }

    @JsonIgnore
    public boolean isBlank() {
        return cells.stream().allMatch(SheetCell::isBlank);
    }
}
