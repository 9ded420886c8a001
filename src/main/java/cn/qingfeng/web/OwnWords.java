package cn.qingfeng.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * What the product itself said while the engine answered a request. The engine wraps it in words of its own; whoever tells the
 * reader finds here, in whatever language, that it was told already.
 */
public final class OwnWords {

    private static final String KEPT = OwnWords.class.getName();

    private OwnWords() {}

    /** Keeps what is being said until the request is answered, and gives it back; outside a request there is nobody to tell. */
    public static String said(String words) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(KEPT, words, RequestAttributes.SCOPE_REQUEST);
        }
        return words;
    }

    /** What the product said last in this request. */
    public static Optional<String> in(HttpServletRequest request) {
        return Optional.ofNullable((String) request.getAttribute(KEPT));
    }

    /** The language of whoever asks past our pages: as the call names it, else Chinese. Camunda Modeler names none. */
    public static Locale language() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                && attributes.getRequest().getHeader("Accept-Language") != null) {
            return attributes.getRequest().getLocale();
        }
        return Locale.SIMPLIFIED_CHINESE;
    }
}
