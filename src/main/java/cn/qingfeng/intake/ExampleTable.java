package cn.qingfeng.intake;

import java.io.IOException;
import java.io.OutputStream;

/** A table to try an import with, where the installation has one: the demo county does, a real one does not. */
public interface ExampleTable {

    /** Writes it as a workbook. */
    void write(OutputStream out) throws IOException;
}
