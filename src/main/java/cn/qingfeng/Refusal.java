package cn.qingfeng;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/**
 * A wish that the product does not grant, with a reason for the person who had it. Nothing has changed when it is thrown
 * out of a transaction. The text is looked up by {@link #key()} in {@link Messages} in the reader's language.
 */
public class Refusal extends RuntimeException {

    /** Why the wish is refused; decides the HTTP status. */
    public enum Kind {
        /** The input is wrong (400). */
        INVALID(400),
        /** Nobody has signed in, or not with the right password (401). */
        NOT_SIGNED_IN(401),
        /** The person may not do or see this (403). */
        FORBIDDEN(403),
        /** There is no such thing, or not for this person (404). */
        NOT_FOUND(404),
        /** The thing is no longer, or not yet, in the state for it (409). */
        CONFLICT(409),
        /** The input does not say how long it is (411). */
        LENGTH_MISSING(411),
        /** The input is larger than anything that is taken (413). */
        TOO_LARGE(413),
        /** Such input is not taken here (415). */
        UNSUPPORTED(415),
        /** Asked too often (429). */
        TOO_OFTEN(429),
        /** The machine is broken or not ready; nothing is wrong with the input (503). */
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        /** The HTTP status that tells this kind. */
        public int status() {
            return status;
        }
    }

    /** One field's fault: the field's key, the message key and its arguments. */
    public record Fault(String field, String key, List<?> args) {
        public Fault(String field, String key, Object... args) {
            this(field, key, List.of(args));
        }
    }

    private final Kind kind;
    private final String key;
    private final transient List<?> args;
    private final transient List<Fault> faults;
    private final Duration wait;

    public Refusal(Kind kind, String key, List<Fault> faults, Object... args) {
        this(kind, key, faults, null, args);
    }

    private Refusal(Kind kind, String key, List<Fault> faults, Duration wait, Object... args) {
        super(faults.isEmpty() ? key : key + " " + faults);
        this.wait = wait;
        this.kind = kind;
        this.key = key;
        this.args = List.of(args);
        this.faults = List.copyOf(faults);
    }

    /** The input is wrong. */
    public static Refusal invalid(String key, Object... args) {
        return new Refusal(Kind.INVALID, key, List.of(), args);
    }

    /** Several fields are wrong; each fault carries its own message. */
    public static Refusal invalid(List<Fault> faults) {
        return new Refusal(Kind.INVALID, "refusal.fields", faults, faults.size());
    }

    /** The person may not do this. */
    public static Refusal forbidden(String key, Object... args) {
        return new Refusal(Kind.FORBIDDEN, key, List.of(), args);
    }

    /** There is no such thing for this person. */
    public static Refusal notFound(String key, Object... args) {
        return new Refusal(Kind.NOT_FOUND, key, List.of(), args);
    }

    /** The thing is not in the state for it. */
    public static Refusal conflict(String key, Object... args) {
        return new Refusal(Kind.CONFLICT, key, List.of(), args);
    }

    /** Somebody asks too often; the text is told the minutes to wait. */
    public static Refusal tooOften(String key, Duration wait) {
        return new Refusal(
                Kind.TOO_OFTEN,
                key,
                List.of(),
                wait,
                Math.max(1, wait.plusSeconds(59).toMinutes()));
    }

    /** The machine is broken or not ready; it may be asked again after a while. */
    public static Refusal unavailable(String key, Duration wait) {
        return new Refusal(Kind.UNAVAILABLE, key, List.of(), wait);
    }

    /** An argument that is itself a message: a status or a card in the reader's words. */
    public static MessageSourceResolvable word(String key) {
        return new DefaultMessageSourceResolvable(new String[] {key}, key);
    }

    public Kind kind() {
        return kind;
    }

    /** The message key of the whole refusal. */
    public String key() {
        return key;
    }

    public List<?> args() {
        return args;
    }

    /** Faults of single fields; empty when the refusal is about the whole wish. */
    public List<Fault> faults() {
        return faults;
    }

    /** The faults of single fields, else the whole refusal as a fault without a field. */
    public List<Fault> allFaults() {
        return faults.isEmpty() ? List.of(new Fault("", key, args.toArray())) : faults;
    }

    /** When it makes sense to try again, for the header Retry-After. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(wait);
    }
}
