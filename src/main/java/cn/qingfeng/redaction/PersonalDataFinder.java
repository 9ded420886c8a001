package cn.qingfeng.redaction;

import cn.qingfeng.reporter.Identity;
import cn.qingfeng.text.Names;
import cn.qingfeng.text.Normal;
import cn.qingfeng.text.Numbers;
import cn.qingfeng.text.Span;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds in a text what may tell who somebody is: telephone numbers, identity-card numbers, mail addresses, WeChat and QQ
 * accounts, and whatever names this reporter. All is looked for in the text's {@link Normal} form, numbers with blanks and
 * hyphens between their digits and in Chinese digits; what comes out are places of the text as typed. It looks for more than
 * it is sure of: a person decides about each place.
 */
public final class PersonalDataFinder {

    /** What a place looks like. Words for readers: {@code telltale.<NAME>}. */
    enum Kind {
        PHONE,
        ID_NUMBER,
        EMAIL,
        ACCOUNT,
        BANK_CARD,
        /** A passport or another paper of a person. */
        PAPER,
        PLATE,
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

    /** What people put between the digits of one number. */
    private static final Pattern BETWEEN = word("between");

    private static final Pattern MARKS_OF_A_PAGE = word("marks");

    /** At most this many such signs in a row besides blanks: “(0395) - 26” is one number. */
    private static final int MOST_SIGNS = 3;

    /** Columns of a table are not one number, a number broken by the end of a line and an indent is. */
    private static final int MOST_BETWEEN = 8;

    private static final int LONGEST = 20;

    /** Of a telephone number. */
    private static final int SHORTEST_NUMBER = 7;

    private static final Pattern MOBILE =
            Pattern.compile("(?:0?0?86)?1[3-9]\\d{9}|(?:00)?852[5-9]\\d{7}|(?:00)?8536\\d{7}|(?:00)?8869\\d{8}");
    private static final Pattern LANDLINE = Pattern.compile("(?:0?0?86)?0[1-9]\\d{1,2}[2-8]\\d{6,7}");
    private static final Pattern LOCAL = Pattern.compile("[2-8]\\d{6,7}");
    private static final Pattern CALLED = word("called");
    private static final Pattern EMAIL = word("email");
    private static final Pattern ACCOUNT = word("account");
    private static final Pattern ACCOUNT_ID = word("account.id");
    private static final Pattern CARD_CALLED = word("bank.called");
    private static final Pattern PAPER = word("paper");
    private static final Pattern PAPER_CALLED = word("paper.called");
    private static final Pattern PLATE = word("plate");

    /** Of this country's cards, and of those of other ones. */
    private static final Pattern CARD = Pattern.compile("(?:62|[345][0-9])[0-9]{14,17}");

    private static final Pattern TAIL = word("tail");

    /** With a wrong check digit a number counts by the day in it: of somebody who lives and is grown up. */
    private static final int OLDEST = 1920;

    private static final int YOUNGEST = 2012;

    /** What people leave out of a firm's name. */
    private static final Pattern WHERE = word("firm.where");

    private static final Pattern LEGAL_FORM = word("firm.form");

    /** Shorter remains of a firm's name are ordinary words. */
    private static final int SHORTEST_CORE = 3;

    private PersonalDataFinder() {}

    private static Properties words() {
        var words = new Properties();
        try (var file = new InputStreamReader(
                PersonalDataFinder.class.getResourceAsStream("/reporter/telltales.properties"),
                StandardCharsets.UTF_8)) {
            words.load(file);
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pattern word(String key) {
        return Pattern.compile(WORDS.getProperty(key));
    }

    /** What stands in the place of what is covered. */
    public static final String COVER = "***";

    /** The text with every place covered that looks like somebody's number, address or account; for what anybody reads. */
    public static String covered(String text) {
        var covered = new StringBuilder(text);
        var finds = in(text, Optional.empty());
        for (var at = finds.size() - 1; at >= 0; at--) {
            covered.replace(finds.get(at).from(), finds.get(at).to(), COVER);
        }
        return covered.toString();
    }

    /** The places in the text, in its order; of places that meet the longest one, a reporter's own before any other. */
    static List<Find> in(String typed, Optional<Identity> reporter) {
        var normal = Normal.of(typed);
        var text = normal.text();
        var found = new ArrayList<Find>();
        var numbers = numbers(text);
        reporter.ifPresent(who -> own(normal, numbers, who, found));
        numbers(text, numbers, found);
        match(EMAIL, 0, text, Kind.EMAIL, found);
        match(ACCOUNT, 1, text, Kind.ACCOUNT, found);
        match(ACCOUNT_ID, 1, text, Kind.ACCOUNT, found);
        match(CARD_CALLED, 1, text, Kind.BANK_CARD, found);
        match(PAPER, 1, text, Kind.PAPER, found);
        match(PAPER_CALLED, 1, text, Kind.PAPER, found);
        match(PLATE, 1, text, Kind.PLATE, found);
        found.sort(Comparator.comparing((Find find) -> find.kind() != Kind.REPORTER)
                .thenComparing(find -> find.from() - find.to()));
        var kept = new ArrayList<Find>();
        for (var find : found) {
            if (kept.stream().noneMatch(find::meets)) {
                kept.add(find);
            }
        }
        return kept.stream()
                .sorted(Comparator.comparing(Find::from))
                .map(find -> {
                    var at = normal.asTyped(find.from(), find.to());
                    return new Find(at.from(), at.to(), find.kind());
                })
                .toList();
    }

    private static boolean isAscii(char c) {
        return c < 128;
    }

    /** In a number, or at its begin, some letters are taken for digits. */
    private static char digit(String text, int at, boolean within) {
        var like = Numbers.likeDigit(text.charAt(at));
        return like != 0 && (within || standsApart(text, at)) ? like : Numbers.digit(text.charAt(at));
    }

    /** Begins no word. */
    private static boolean standsApart(String text, int at) {
        return (at == 0 || !isAscii(text.charAt(at - 1)) || !Character.isLetterOrDigit(text.charAt(at - 1)))
                && at + 1 < text.length()
                && (Numbers.digit(text.charAt(at + 1)) != 0 || Numbers.likeDigit(text.charAt(at + 1)) != 0);
    }

    /** Every number that begins and ends with a run of digits, in one or several runs that belong together. */
    private static List<Digits> numbers(String text) {
        var runs = new ArrayList<Digits>();
        for (var i = 0; i < text.length(); i++) {
            var from = i;
            var digits = new StringBuilder();
            // The last character of a name may be a Chinese digit: it begins no number in plain digits.
            while (i < text.length()
                    && digit(text, i, i > from) != 0
                    && isAscii(text.charAt(i)) == isAscii(text.charAt(from))) {
                digits.append(digit(text, i, i > from));
                i++;
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
                if (joined.length() == 17 && to < text.length() && text.charAt(to) == 'x') {
                    numbers.add(new Digits(runs.get(first).from(), to + 1, joined + "X"));
                }
            }
        }
        return numbers;
    }

    private static boolean belongTogether(String text, Digits before, Digits after) {
        var between = text.substring(before.to(), after.from());
        return between.length() <= MOST_BETWEEN
                && MARKS_OF_A_PAGE
                                .matcher(between)
                                .replaceAll("")
                                .replace(" ", "")
                                .length()
                        <= MOST_SIGNS
                && BETWEEN.matcher(between).matches();
    }

    private static void numbers(String text, List<Digits> numbers, List<Find> found) {
        for (var number : numbers) {
            if (isIdNumber(number.plain())) {
                found.add(new Find(number.from(), number.to(), Kind.ID_NUMBER));
            } else if (isPhone(text, number)) {
                found.add(new Find(number.from(), number.to(), Kind.PHONE));
            } else if (isCard(number.plain())) {
                found.add(new Find(number.from(), number.to(), Kind.BANK_CARD));
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

    private static boolean isCard(String number) {
        return CARD.matcher(number).matches() && hasRightCheckDigit(number);
    }

    /** By Luhn's formula (ISO/IEC 7812-1). */
    private static boolean hasRightCheckDigit(String number) {
        var sum = 0;
        for (var at = 0; at < number.length(); at++) {
            var digit = number.charAt(number.length() - 1 - at) - '0';
            sum += at % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }
        return sum % 10 == 0;
    }

    /** 18 characters, or 15 digits of the form before, with a day that exists. A digit may be mistyped. */
    private static boolean isIdNumber(String number) {
        if (number.length() == 15 && number.chars().allMatch(Character::isDigit)) {
            return isProvince(number) && isDay("19" + number.substring(6, 12));
        }
        if (number.length() != 18 || !isProvince(number) || !isDay(number.substring(6, 14))) {
            return false;
        }
        var year = Integer.parseInt(number.substring(6, 10));
        return Numbers.isIdNumber(number) || year >= OLDEST && year <= YOUNGEST;
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

    private static void own(Normal text, List<Digits> numbers, Identity who, List<Find> found) {
        for (var name : Names.in(who.name())) {
            Names.of(name, text).forEach(hit -> add(hit.at(), found));
        }
        if (filled(who.enterprise())) {
            firm(text, who.enterprise(), found);
        }
        Names.letters(who.creditCode(), text).forEach(at -> add(at, found));
        if (filled(who.phone())) {
            phone(text.text(), numbers, who.phone(), found);
        }
    }

    /** In full, without area code or extension, and by its last four digits. */
    private static void phone(String text, List<Digits> numbers, String typed, List<Find> found) {
        var parts = Numbers.phone(typed).orElse(Numbers.digits(typed)).split("-");
        var local = parts.length > 1 ? parts[1] : parts[0];
        var whole = parts.length > 1 ? parts[0] + parts[1] : parts[0];
        if (local.length() < SHORTEST_NUMBER) {
            return;
        }
        numbers.stream()
                .filter(number -> {
                    var plain = number.plain().replaceFirst("^0?0?86", "");
                    return plain.equals(whole)
                            || plain.equals(local)
                            || parts.length > 1
                                    && (plain.equals(String.join("", parts)) || ("0" + plain).equals(whole));
                })
                .forEach(number -> found.add(new Find(number.from(), number.to(), Kind.REPORTER)));
        var tail = TAIL.matcher(text);
        while (tail.find()) {
            if (whole.endsWith(tail.group(1))) {
                found.add(new Find(tail.start(), tail.end(), Kind.REPORTER));
            }
        }
    }

    /** In full, and without where it sits and what form it has: “鑫源食品” for “舞阳县鑫源食品有限公司”. */
    private static void firm(Normal text, String enterprise, List<Find> found) {
        Names.letters(enterprise, text).forEach(at -> add(at, found));
        var name = Normal.of(enterprise).text().strip();
        var core = LEGAL_FORM.matcher(WHERE.matcher(name).replaceFirst("")).replaceFirst("");
        if (Normal.key(core).length() >= SHORTEST_CORE) {
            Names.letters(core, text).forEach(at -> add(at, found));
        }
    }

    private static void add(Span at, List<Find> found) {
        found.add(new Find(at.from(), at.to(), Kind.REPORTER));
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

    /** Where an office's own text has the reporter's name in full, firm or number in it, as it stands there. */
    static List<String> naming(Identity who, String typed) {
        if (!filled(typed)) {
            return List.of();
        }
        var text = Normal.of(typed);
        var found = new ArrayList<Find>();
        for (var name : Names.in(who.name())) {
            Names.of(name, text).stream()
                    .filter(hit -> hit.sureness() != Names.Sureness.PART)
                    .forEach(hit -> add(hit.at(), found));
        }
        own(text, numbers(text.text()), new Identity(null, who.phone(), who.enterprise(), who.creditCode()), found);
        return found.stream()
                .map(find -> text.asTyped(find.from(), find.to()))
                .map(at -> typed.substring(at.from(), at.to()))
                .toList();
    }

    /** Whether an office's own text has a mobile or identity-card number in it. */
    static boolean hasNumberOfAPerson(String... texts) {
        return Stream.of(texts)
                .filter(PersonalDataFinder::filled)
                .map(text -> Normal.of(text).text())
                .flatMap(text -> numbers(text).stream())
                .anyMatch(number -> isIdNumber(number.plain())
                        || MOBILE.matcher(number.plain()).matches());
    }

    /** Whether the text tells who this is. */
    public static boolean tells(String text, Identity who) {
        return in(text, Optional.of(who)).stream().anyMatch(find -> find.kind() == Kind.REPORTER);
    }
}
