package cn.qingfeng.security.engine;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.web.Address;
import cn.qingfeng.web.Problems;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * No personal data in the engine: refuses, for everybody, the calls of the engine's REST API (and of the same API behind
 * the webapps) that would leave typed text in its tables, or that would take a step of the process past the product.
 * What a form's submit carries is checked, moved to our tables and removed from the engine by room {@code process}.
 */
public class EngineTextFilter extends OncePerRequestFilter {

    /** Bodies up to here are read to look into them; nothing that the rules look into is larger. */
    private static final int LONGEST_BODY = 1 << 20;

    /** A deployment of all our diagrams, tables and forms has a tenth of it. */
    private static final int LARGEST_DEPLOYMENT = 10 << 20;

    private static final Pattern ENGINE_API =
            Pattern.compile("(?:/engine-rest(?:/engine/[^/]+)?|/camunda/api/engine/engine/[^/]+)(/.*)");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The engine's numbers of what an administrator may grant: applications, users, groups, filters, dashboards, reports. */
    private static final Set<Integer> GRANTABLE = Set.of(0, 1, 2, 3, 5, 15, 16);

    /** When a call is refused: always, if it brings variables, acts for another person, grants work on tasks or instances, or asks which
     * duties others hold. */
    private enum When {
        ALWAYS,
        ABOUT_OTHERS,
        GRANTING_WORK,
        WITH_VARIABLES,
        FOR_SOMEBODY_ELSE
    }

    private record Rule(String methods, Pattern path, When when, String message) {
        Rule(String methods, String path, When when, String message) {
            this(methods, Pattern.compile(path), when, message);
        }
    }

    /** Parameters and parts of a query that tell of a named person by whether there is an answer. */
    private static final Set<String> ABOUT_A_PERSON = Set.of(
            "userId",
            "member",
            "userMember",
            "candidateUser",
            "taskHadCandidateUser",
            "taskInvolvedUser",
            "involvedUser");

    /** Those that tell who is in a group. */
    private static final Set<String> ABOUT_A_GROUP = Set.of("memberOfGroup", "memberOfTenant");

    private static final String CHANGING = "POST PUT DELETE PATCH";
    private static final String NO_COMMENT = "security.engine.comment";
    private static final String NO_FILE = "security.engine.attachment";
    private static final String NO_VARIABLE = "security.engine.variable";
    private static final String NO_TASK = "security.engine.task";
    private static final String NO_STEP = "security.engine.step";
    private static final String NO_HANDOVER = "security.engine.handover";

    private static final List<Rule> RULES = List.of(
            new Rule(CHANGING, "/(task|process-instance)/[^/]+/comment(/.*)?", When.ALWAYS, NO_COMMENT),
            new Rule(CHANGING, "/task/[^/]+/attachment(/.*)?", When.ALWAYS, NO_FILE),
            new Rule(CHANGING, "/history/user-operation/[^/]+/(set|clear)-annotation", When.ALWAYS, NO_COMMENT),
            new Rule(CHANGING, "/incident/[^/]+/annotation", When.ALWAYS, NO_COMMENT),
            new Rule(CHANGING, "/[a-z-]+/[^/]+/(variables|localVariables)(/.*)?", When.ALWAYS, NO_VARIABLE),
            new Rule(CHANGING, "/process-instance/variables-async", When.ALWAYS, NO_VARIABLE),
            new Rule(CHANGING, "/(migration|modification)/.*", When.WITH_VARIABLES, NO_VARIABLE),
            new Rule(CHANGING, "/process-instance/[^/]+/modification(-async)?", When.WITH_VARIABLES, NO_VARIABLE),
            new Rule(CHANGING, "/task/[^/]+/resolve", When.WITH_VARIABLES, NO_VARIABLE),
            new Rule("POST", "/task/create", When.ALWAYS, NO_TASK),
            new Rule("PUT", "/task/[^/]+", When.ALWAYS, NO_TASK),
            new Rule("POST", "/task/[^/]+/claim", When.FOR_SOMEBODY_ELSE, NO_HANDOVER),
            new Rule("POST", "/task/[^/]+/(assignee|delegate)", When.ALWAYS, NO_HANDOVER),
            new Rule("POST", "/task/[^/]+/identity-links(/.*)?", When.ALWAYS, NO_HANDOVER),
            new Rule("POST", "/task/[^/]+/(bpmnError|bpmnEscalation)", When.ALWAYS, NO_STEP),
            new Rule("POST", "/process-definition/.*/(start|submit-form|restart|restart-async)", When.ALWAYS, NO_STEP),
            new Rule("POST", "/(message|signal|condition)", When.ALWAYS, NO_STEP),
            new Rule("POST", "/execution/[^/]+/(signal|messageSubscriptions/.*)", When.ALWAYS, NO_STEP),
            new Rule(CHANGING, "/external-task(/.*)?", When.ALWAYS, NO_STEP),
            new Rule(CHANGING, "/(case-definition|case-instance|case-execution)/.*", When.ALWAYS, NO_STEP),
            new Rule("POST", "/decision-definition/.*/evaluate", When.ALWAYS, NO_STEP),
            new Rule("POST PUT", "/authorization/(?!count$)[^/]+", When.GRANTING_WORK, "security.engine.authorization"),
            new Rule(
                    "GET POST",
                    "/(history/)?(task|user|group|tenant)(/count)?|/identity/groups"
                            + "|/filter/[^/]+/(list|count|singleResult)|/user/[^/]+/profile",
                    When.ABOUT_OTHERS,
                    "security.engine.others"),
            // Asks whether a password is right, past the throttle.
            new Rule("POST", "/identity/verify", When.ALWAYS, "security.engine.verify"));

    private final Problems answers;

    public EngineTextFilter(Problems answers) {
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (Address.isOfTheEngine(request)) {
            if (request.getContentLengthLong() > LARGEST_DEPLOYMENT) {
                refuseLargerThan(LARGEST_DEPLOYMENT, request, response);
                return;
            }
            if (request.getHeader("Transfer-Encoding") != null) {
                // Does not say how long it is: read so far as it may be.
                byte[] body = request.getInputStream().readNBytes(LARGEST_DEPLOYMENT + 1);
                if (body.length > LARGEST_DEPLOYMENT) {
                    refuseLargerThan(LARGEST_DEPLOYMENT, request, response);
                    return;
                }
                judge(new ReadAgain(request, body), response, chain);
                return;
            }
        }
        judge(request, response, chain);
    }

    private void refuseLargerThan(int most, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answers.tell(
                request,
                response,
                new Refusal(Refusal.Kind.TOO_LARGE, "security.engine.tooLarge", List.of(), most >> 20));
    }

    private void judge(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var rule = ruleFor(request);
        if (rule.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        if (rule.get().when() == When.ALWAYS) {
            answers.tell(request, response, Refusal.forbidden(rule.get().message()));
            return;
        }
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            refuseLargerThan(LONGEST_BODY, request, response);
            return;
        }
        if (breaks(rule.get(), body, request)) {
            answers.tell(request, response, Refusal.forbidden(rule.get().message()));
            return;
        }
        chain.doFilter(new ReadAgain(request, body), response);
    }

    private static Optional<Rule> ruleFor(HttpServletRequest request) {
        var engineCall = ENGINE_API.matcher(Address.of(request));
        if (!engineCall.matches()) {
            return Optional.empty();
        }
        String path = engineCall.group(1).replaceAll("(?<=.)/$", "");
        return RULES.stream()
                .filter(rule -> rule.methods().contains(request.getMethod()))
                .filter(rule -> rule.path().matcher(path).matches())
                .findFirst();
    }

    private static boolean breaks(Rule rule, byte[] body, HttpServletRequest request) {
        var me = request.getRemoteUser();
        if (rule.when() == When.ABOUT_OTHERS && (isAdministrator() || asksAboutOthers(request, me))) {
            return !isAdministrator();
        }
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JsonProcessingException unreadable) {
            return false; // The engine says what is wrong with it.
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return switch (rule.when()) {
            case ALWAYS -> true;
            case WITH_VARIABLES -> json.findValues("variables").stream().anyMatch(value -> !value.isEmpty());
            case ABOUT_OTHERS ->
                ABOUT_A_PERSON.stream()
                                .flatMap(part -> json.findValues(part).stream())
                                .anyMatch(person -> !person.asText(me).equals(me))
                        || ABOUT_A_GROUP.stream().anyMatch(json::hasNonNull);
            case GRANTING_WORK -> !GRANTABLE.contains(json.path("resourceType").asInt(-1));
            case FOR_SOMEBODY_ELSE -> {
                String person = json.path("userId").asText(null);
                yield person != null && !person.equals(me);
            }
        };
    }

    private static boolean isAdministrator() {
        var person = SecurityContextHolder.getContext().getAuthentication();
        return person != null
                && person.getAuthorities().stream()
                        .anyMatch(held -> held.getAuthority().equals(Duty.ADMIN.groupId()));
    }

    private static boolean asksAboutOthers(HttpServletRequest request, String me) {
        var asked = request.getParameterMap();
        return ABOUT_A_GROUP.stream().anyMatch(asked::containsKey)
                || ABOUT_A_PERSON.stream()
                        .filter(asked::containsKey)
                        .flatMap(name -> Arrays.stream(asked.get(name)))
                        .anyMatch(person -> !person.equals(me));
    }

    /** The same request with a body that was read once already. */
    private static class ReadAgain extends HttpServletRequestWrapper {

        private final byte[] body;

        ReadAgain(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            var bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    return bytes.read(target, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException();
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
