package cn.qingfeng.calendar;

import cn.qingfeng.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;

/**
 * Why a moment is what it is, kept as codes and figures so that it can be told in the reader's language at any later time.
 * {@link #toString()} is the form to keep in a column (at most 500 characters), {@link #of} reads it back.
 */
public final class Reason {

    private static final MessageSource MESSAGES = Messages.source();
    private static final String UNOFFICIAL = "unofficial";

    private record Part(String code, List<String> args) {}

    private final List<Part> parts;

    private Reason(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Reads what {@link #toString()} wrote. */
    public static Reason of(String stored) {
        return new Reason(Arrays.stream(stored.split(";"))
                .map(part -> part.split("\\|"))
                .map(words -> new Part(words[0], List.of(words).subList(1, words.length)))
                .toList());
    }

    /** One plain sentence in {@code locale}; Chinese where we have no other. */
    public String in(Locale locale) {
        return parts.stream()
                .map(part -> MESSAGES.getMessage(
                        "calendar.because." + part.code(),
                        part.args().stream().map(arg -> name(arg, locale)).toArray(),
                        locale))
                .collect(Collectors.joining(MESSAGES.getMessage("calendar.because.comma", null, locale)));
    }

    /** Whether a year without an official list was counted, so that the moment may still change. */
    public boolean provisional() {
        return parts.stream().anyMatch(part -> part.code().equals(UNOFFICIAL));
    }

    @Override
    public String toString() {
        return parts.stream()
                .map(part -> part.args().isEmpty() ? part.code() : part.code() + "|" + String.join("|", part.args()))
                .collect(Collectors.joining(";"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reason reason && reason.parts.equals(parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** Holidays have English names; everything else is a figure and stays. */
    private static String name(String arg, Locale locale) {
        return MESSAGES.getMessage("calendar.name." + arg, null, arg, locale);
    }

    /** Gathers the parts in the order in which they are told. */
    public static final class Builder {
        private final List<Part> parts = new ArrayList<>();

        public Builder add(String code, Object... args) {
            parts.add(new Part(
                    code,
                    Arrays.stream(args)
                            .map(arg -> arg.toString().replaceAll("[|;]", " "))
                            .toList()));
            return this;
        }

        public Builder unofficial(int year) {
            return add(UNOFFICIAL, year);
        }

        Reason build() {
            return new Reason(parts);
        }
    }
}
