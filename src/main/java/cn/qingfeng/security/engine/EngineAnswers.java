package cn.qingfeng.security.engine;

import cn.qingfeng.Refusal;
import cn.qingfeng.operation.Breakdown;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.web.Address;
import cn.qingfeng.web.OwnWords;
import cn.qingfeng.web.Problems;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The engine speaks English and calls a lost race a fault of its own. Its refusals, from its REST API and behind the webapps,
 * are told here in the reader's language, with their cause; whoever comes second hears 409 and who was first.
 */
public class EngineAnswers extends OncePerRequestFilter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern STEP =
            Pattern.compile(".*/task/([^/]+)/(?:complete|submit-form|claim|unclaim|resolve|bpmnError|delegate)");

    /** What the engine or a database says when two wanted the same at once. */
    private static final Pattern RACE = Pattern.compile(
            "OptimisticLocking|ENGINE-03005|ENGINE-03083|updated or deleted by another transaction|[Dd]eadlock"
                    + "|Lock wait timeout|Timeout trying to lock|could not serialize|Concurrent update");

    /** Pages that no database can count to. */
    private static final Pattern NO_PAGE = Pattern.compile("(?:^|&)(?:maxResults|firstResult)=(?!\\d{1,9}(?:&|$))");

    private static final Pattern CLAIMED = Pattern.compile("already claimed by someone else|TaskAlreadyClaimed");
    private static final Pattern CODE = Pattern.compile("^ENGINE(?:-REST)?-\\d+\\s*");

    /** What the engine says, and the key of what we say; the parts in brackets are handed over. */
    private static final List<Said> SAID = List.of(
            new Said("ENGINE-09005.*?Errors?:\\s*(.*)", "engine.parse", HttpStatus.BAD_REQUEST),
            new Said("ENGINE-22\\d+\\s*(.*)", "engine.table", HttpStatus.BAD_REQUEST),
            new Said("(?i)unable to read (?:dmn|model)(.*)", "engine.table", HttpStatus.BAD_REQUEST),
            new Said("HTTP 405", "error.405.text", HttpStatus.METHOD_NOT_ALLOWED),
            new Said("HTTP 406", "error.406.text", HttpStatus.NOT_ACCEPTABLE),
            new Said("HTTP 415", "error.415.text", HttpStatus.UNSUPPORTED_MEDIA_TYPE),
            new Said("unbound number of results", "engine.unbound", HttpStatus.BAD_REQUEST),
            new Said("No user id was supplied", "engine.whose", HttpStatus.BAD_REQUEST),
            new Said("does not have .*permission", "engine.forbidden", HttpStatus.FORBIDDEN),
            new Said("(?i)process instance .*is suspended|suspended", "engine.suspended", HttpStatus.CONFLICT),
            new Said("(?i)cannot find|no matching|does not exist|is null|not found", "engine.not-found", null),
            new Said("(?i)(?:password|credential).*", "engine.password", HttpStatus.BAD_REQUEST));

    private record Said(Pattern words, String key, HttpStatus status) {
        Said(String words, String key, HttpStatus status) {
            this(Pattern.compile(words, Pattern.DOTALL), key, status);
        }
    }

    private final Problems answers;
    private final TaskService tasks;
    private final EngineRights rights;
    private final Organization organization;

    public EngineAnswers(Problems answers, TaskService tasks, EngineRights rights, Organization organization) {
        this.answers = answers;
        this.tasks = tasks;
        this.rights = rights;
        this.organization = organization;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !Address.isOfTheEngine(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getQueryString() != null
                && NO_PAGE.matcher(request.getQueryString()).find()) {
            answers.tell(request, response, Refusal.invalid("refusal.page"));
            return;
        }
        var held = new Held(response);
        chain.doFilter(request, held);
        held.flushHeld();
        if (held.body == null || response.isCommitted()) {
            return;
        }
        var body = held.body.toByteArray();
        var retold = retold(request, held.getStatus(), body);
        if (retold.isEmpty()) {
            response.getOutputStream().write(body);
            return;
        }
        response.setStatus(retold.get().status());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        var bytes = JSON.writeValueAsBytes(retold.get().answer());
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private record Retold(int status, JsonNode answer) {}

    private Optional<Retold> retold(HttpServletRequest request, int status, byte[] body) throws IOException {
        ObjectNode answer;
        try {
            answer = body.length > 0 && JSON.readTree(body) instanceof ObjectNode told
                    ? told
                    : JSON.createObjectNode().put("type", "");
        } catch (JsonProcessingException page) {
            answer = JSON.createObjectNode().put("type", "");
        }
        var said = answer.path("message").asText("");
        if (answer.has("code") && answer.has("detail")) {
            return Optional.empty();
        }
        var ours = OwnWords.in(request).filter(said::contains);
        if (ours.isPresent()) {
            answer.put("message", said.substring(said.indexOf(ours.get())));
            return Optional.of(new Retold(status, answer));
        }
        var all = answer.path("type").asText("") + " " + said;
        var step = STEP.matcher(Address.of(request));
        if (Breakdown.isToldBy(all)) {
            return Optional.of(
                    told(answer, HttpStatus.SERVICE_UNAVAILABLE, answers.text(request, "out-of-order.broken")));
        }
        if (CLAIMED.matcher(all).find() && step.matches()) {
            return Optional.of(told(answer, HttpStatus.CONFLICT, claimed(request, step.group(1))));
        }
        // Of a task that went while the engine asked for rights it says that there are none.
        if (RACE.matcher(all).find() || step.matches() && isGone(step)) {
            return Optional.of(told(answer, HttpStatus.CONFLICT, answers.text(request, "engine.overtaken")));
        }
        for (var known : SAID) {
            var found = known.words().matcher(said);
            if (found.find()) {
                var to = known.status() == null
                        ? status >= 500 ? HttpStatus.NOT_FOUND : HttpStatus.valueOf(status)
                        : known.status();
                var cause = found.groupCount() > 0 ? found.group(1).strip() : plain(said);
                return Optional.of(told(answer, to, answers.text(request, known.key(), cause)));
            }
        }
        var key = status >= 500 ? "engine.failed" : "engine.refused";
        return Optional.of(told(answer, HttpStatus.valueOf(status), answers.text(request, key, plain(said))));
    }

    private static Retold told(ObjectNode answer, HttpStatus status, String words) {
        answer.put("message", words);
        answer.put("status", status.value());
        answer.put("detail", words);
        return new Retold(status.value(), answer);
    }

    private boolean isGone(Matcher step) {
        return rights.call(
                () -> tasks.createTaskQuery().taskId(step.group(1)).active().count() == 0);
    }

    private String claimed(HttpServletRequest request, String task) {
        var holder = rights.call(() -> tasks.createTaskQuery().taskId(task).list()).stream()
                .map(each -> each.getAssignee())
                .filter(Objects::nonNull)
                .findFirst();
        return holder.map(person -> answers.text(request, "engine.claimed", organization.personName(person)))
                .orElseGet(() -> answers.text(request, "engine.overtaken"));
    }

    /** Without the number of the engine's message; class names tell a reader nothing. */
    private static String plain(String said) {
        var words = CODE.matcher(said).replaceFirst("").strip();
        return words.length() > 600 ? words.substring(0, 600) + "…" : words;
    }

    /** Keeps back the body of an answer that is a refusal, until it is known what to say; passes on every other. */
    private static final class Held extends HttpServletResponseWrapper {

        private ByteArrayOutputStream body;
        private ServletOutputStream stream;
        private PrintWriter writer;

        Held(HttpServletResponse response) {
            super(response);
        }

        private boolean isRefusal() {
            return getStatus() >= 400 && !isCommitted();
        }

        @Override
        public void sendError(int status) {
            setStatus(status);
            body = new ByteArrayOutputStream();
        }

        @Override
        public void sendError(int status, String message) {
            sendError(status);
        }

        @Override
        public void setContentLength(int length) {
            if (!isRefusal()) {
                super.setContentLength(length);
            }
        }

        @Override
        public void setContentLengthLong(long length) {
            if (!isRefusal()) {
                super.setContentLengthLong(length);
            }
        }

        @Override
        public void flushBuffer() throws IOException {
            if (!isRefusal()) {
                super.flushBuffer();
            }
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            if (stream == null) {
                stream = isRefusal() ? keeping() : super.getOutputStream();
            }
            return stream;
        }

        @Override
        public PrintWriter getWriter() throws IOException {
            if (!isRefusal()) {
                return super.getWriter();
            }
            if (writer == null) {
                writer = new PrintWriter(new OutputStreamWriter(getOutputStream(), StandardCharsets.UTF_8));
            }
            return writer;
        }

        void flushHeld() {
            if (writer != null) {
                writer.flush();
            }
            if (body == null && isRefusal() && stream == null) {
                body = new ByteArrayOutputStream();
            }
        }

        private ServletOutputStream keeping() {
            body = new ByteArrayOutputStream();
            var kept = body;
            return new ServletOutputStream() {
                @Override
                public void write(int one) {
                    kept.write(one);
                }

                @Override
                public void write(byte[] some, int offset, int length) {
                    kept.write(some, offset, length);
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}
