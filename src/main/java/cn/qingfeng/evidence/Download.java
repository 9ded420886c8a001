package cn.qingfeng.evidence;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/**
 * Hands a file to a browser so that nothing in it runs: under the type that its content was found to have, in a sandbox
 * without rights, and to be saved. Only pictures may be shown beside a page.
 */
public final class Download {

    private static final String SANDBOX = "default-src 'none'; sandbox";

    private Download() {}

    /**
     * Sends the content, piece by piece.
     *
     * @param shown whether a picture is to be shown instead of saved
     */
    public static void send(EvidenceFile file, InputStream content, boolean shown, HttpServletResponse response)
            throws IOException {
        send(file.name(), file.type(), file.bytes(), content, shown, response);
    }

    /** As {@link #send(EvidenceFile, InputStream, boolean, HttpServletResponse)}, for what hangs on no clue. */
    public static void send(
            String name, FileType type, long bytes, InputStream content, boolean shown, HttpServletResponse response)
            throws IOException {
        var way = shown && type.isShown() ? ContentDisposition.inline() : ContentDisposition.attachment();
        response.setContentType(type.mediaType().toString());
        response.setContentLengthLong(bytes);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                way.filename(name, StandardCharsets.UTF_8).build().toString());
        response.setHeader("Content-Security-Policy", SANDBOX);
        response.setHeader("X-Content-Type-Options", "nosniff");
        content.transferTo(response.getOutputStream());
    }
}
