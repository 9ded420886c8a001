package cn.qingfeng.intake.imports;

import java.util.List;

/**
 * One row of a foreign table.
 *
 * @param line its number as a spreadsheet shows it, from 1
 */
record SheetRow(int line, List<SheetCell> cells) {

    SheetCell at(int column) {
        return column < 0 || column >= cells.size() ? SheetCell.EMPTY : cells.get(column);
    }

    boolean isBlank() {
        return cells.stream().allMatch(SheetCell::isBlank);
    }
}
