package cn.qingfeng.evidence.upload;

import cn.qingfeng.Refusal;
import cn.qingfeng.evidence.Evidence;
import cn.qingfeng.evidence.storage.FileContents;
import cn.qingfeng.web.Address;
import cn.qingfeng.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at requests with files before anything reads them: they come only where files are taken, say how long they are, and
 * are no longer than what is taken there. Else the login's filters, which read the fields of a form, would put anything
 * onto the disk. Of the engine's own API, deployments alone come in parts.
 */
@Component
@Order(-201)
class UploadFilter extends OncePerRequestFilter {

    /** What names and fields of a form need beside the files. */
    private static final long REST = 1 << 20;

    private static final Pattern ONE_FILE = Pattern.compile(
            "/(?:api/(?:clues|matters)/[^/]+/files|(?:clues|matters)/[^/]+/files|papers/[^/]+/scan|papers/templates/[^/]+"
                    + "|(?:report|register|track)/files|imports|province/back|versions/deploy)");
    private static final Pattern WHOLE_FORM = Pattern.compile("/(?:report|register|track/answer|api/public/clues)");
    /** Behind the login; room security says how large. */
    private static final Pattern DEPLOYMENT =
            Pattern.compile("(?:/engine-rest(?:/engine/[^/]+)?|/camunda/api/engine/engine/[^/]+)/deployment/create");

    private final Problems answers;

    UploadFilter(Problems answers) {
        this.answers = answers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getContentType() == null
                || !request.getContentType().toLowerCase(Locale.ROOT).startsWith("multipart/")
                || DEPLOYMENT.matcher(Address.of(request)).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var refused = judge(Address.of(request), request.getContentLengthLong());
        if (refused != null) {
            answers.refuse(request, response, refused);
            return;
        }
        chain.doFilter(request, response);
    }

    private static Refusal judge(String path, long length) {
        long files =
                ONE_FILE.matcher(path).matches() ? 1 : WHOLE_FORM.matcher(path).matches() ? Evidence.MOST : 0;
        if (files == 0) {
            return new Refusal(Refusal.Kind.UNSUPPORTED, "file.not-here", List.of());
        }
        if (length < 0) {
            return new Refusal(Refusal.Kind.LENGTH_MISSING, "file.length-missing", List.of());
        }
        if (length > files * FileContents.MOST_BYTES + REST) {
            return new Refusal(Refusal.Kind.TOO_LARGE, "file.large", List.of(), FileContents.MOST_MEGABYTES);
        }
        return null;
    }
}
