package cn.qingfeng.security.signin;

import cn.qingfeng.web.Address;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * A filled-in page that comes in after its session has ended or its token has gone: the answer is a page that holds what
 * was typed and sends it again, not a login page in its place. Nothing of it is kept on the server. With script, our pages
 * ask for the password before they send (js/session.js).
 */
public class KeptPosts implements AuthenticationEntryPoint {

    /** Where it is drawn; reached by a forward only. */
    static final String PAGE = "/login/kept";

    /** On the request: where the page was to go. */
    static final String TO = "qingfeng.kept.to";

    private static final Pattern NOT_FILLED_IN = Pattern.compile("/(?:login|logout|camunda)(?:/.*)?");

    /** Whether somebody has sent a page's form. */
    public static boolean isOne(HttpServletRequest request) {
        var type = request.getContentType();
        var accepts = request.getHeader(HttpHeaders.ACCEPT);
        return "POST".equals(request.getMethod())
                && type != null
                && (type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                        || type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE))
                && accepts != null
                && accepts.contains(MediaType.TEXT_HTML_VALUE)
                && !Address.isForPrograms(request)
                && !NOT_FILLED_IN.matcher(Address.of(request)).matches();
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException, ServletException {
        show(request, response, HttpStatus.UNAUTHORIZED);
    }

    public static void show(HttpServletRequest request, HttpServletResponse response, HttpStatus status)
            throws IOException, ServletException {
        response.setStatus(status.value());
        request.setAttribute(TO, Address.of(request));
        request.getRequestDispatcher(PAGE).forward(request, response);
    }
}
