package cn.qingfeng.insight.file;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.access.Viewer;
import java.time.Instant;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * One clue before one reader: what every section of its file is put together for.
 *
 * @param asUnit whether the reader is none of the offices and reads what units may read
 * @param told a text about the clue as this reader reads it: covered where the clue is covered
 * @param now the one reading of the clock that all sections share
 */
record Reading(Clue clue, Viewer viewer, boolean asUnit, UnaryOperator<String> told, Instant now, Locale locale) {

    /** A unit reads its own words, and the lead unit those of the units that assist it. */
    boolean mayReadOf(String writer) {
        return viewer.units().contains(writer)
                || clue.assistUnits().contains(writer)
                        && clue.leadUnit().filter(viewer.units()::contains).isPresent();
    }
}
