package cn.qingfeng.web;

import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;

/** The header {@code Content-Disposition} of what a browser is to keep as a file, under a name in any language. */
public final class Attachment {

    private Attachment() {}

    /** @param name the file's name with its ending */
    public static String named(String name) {
        return ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString();
    }
}
