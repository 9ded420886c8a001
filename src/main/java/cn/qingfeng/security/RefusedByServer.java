package cn.qingfeng.security;

import cn.qingfeng.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.context.MessageSource;
import org.springframework.web.util.HtmlUtils;

/**
 * A page in words for what Tomcat refuses by itself, before any filter of ours is asked: an address that is none, a head that is
 * too large. Tomcat makes it by its class name, and where it stands there are no beans.
 */
public final class RefusedByServer extends ErrorReportValve {

    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_FAULT = 500;

    private final MessageSource messages = Messages.source();

    @Override
    protected void report(Request request, Response response, Throwable fault) {
        var status = response.getStatus();
        if (status < FIRST_REFUSAL || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var reader = Locale.ENGLISH.getLanguage().equals(request.getLocale().getLanguage())
                        && request.getHeader("Accept-Language") != null
                ? Locale.ENGLISH
                : Locale.CHINA;
        var broken = status >= FIRST_FAULT;
        var title = say(broken ? "error.500.title" : "error.400.title", reader);
        var words = say(broken ? "error.500.text" : "refusal.request", reader);
        try {
            response.setContentType("text/html");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.getReporter()
                    .write(
                            "<!doctype html><html lang=\"%s\"><meta charset=\"utf-8\"><title>%2$s</title><h1>%2$s</h1><p>%3$s</p></html>"
                                    .formatted(reader.toLanguageTag(), title, words));
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            // Whoever asked has left: there is nobody to tell.
        }
    }

    private String say(String key, Locale reader) {
        return HtmlUtils.htmlEscape(messages.getMessage(key, null, reader));
    }
}
