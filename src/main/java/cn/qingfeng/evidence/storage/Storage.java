package cn.qingfeng.evidence.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Where sealed contents lie, each under a random name, outside anything that the web server hands out by itself. */
public interface Storage {

    /** Writes a content to where it is to lie, and ends it. */
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** Keeps what is written under this name, wholly or not at all. */
    void keep(String name, Writing content) throws IOException;

    /** What lies under this name; closed by the caller. Fails at the latest on reading when nothing does. */
    InputStream read(String name) throws IOException;

    /** Takes away what lies under this name, if anything does. */
    void erase(String name) throws IOException;
}
