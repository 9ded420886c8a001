package cn.qingfeng.web.files;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;

/**
 * Pages and answers are packed on their way ({@code server.compression}) only where our own page, or the person, asked for them.
 * What another site has a browser ask for travels unpacked, so that the length tells nothing about secrets in it (BREACH).
 */
@Configuration(proxyBeanMethods = false)
class CompressedAnswers {

    private static final Set<String> OURS = Set.of("same-origin", "none");

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> packedForOurOwnPagesOnly() {
        return server -> server.addEngineValves(new UnpackedForOthers());
    }

    @Bean
    FilterRegistrationBean<KeptFiles> keptFiles(FilesVersion version) {
        var registration = new FilterRegistrationBean<>(new KeptFiles(version));
        // After Spring Security's chain and what tells the webapps who asks.
        registration.setOrder(104);
        return registration;
    }

    private static final class UnpackedForOthers extends ValveBase {

        UnpackedForOthers() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            var from = request.getHeader("Sec-Fetch-Site");
            if (from == null || !OURS.contains(from)) {
                // Files that are the same for everybody are packed by KeptFiles, which asks for this header's
                // attribute.
                request.setAttribute(KeptFiles.ACCEPTS, request.getHeader(HttpHeaders.ACCEPT_ENCODING));
                request.getCoyoteRequest().getMimeHeaders().removeHeader(HttpHeaders.ACCEPT_ENCODING);
            }
            getNext().invoke(request, response);
        }
    }
}
