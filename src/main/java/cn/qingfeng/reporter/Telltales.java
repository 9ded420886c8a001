package cn.qingfeng.reporter;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds in a text what may tell who somebody is: telephone numbers, identity-card numbers, mail addresses, WeChat and QQ
 * accounts, and whatever names this reporter. Numbers are found with blanks and hyphens between their digits, in full-width
 * and in Chinese digits. It looks for more than it is sure of: a person decides about each place.
 */
final class Telltales {

    /** What a place looks like. Words for readers: {@code telltale.<NAME>}. */
    enum Kind {
        PHONE,
        ID_NUMBER,
        EMAIL,
        ACCOUNT,
        REPORTER
    }

    /** @param from index of the first char in the text, {@code to} behind the last */
    record Find(int from, int to, Kind kind) {
        private boolean meets(Find other) {
            return from < other.to && other.from < to;
        }
    }

    /** A run of digits in the text, as plain digits. */
    private record Digits(int from, int to, String plain) {}

    private static final Properties WORDS = words();
    private static final String CHINESE_DIGITS = WORDS.getProperty("digits");
    private static final String THEIR_VALUES = WORDS.getProperty("digits.values");

    /** What people put between the digits of one number. */
    private static final Pattern BETWEEN = word("between");

    /** At most this many such signs in a row: “(0395) - 26” is one number, columns of a table are not. */
    private static final int MOST_BETWEEN = 3;

    private static final int LONGEST = 20;

    private static final Pattern MOBILE = Pattern.compile("(?:0?0?86)?1[3-9]\\d{9}");
    private static final Pattern LANDLINE = Pattern.compile("(?:0?0?86)?0[1-9]\\d{1,2}[2-8]\\d{6,7}");
    private static final Pattern LOCAL = Pattern.compile("[2-8]\\d{6,7}");
    private static final Pattern CALLED = word("called");
    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,4}");
    private static final Pattern ACCOUNT = word("account");

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_DIGITS = "10X98765432";

    /** What people leave out of a firm's name. */
    private static final Pattern WHERE = word("firm.where");

    private static final Pattern LEGAL_FORM = word("firm.form");

    /** Shorter remains of a firm's name are ordinary words. */
    private static final int SHORTEST_CORE = 3;

    private Telltales() {}

    private static Properties words() {
        var words = new Properties();
        try (var file = new InputStreamReader(
                Telltales.class.getResourceAsStream("/reporter/telltales.properties"), StandardCharsets.UTF_8)) {
            words.load(file);
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pattern word(String key) {
        return Pattern.compile(WORDS.getProperty(key));
    }

    /** The places in the text, in its order; of places that meet the longest one, a reporter's own before any other. */
    static List<Find> in(String text, Optional<Identity> reporter) {
        var plain = plain(text);
        var found = new ArrayList<Find>();
        var numbers = numbers(plain);
        reporter.ifPresent(who -> own(plain, numbers, who, found));
        numbers(plain, numbers, found);
        match(EMAIL, 0, plain, Kind.EMAIL, found);
        match(ACCOUNT, 1, plain, Kind.ACCOUNT, found);
        found.sort(Comparator.comparing((Find find) -> find.kind() != Kind.REPORTER)
                .thenComparing(find -> find.from() - find.to()));
        var kept = new ArrayList<Find>();
        for (var find : found) {
            if (kept.stream().noneMatch(find::meets)) {
                kept.add(find);
            }
        }
        kept.sort(Comparator.comparing(Find::from));
        return kept;
    }

    /** Char by char, so that places stay where they are: full-width forms as plain ones. */
    private static String plain(String text) {
        var plain = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            plain.append(c >= '！' && c <= '～' ? (char) (c - '！' + '!') : c);
        }
        return plain.toString();
    }

    private static char digit(char c) {
        var chinese = CHINESE_DIGITS.indexOf(c);
        return chinese >= 0 ? THEIR_VALUES.charAt(chinese) : c >= '0' && c <= '9' ? c : 0;
    }

    private static boolean isAscii(char c) {
        return c < 128;
    }

    /** Every number that begins and ends with a run of digits, in one or several runs that belong together. */
    private static List<Digits> numbers(String text) {
        var runs = new ArrayList<Digits>();
        for (var i = 0; i < text.length(); i++) {
            var from = i;
            var digits = new StringBuilder();
            // The last character of a name may be a Chinese digit: it begins no number in plain digits.
            while (i < text.length()
                    && digit(text.charAt(i)) != 0
                    && isAscii(text.charAt(i)) == isAscii(text.charAt(from))) {
                digits.append(digit(text.charAt(i++)));
            }
            if (digits.length() > 0) {
                runs.add(new Digits(from, i, digits.toString()));
                i--;
            }
        }
        var numbers = new ArrayList<Digits>();
        for (var first = 0; first < runs.size(); first++) {
            var joined = "";
            for (var last = first; last < runs.size(); last++) {
                if (last > first && !belongTogether(text, runs.get(last - 1), runs.get(last))) {
                    break;
                }
                joined += runs.get(last).plain();
                if (joined.length() > LONGEST) {
                    break;
                }
                var to = runs.get(last).to();
                numbers.add(new Digits(runs.get(first).from(), to, joined));
                if (joined.length() == 17 && to < text.length() && "xX".indexOf(text.charAt(to)) >= 0) {
                    numbers.add(new Digits(runs.get(first).from(), to + 1, joined + "X"));
                }
            }
        }
        return numbers;
    }

    private static boolean belongTogether(String text, Digits before, Digits after) {
        var between = text.substring(before.to(), after.from());
        return between.length() <= MOST_BETWEEN && BETWEEN.matcher(between).matches();
    }

    private static void numbers(String text, List<Digits> numbers, List<Find> found) {
        for (var number : numbers) {
            if (isIdNumber(number.plain())) {
                found.add(new Find(number.from(), number.to(), Kind.ID_NUMBER));
            } else if (isPhone(text, number)) {
                found.add(new Find(number.from(), number.to(), Kind.PHONE));
            }
        }
    }

    private static boolean isPhone(String text, Digits number) {
        return MOBILE.matcher(number.plain()).matches()
                || LANDLINE.matcher(number.plain()).matches()
                || LOCAL.matcher(number.plain()).matches()
                        && CALLED.matcher(text.substring(Math.max(0, number.from() - 10), number.from()))
                                .find();
    }

    /** 18 characters with the check digit of GB 11643, or 15 digits of the form before, with a day that exists. */
    private static boolean isIdNumber(String number) {
        if (number.length() == 15 && number.chars().allMatch(Character::isDigit)) {
            return isProvince(number) && isDay("19" + number.substring(6, 12));
        }
        if (number.length() != 18 || !isProvince(number) || !isDay(number.substring(6, 14))) {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (number.charAt(i) - '0');
        }
        return CHECK_DIGITS.charAt(sum % 11) == number.charAt(17);
    }

    private static boolean isProvince(String number) {
        var province = Integer.parseInt(number.substring(0, 2));
        return province >= 11 && province <= 83;
    }

    private static boolean isDay(String day) {
        try {
            LocalDate.of(
                    Integer.parseInt(day.substring(0, 4)),
                    Integer.parseInt(day.substring(4, 6)),
                    Integer.parseInt(day.substring(6, 8)));
            return day.startsWith("19") || day.startsWith("20");
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    private static void own(String text, List<Digits> numbers, Identity who, List<Find> found) {
        if (filled(who.name())) {
            named(text, who.name().strip(), found);
        }
        if (filled(who.enterprise())) {
            firm(text, who.enterprise().strip(), found);
        }
        if (filled(who.creditCode())) {
            literally(text.toUpperCase(Locale.ROOT), who.creditCode().strip().toUpperCase(Locale.ROOT), found);
        }
        if (filled(who.phone())) {
            var phone = who.phone().replaceAll("\\D", "").replaceFirst("^(?:00)?86(?=1\\d{10}$)", "");
            numbers.stream()
                    .filter(number -> phone.length() >= 7
                            && number.plain().replaceFirst("^0?0?86", "").equals(phone))
                    .forEach(number -> found.add(new Find(number.from(), number.to(), Kind.REPORTER)));
        }
    }

    private static void named(String text, String name, List<Find> found) {
        if (name.length() < 2) {
            return;
        }
        literally(text, name, found);
        var surname = name.length() > 2 && name.substring(0, 2).matches(WORDS.getProperty("surnames.compound"))
                ? name.substring(0, 2)
                : name.substring(0, 1);
        var quoted = Pattern.quote(surname);
        match(Pattern.compile(quoted + WORDS.getProperty("titles")), 0, text, Kind.REPORTER, found);
        match(
                Pattern.compile(WORDS.getProperty("familiar") + quoted + WORDS.getProperty("familiar.not-before")),
                0,
                text,
                Kind.REPORTER,
                found);
    }

    /** In full, and without where it sits and what form it has: “鑫源食品” for “舞阳县鑫源食品有限公司”. */
    private static void firm(String text, String enterprise, List<Find> found) {
        literally(text, enterprise, found);
        var core =
                LEGAL_FORM.matcher(WHERE.matcher(enterprise).replaceFirst("")).replaceFirst("");
        if (core.length() >= SHORTEST_CORE) {
            literally(text, core, found);
        }
    }

    private static void literally(String text, String words, List<Find> found) {
        for (var at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length())) {
            found.add(new Find(at, at + words.length(), Kind.REPORTER));
        }
    }

    private static void match(Pattern pattern, int group, String text, Kind kind, List<Find> found) {
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(new Find(matcher.start(group), matcher.end(group), kind));
        }
    }

    private static boolean filled(String text) {
        return text != null && !text.isBlank();
    }

    /** Whether an office's own text has a mobile or identity-card number in it. */
    static boolean hasNumberOfAPerson(String... texts) {
        return Stream.of(texts)
                .filter(Telltales::filled)
                .map(Telltales::plain)
                .flatMap(text -> numbers(text).stream())
                .anyMatch(number -> isIdNumber(number.plain())
                        || MOBILE.matcher(number.plain()).matches());
    }
}
