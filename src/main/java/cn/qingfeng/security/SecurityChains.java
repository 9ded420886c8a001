package cn.qingfeng.security;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.withDefaults;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.security.engine.EngineAccounts;
import cn.qingfeng.security.engine.EngineAnswers;
import cn.qingfeng.security.engine.EngineIdentityFilter;
import cn.qingfeng.security.engine.EngineLogin;
import cn.qingfeng.security.engine.EnginePageFilter;
import cn.qingfeng.security.engine.EngineRights;
import cn.qingfeng.security.engine.EngineTextFilter;
import cn.qingfeng.security.engine.WebappIdentityFilter;
import cn.qingfeng.security.signin.KeptPosts;
import cn.qingfeng.security.signin.SignInLimits;
import cn.qingfeng.security.signin.SignInOutcome;
import cn.qingfeng.web.Address;
import cn.qingfeng.web.Problems;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.catalina.core.StandardHost;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may open what, by address. What somebody may see behind an address is decided further in: by the engine's
 * authorizations for tasks and instances, by the ledger's rules for clues.
 */
@Configuration
@EnableMethodSecurity
@EnableConfigurationProperties(SignInLimits.class)
class SecurityChains {

    /** Of an address that is gone back to after signing in, in characters: it goes into a cookie. */
    private static final int LONGEST_REMEMBERED = 2000;

    /** Scripts and styles only from our own server; none written into a page. The webapps bring a policy of their own. */
    private static final String OWN_PAGES = "default-src 'self'; img-src 'self' data: blob:; object-src 'none';"
            + " base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    /** Of a list of the engine that is asked for without a bound; more may be asked for, to the engine's own {@code queryMaxResultsLimit}. */
    private static final int LARGEST_PAGE = 500;

    private static final RequestMatcher WEBAPPS = path("/camunda/**");
    private static final RequestMatcher CALLED_BY_PROGRAMS = anyOf("/api/**", "/camunda/api/**", "/actuator/**");

    /** What goes into a cookie: a longer address would not fit into the answer's head. */
    private static boolean isShort(HttpServletRequest request) {
        return Address.of(request).length()
                        + (request.getQueryString() == null
                                ? 0
                                : request.getQueryString().length())
                <= LONGEST_REMEMBERED;
    }

    /** What Spring's firewall lets nobody ask is refused in words as well. */
    @Bean
    RequestRejectedHandler refusalOfTheFirewall(Problems answers) {
        return (request, response, rejected) -> answers.tell(request, response, Refusal.invalid("refusal.request"));
    }

    /** What Tomcat refuses before any filter sees it. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusalOfTheServer() {
        return server -> server.addContextCustomizers(context ->
                ((StandardHost) context.getParent()).setErrorReportValveClass(RefusedByServer.class.getName()));
    }

    /** The engine's REST API: HTTP Basic on every call, no session, so nothing that a foreign page could ride on. */
    @Bean
    @Order(1)
    SecurityFilterChain engineRest(
            HttpSecurity http,
            EngineLogin login,
            EngineAccounts accounts,
            IdentityService identities,
            Problems answers,
            EngineAnswers engineAnswers)
            throws Exception {
        var refusals = new SecurityRefusals(answers);
        return http.securityMatcher(path("/engine-rest/**"))
                .authenticationManager(new ProviderManager(login))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .httpBasic(basic -> basic.authenticationEntryPoint(refusals))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                .addFilterBefore(new CrossSiteFilter(answers), CsrfFilter.class)
                .addFilterBefore(new EngineIdentityFilter(accounts, identities), AuthorizationFilter.class)
                .addFilterAfter(new EngineTextFilter(answers), AuthorizationFilter.class)
                .addFilterAfter(engineAnswers, EngineTextFilter.class)
                .addFilterAfter(new EnginePageFilter(LARGEST_PAGE), EngineTextFilter.class)
                .headers(headers -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::deny))
                .build();
    }

    /** Pages, our API and the webapps: the login page, and HTTP Basic for programs that call our API. */
    @Bean
    @Order(2)
    SecurityFilterChain pages(
            HttpSecurity http,
            EngineLogin login,
            EngineAccounts accounts,
            IdentityService identities,
            Problems answers,
            EngineAnswers engineAnswers)
            throws Exception {
        var refusals = new SecurityRefusals(answers);
        var asked = new CookieRequestCache();
        asked.setRequestMatcher(request ->
                "GET".equals(request.getMethod()) && !CALLED_BY_PROGRAMS.matches(request) && isShort(request));
        var outcome = new SignInOutcome(asked, answers);
        return http.authenticationManager(new ProviderManager(login))
                .requestCache(cache -> cache.requestCache(asked))
                .formLogin(
                        form -> form.loginPage("/login").successHandler(outcome).failureHandler(outcome))
                .httpBasic(basic -> basic.authenticationEntryPoint(refusals))
                .logout(logout -> logout.logoutRequestMatcher(new OrRequestMatcher(
                                path(HttpMethod.POST, "/logout"),
                                path(HttpMethod.POST, "/camunda/api/admin/auth/user/{engine}/logout")))
                        .deleteCookies("SESSION")
                        .logoutSuccessHandler(outcome))
                .csrf(csrf -> csrf.csrfTokenRepository(CsrfTokens.inCookie())
                        .csrfTokenRequestHandler(new CsrfTokens())
                        .requireCsrfProtectionMatcher(SecurityChains::needsToken))
                .exceptionHandling(handling -> handling.defaultAuthenticationEntryPointFor(refusals, CALLED_BY_PROGRAMS)
                        .defaultAuthenticationEntryPointFor(new KeptPosts(), KeptPosts::isOne)
                        .accessDeniedHandler(refusals))
                .authorizeHttpRequests(rules -> rules
                        // An error page or an internal forward belongs to a request that was judged already.
                        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(anyOf(
                                "/",
                                "/report/**",
                                "/track/**",
                                "/rate/**",
                                "/figures/**",
                                "/pledges",
                                "/exposures",
                                "/exposures/*",
                                "/results",
                                "/results/*",
                                "/window-results",
                                "/window-results/*",
                                "/conduct/**",
                                "/ballots/**",
                                "/own",
                                "/own/rate",
                                "/api/public/**"))
                        .permitAll()
                        // Which fields of a form show, as answers change: the public form asks it too.
                        .requestMatchers(anyOf("/login", "/error", "/form/visible/**", "/actuator/health/**"))
                        .permitAll()
                        .requestMatchers(anyOf(
                                "/css/**",
                                "/js/**",
                                "/img/**",
                                "/fonts/**",
                                "/webjars/**",
                                // The same with their version in front (web.files.KeptFiles).
                                "/v/*/css/**",
                                "/v/*/js/**",
                                "/v/*/img/**",
                                "/v/*/webjars/**",
                                "/favicon.ico",
                                "/robots.txt",
                                "/.well-known/**"))
                        .permitAll()
                        // CVE-2026-77226: the webapps let anybody make the first administrator. Here nobody may.
                        .requestMatchers(anyOf("/camunda/api/admin/setup/**", "/camunda/app/*/*/setup/**"))
                        .denyAll()
                        // The webapps' own login would go round our throttle.
                        .requestMatchers(path("/camunda/api/admin/auth/user/*/login/**"))
                        .denyAll()
                        .requestMatchers(anyOf("/camunda/app/admin/**", "/camunda/api/admin/plugin/**"))
                        .hasAnyAuthority(Right.ADMINISTER.groups())
                        .requestMatchers(anyOf("/camunda/app/cockpit/**", "/camunda/api/cockpit/plugin/*/*/**"))
                        .hasAnyAuthority(Right.OPEN_COCKPIT.groups())
                        .requestMatchers(path("/actuator/**"))
                        .hasAnyAuthority(Right.ADMINISTER.groups())
                        .requestMatchers(path("/register/**"))
                        .hasAnyAuthority(Right.REGISTER.groups())
                        .requestMatchers(path("/api/drafts/register/**"))
                        .hasAnyAuthority(Right.REGISTER.groups())
                        .requestMatchers(path("/province/**"))
                        .hasAnyAuthority(Right.ENTER_AT_PROVINCE.groups())
                        .requestMatchers(path("/meetings/**"))
                        .hasAnyAuthority(Right.CALL_MEETINGS.groups())
                        .requestMatchers(path("/webhooks/**"))
                        .hasAnyAuthority(Right.KEEP_WEBHOOKS.groups())
                        .requestMatchers(path("/imports/**"))
                        .hasAnyAuthority(Right.IMPORT_CLUES.groups())
                        .requestMatchers(path("/plaques/**"))
                        .hasAnyAuthority(Right.KEEP_PLAQUES.groups())
                        .requestMatchers(path("/channel-keys/**"))
                        .hasAnyAuthority(Right.READ_CHANNEL_KEYS.groups())
                        .requestMatchers(path(HttpMethod.POST, "/api/clues"))
                        .hasAnyAuthority(Right.REGISTER.groups())
                        .requestMatchers(
                                path(HttpMethod.PUT, "/api/calendar/**"), path(HttpMethod.DELETE, "/api/calendar/**"))
                        .hasAnyAuthority(Right.KEEP_CALENDAR.groups())
                        .requestMatchers(anyOf("/api/people/**", "/api/notices/**", "/notices/undelivered/**"))
                        .hasAnyAuthority(Right.ADMINISTER.groups())
                        .requestMatchers(path("/guarded-changes/**"))
                        .hasAnyAuthority(Right.READ_GUARDED_CHANGES.groups())
                        .requestMatchers(path("/notices/**"))
                        .hasAnyAuthority(Right.EDIT_NOTICES.groups())
                        .requestMatchers(path("/versions/sealed/**"))
                        .hasAnyAuthority(Right.REPAIR_SEALED.groups())
                        .requestMatchers(anyOf("/shipped/**", "/tables/**", "/versions/**"))
                        .hasAnyAuthority(Right.READ_DEPLOYED.groups())
                        .requestMatchers(path(HttpMethod.POST, "/calendar/**"))
                        .hasAnyAuthority(Right.KEEP_CALENDAR.groups())
                        .requestMatchers(path("/schedule/**"))
                        .hasAnyAuthority(Right.OPEN_SCHEDULE.groups())
                        .anyRequest()
                        .authenticated())
                .addFilterBefore(new CrossSiteFilter(answers), CsrfFilter.class)
                .addFilterAfter(new CsrfTokens.Cookie(), CsrfFilter.class)
                .addFilterBefore(new EngineIdentityFilter(accounts, identities), AuthorizationFilter.class)
                .addFilterAfter(new EngineTextFilter(answers), AuthorizationFilter.class)
                .addFilterAfter(engineAnswers, EngineTextFilter.class)
                .addFilterAfter(new EnginePageFilter(LARGEST_PAGE), EngineTextFilter.class)
                .headers(headers -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                                new NegatedRequestMatcher(WEBAPPS),
                                new StaticHeadersWriter("Content-Security-Policy", OWN_PAGES))))
                .build();
    }

    @Bean
    EngineAnswers engineAnswers(Problems answers, TaskService tasks, EngineRights rights, Organization organization) {
        return new EngineAnswers(answers, tasks, rights, organization);
    }

    /** It stands in the chains, behind the login, and nowhere else. */
    @Bean
    FilterRegistrationBean<EngineAnswers> engineAnswersOnlyInTheChains(EngineAnswers engineAnswers) {
        var registration = new FilterRegistrationBean<>(engineAnswers);
        registration.setEnabled(false);
        return registration;
    }

    @Bean
    FilterRegistrationBean<WebappIdentityFilter> webappIdentity() {
        var registration = new FilterRegistrationBean<>(new WebappIdentityFilter());
        registration.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        // After Spring Security's chain, before the webapps' own filters.
        registration.setOrder(102);
        return registration;
    }

    @Bean
    FilterRegistrationBean<PageNonceFilter> pageNonce() {
        var registration = new FilterRegistrationBean<>(new PageNonceFilter());
        registration.addUrlPatterns("/camunda/app/*");
        registration.setOrder(103);
        return registration;
    }

    /**
     * The webapps check tokens of their own. A program with HTTP Basic has no session to ride on, a browser's cookie has:
     * it is the cookie that makes the token necessary. Whoever is not signed in has nothing to lose on the public API.
     */
    private static boolean needsToken(jakarta.servlet.http.HttpServletRequest request) {
        if (!CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request) || WEBAPPS.matches(request)) {
            return false;
        }
        boolean session = request.getRequestedSessionId() != null;
        boolean basic = Stream.of(request.getHeader("Authorization"))
                .anyMatch(header -> header != null && header.regionMatches(true, 0, "Basic ", 0, 6));
        if (path("/api/public/**").matches(request)) {
            return false;
        }
        return !(path("/api/**").matches(request) && basic && !session);
    }

    private static RequestMatcher path(String pattern) {
        return withDefaults().matcher(pattern);
    }

    private static RequestMatcher path(HttpMethod method, String pattern) {
        return withDefaults().matcher(method, pattern);
    }

    private static RequestMatcher anyOf(String... patterns) {
        return new OrRequestMatcher(
                Arrays.stream(patterns).map(SecurityChains::path).toList());
    }
}
