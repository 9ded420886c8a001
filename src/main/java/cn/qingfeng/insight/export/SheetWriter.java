package cn.qingfeng.insight.export;

import cn.qingfeng.insight.column.Cell;
import java.io.IOException;
import java.util.List;

/** Writes a table row by row; what was written is on its way and needs no more memory. */
interface SheetWriter {

    void row(List<Cell> cells) throws IOException;

    /** Sends on what was written so far. */
    void flush() throws IOException;

    /** Writes the end, after which the table is whole. A table without it is told by its reader to be damaged. */
    void finish() throws IOException;
}
