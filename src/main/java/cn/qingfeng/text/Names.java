package cn.qingfeng.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** People's and firms' names: taken out of a field, and found inside a text in its normal form. */
public final class Names {

    /** How much of a name stands there. */
    public enum Sureness {
        /** All of it, and nothing that makes it another name. */
        WHOLE,
        /** All its characters, but within a longer word. */
        WITHIN,
        /** A part: the given name, a surname with a title, one part of a name of several. */
        PART
    }

    /** A place that may mean the person; its {@link Span} is that of the normal form. */
    public record Hit(Span at, Sureness sureness) {}

    private static final Properties WORDS = words("names");

    /** Titles behind a name, as a regular expression. */
    private static final String LONG_TITLES = WORDS.getProperty("titles");

    private static final String SHORT_TITLES = WORDS.getProperty("titles.short");
    private static final String TITLES = "(?:" + LONG_TITLES + "|" + SHORT_TITLES + ")";

    private static final String GOES_ON = WORDS.getProperty("titles.not-before");
    private static final String BEFORE = "[\\p{IsHan}&&[^" + WORDS.getProperty("before") + "]]";
    private static final Pattern AROUND = Pattern.compile("^" + LONG_TITLES + "(?=.{2})|(?:" + TITLES + ")+$");
    private static final Pattern EDGES = Pattern.compile("^[ ._'·-]+|[ ._'-]+$");
    private static final Pattern TITLE = Pattern.compile(TITLES);
    private static final Pattern PARTICLE = Pattern.compile(WORDS.getProperty("particles"));
    private static final Pattern PREFIX = Pattern.compile(WORDS.getProperty("prefix"));
    private static final Pattern COMPOUND = Pattern.compile(WORDS.getProperty("surnames.compound"));
    private static final String SEPARATORS = WORDS.getProperty("separators");
    private static final String JOINERS = WORDS.getProperty("joiners");

    /** What people put between the characters of one name. */
    private static final String GAP = WORDS.getProperty("gap");

    private static final String WIDE_GAP = WORDS.getProperty("gap.wide");
    private static final String MASK = WORDS.getProperty("mask");
    private static final Pattern SUFFIX = Pattern.compile(WORDS.getProperty("suffix"));
    private static final Pattern SYMBOLS = Pattern.compile(WORDS.getProperty("symbols"));

    /** A dash looks like the character one, which stands in names. */
    private static final String ONE = WORDS.getProperty("one");

    private static final int SHORTEST_PART = 2;
    private static final int LONGEST_HAN = 4;
    private static final int MOST_LISTED = 40;

    private Names() {}

    static Properties words(String file) {
        var words = new Properties();
        try (var text = new InputStreamReader(
                Names.class.getResourceAsStream("/text/" + file + ".properties"), StandardCharsets.UTF_8)) {
            words.load(text);
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether both are the same name, however they were typed. */
    public static boolean same(String one, String other) {
        return Normal.key(one).equals(Normal.key(other));
    }

    /**
     * The names that a field may hold, in normal form: several ones parted by whatever parts them, without titles. A blank may
     * part two names or the characters of one, so that both are among them.
     */
    public static Set<String> in(String field) {
        var names = new LinkedHashSet<String>();
        // The line breaks part, which the normal form makes blanks.
        for (var piece : (field == null ? "" : field).split(WORDS.getProperty("parted"))) {
            for (var part : Normal.of(piece).text().split(SEPARATORS)) {
                names(part, names);
                var apart = SYMBOLS.matcher(part).replaceAll(" ");
                if (!apart.equals(part)) {
                    names(apart, names);
                }
                if (part.indexOf('-') > 0) {
                    names(part.replace("-", ONE), names);
                }
            }
        }
        return names.stream().limit(MOST_LISTED).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static void names(String part, Set<String> names) {
        add(part, names);
        words(part.strip().split(" +"), names);
        joined(part, 0, names);
    }

    /** Words apart, and those in a row that make a name together when one of them is a single character. */
    private static void words(String[] words, Set<String> names) {
        for (var from = 0; words.length > 1 && from < words.length; from++) {
            add(words[from], names);
            var name = words[from];
            for (var to = from + 1; to < words.length && to - from < LONGEST_HAN; to++) {
                name += words[to];
                if (words[to].length() == 1 || words[to - 1].length() == 1) {
                    add(name, names);
                }
            }
        }
    }

    /** A word that joins two names may be a character of one: with it and without. */
    private static void joined(String part, int from, Set<String> names) {
        for (var at = from; at < part.length() && names.size() < MOST_LISTED; at++) {
            if (JOINERS.indexOf(part.charAt(at)) >= 0) {
                var before = part.substring(0, at);
                var behind = part.substring(at + 1);
                if (Normal.letters(before).length() >= SHORTEST_PART
                        && Normal.letters(behind).length() >= SHORTEST_PART) {
                    add(before, names);
                    add(behind, names);
                    words(before.strip().split(" +"), names);
                    words(behind.strip().split(" +"), names);
                    joined(behind, 0, names);
                    joined(before, before.length(), names);
                }
            }
        }
    }

    private static void add(String name, Set<String> names) {
        var bare = EDGES.matcher(name).replaceAll("");
        for (var stripped = AROUND.matcher(bare).replaceAll("").strip();
                !stripped.equals(bare);
                stripped = AROUND.matcher(bare).replaceAll("").strip()) {
            if (stripped.isEmpty()) {
                return;
            }
            bare = stripped;
        }
        if (!Normal.letters(bare).isEmpty()) {
            names.add(bare);
            for (var edge : List.of(PREFIX, SUFFIX)) {
                var rest = edge.matcher(bare).replaceFirst("");
                if (!rest.equals(bare) && Normal.letters(rest).length() >= SHORTEST_PART) {
                    names.add(rest.strip());
                }
            }
        }
    }

    /** The surname of a Chinese name. */
    static String surname(String key) {
        return key.length() > 2 && COMPOUND.matcher(key.substring(0, 2)).matches()
                ? key.substring(0, 2)
                : key.substring(0, 1);
    }

    /** The places of the text that mean, or may mean, whoever bears this name; each with the surest that can be said. */
    public static List<Hit> of(String name, Normal text) {
        var key = Normal.key(name);
        if (key.isEmpty() || text.text().isEmpty()) {
            return List.of();
        }
        var hits = new ArrayList<Hit>();
        if (key.length() >= SHORTEST_PART) {
            whole(key, text.text(), hits);
            for (var part : Normal.of(name).text().split("[ ·.\\-]+")) {
                var own = Normal.letters(part);
                if (own.length() >= SHORTEST_PART && !own.equals(key) && mayStand(own, text.text())) {
                    find(gapped(own), text.text(), hits);
                }
            }
        }
        parts(key, text.text(), hits);
        hits.sort(Comparator.comparing(Hit::sureness)
                .thenComparing(hit -> hit.at().from() - hit.at().to()));
        var kept = new ArrayList<Hit>();
        for (var hit : hits) {
            if (kept.stream()
                    .noneMatch(other -> hit.at().from() < other.at().to()
                            && other.at().from() < hit.at().to())) {
                kept.add(hit);
            }
        }
        return kept;
    }

    /** Every place where these letters stand, whatever stands between them. */
    public static List<Span> letters(String words, Normal text) {
        var key = Normal.key(words);
        if (key.isEmpty() || text.text().isEmpty()) {
            return List.of();
        }
        var hits = new ArrayList<Hit>();
        find(gapped(key), text.text(), hits);
        return hits.stream().map(Hit::at).toList();
    }

    /** Whether all the letters stand there at all: most people are named in no text, and a pattern for each costs more. */
    private static boolean mayStand(String letters, String text) {
        return letters.codePoints()
                .allMatch(letter -> text.indexOf(letter) >= 0
                        || Numbers.digit(Character.toString(letter).charAt(0)) != 0);
    }

    private static void whole(String key, String text, List<Hit> hits) {
        if (!mayStand(key, text)) {
            return;
        }
        var matcher = gapped(key).matcher(text);
        while (matcher.find()) {
            var sure = beginsThere(text, matcher.start()) && endsThere(text, matcher.end());
            hits.add(new Hit(new Span(matcher.start(), matcher.end()), sure ? Sureness.WHOLE : Sureness.WITHIN));
        }
    }

    private static boolean beginsThere(String text, int from) {
        return from == 0
                || !Character.isLetterOrDigit(text.charAt(from - 1))
                || WORDS.getProperty("before").indexOf(text.charAt(from - 1)) >= 0;
    }

    private static boolean endsThere(String text, int to) {
        return to == text.length()
                || !Character.isLetterOrDigit(text.charAt(to))
                || TITLE.matcher(text).region(to, text.length()).lookingAt()
                || PARTICLE.matcher(text).region(to, text.length()).lookingAt();
    }

    private static void parts(String key, String text, List<Hit> hits) {
        if (Character.UnicodeScript.of(key.codePointAt(0)) != Character.UnicodeScript.HAN) {
            return;
        }
        var surname = surname(key);
        if (text.indexOf(surname.charAt(0)) >= 0) {
            var quoted = gapped(surname).pattern();
            find(Pattern.compile(quoted + "[ ·]{0,3}" + LONG_TITLES), text, hits);
            find(Pattern.compile("(?<!" + BEFORE + ")" + quoted + "[ ·]{0,3}" + SHORT_TITLES + GOES_ON), text, hits);
            find(Pattern.compile(WORDS.getProperty("familiar") + " {0,3}" + quoted + GOES_ON), text, hits);
            find(Pattern.compile(WORDS.getProperty("called") + " {0,3}" + quoted), text, hits);
            find(Pattern.compile("(?<!" + BEFORE + ")" + quoted + " ?[a-z]{2,12}(?![a-z0-9])"), text, hits);
            if (key.length() > SHORTEST_PART && key.length() <= LONGEST_HAN) {
                find(gapped(key, WIDE_GAP), text, hits);
                find(
                        Pattern.compile(quoted + GAP + MASK + "{1,3}" + GAP + letter(key.substring(key.length() - 1))),
                        text,
                        hits);
            }
        }
        var given = key.substring(surname.length());
        var last = key.substring(key.length() - 1);
        if (!given.isEmpty()
                && text.contains(last)
                && WORDS.getProperty("nick.not").indexOf(last) < 0) {
            find(
                    Pattern.compile("(?<![\\p{L}\\p{N}])" + letter(last) + WORDS.getProperty("nick") + GOES_ON),
                    text,
                    hits);
        }
        if (given.length() >= SHORTEST_PART && key.length() <= LONGEST_HAN && mayStand(given, text)) {
            find(
                    Pattern.compile("(?<![\\p{L}\\p{N}&&[^" + WORDS.getProperty("masked.surname") + "]])"
                            + gapped(given).pattern() + "(?:(?![\\p{L}\\p{N}])|(?=" + TITLES + "))"),
                    text,
                    hits);
        }
    }

    private static void find(Pattern pattern, String text, List<Hit> hits) {
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            hits.add(new Hit(new Span(matcher.start(), matcher.end()), Sureness.PART));
        }
    }

    private static Pattern gapped(String key) {
        return gapped(key, GAP);
    }

    private static Pattern gapped(String key, String gap) {
        var letters = key.codePoints()
                .mapToObj(Character::toString)
                .map(Names::letter)
                .collect(Collectors.joining(gap));
        // Words of an alphabet begin and end; Chinese ones stand in a row.
        return Pattern.compile((isAlphabetic(key.charAt(0)) ? "(?<![a-z0-9])" : "")
                + letters
                + (isAlphabetic(key.charAt(key.length() - 1)) ? "(?![a-z0-9])" : ""));
    }

    /** A character of a name; one that is a digit as well is written in every way in which digits are. */
    private static String letter(String one) {
        var same = Numbers.sameDigits(one.charAt(0));
        return same.isEmpty() ? Pattern.quote(one) : "[" + same + (one.equals(ONE) ? "-" : "") + "]";
    }

    private static boolean isAlphabetic(char c) {
        return c >= 'a' && c <= 'z';
    }
}
