package cn.qingfeng.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/**
 * The language of a reader: as chosen by {@code ?lang=zh} or {@code ?lang=en} (kept in a cookie that holds nothing else),
 * else as the browser asks, else Chinese.
 */
@Configuration
class Languages implements WebMvcConfigurer {

    private static final String COOKIE = "QF-LANG";

    @Bean
    LocaleResolver localeResolver() {
        return new Chosen();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var change = new LocaleChangeInterceptor();
        change.setParamName("lang");
        change.setHttpMethods("GET");
        change.setIgnoreInvalidLocale(true);
        registry.addInterceptor(change);
    }

    private static final class Chosen extends AcceptHeaderLocaleResolver {

        private static final String NOW = Languages.class.getName();

        Chosen() {
            setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
        }

        @Override
        public Locale resolveLocale(HttpServletRequest request) {
            if (request.getAttribute(NOW) instanceof Locale chosen) {
                return chosen;
            }
            return kept(request).orElseGet(() -> super.resolveLocale(request));
        }

        private static Optional<Locale> kept(HttpServletRequest request) {
            return request.getCookies() == null
                    ? Optional.empty()
                    : Arrays.stream(request.getCookies())
                            .filter(cookie -> cookie.getName().equals(COOKIE))
                            .map(cookie -> cookie.getValue().equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE)
                            .findFirst();
        }

        @Override
        public void setLocale(HttpServletRequest request, HttpServletResponse response, Locale locale) {
            var english = locale != null && locale.getLanguage().equals("en");
            request.setAttribute(NOW, english ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
            var cookie = ResponseCookie.from(COOKIE, english ? "en" : "zh")
                    .path("/")
                    .maxAge(Duration.ofDays(30))
                    .httpOnly(true)
                    .secure(request.isSecure())
                    .sameSite("Lax")
                    .build();
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        }
    }
}
