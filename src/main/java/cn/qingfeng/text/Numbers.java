package cn.qingfeng.text;

import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as people type them, in the one form in which they are kept and compared. */
public final class Numbers {

    private static final Properties WORDS = Names.words("numbers");
    private static final String CHINESE = WORDS.getProperty("digits");
    private static final String THEIR_VALUES = WORDS.getProperty("digits.values");
    private static final Pattern LABEL = Pattern.compile(WORDS.getProperty("label"));
    private static final Pattern NOTE = Pattern.compile(WORDS.getProperty("note"));
    private static final Pattern EXTENSION = Pattern.compile(WORDS.getProperty("extension"));
    private static final Pattern MOBILE = Pattern.compile("0?(1[3-9][0-9]{9})");
    private static final Pattern LANDLINE = Pattern.compile("(010|02[0-9]|0[3-9][0-9]{2})([0-9]{7,8})");
    private static final Pattern LAST_GROUP = Pattern.compile("^(.*[0-9].*)-([0-9]{1,6})$");
    private static final String CLUE_GAP = WORDS.getProperty("gap.clue");
    private static final Pattern CLUE = Pattern.compile("(?<![a-z0-9])w ?y" + CLUE_GAP + "*((?:[0-9]" + CLUE_GAP
            + "*){8})(?<=[0-9])(?:" + CLUE_GAP + "*([0-9]{4,6})|" + CLUE_GAP + "+([0-9]{1,3}))(?![0-9])");
    private static final Pattern CLUE_WITHOUT_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]*(20(?:[0-9]" + CLUE_GAP
            + "*){6})(?<=[0-9])" + CLUE_GAP + "+([0-9]{4,6})()[^\\p{L}\\p{N}]*");
    private static final Pattern BLANKS = Pattern.compile("[^\\p{L}\\p{N}+]+");

    /** Letters that are taken for digits within a number. */
    private static final String LIKE_ZERO = "o";

    private static final String LIKE_ONE = "li";

    /** The signs of a credit code in the order of their values (GB 32100-2015, table 3). */
    private static final String CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static final int CREDIT_LENGTH = 18;

    private static final int[] ID_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String ID_CHECKS = "10X98765432";

    private Numbers() {}

    /** The value of a digit in a normal form, Chinese ones too, as {@code '0'} to {@code '9'}; 0 where there is none. */
    public static char digit(char c) {
        var chinese = CHINESE.indexOf(c);
        return chinese >= 0 ? THEIR_VALUES.charAt(chinese) : c >= '0' && c <= '9' ? c : 0;
    }

    /** Every sign of a normal form that is the same digit; empty where it is none. */
    static String sameDigits(char c) {
        var value = digit(c);
        return value == 0
                ? ""
                : value
                        + CHINESE.chars()
                                .filter(other -> digit((char) other) == value)
                                .mapToObj(Character::toString)
                                .collect(java.util.stream.Collectors.joining());
    }

    private static String withDigits(String typed) {
        var normal = new StringBuilder(Normal.of(typed).text());
        for (var at = 0; at < normal.length(); at++) {
            var digit = digit(normal.charAt(at));
            if (digit != 0) {
                normal.setCharAt(at, digit);
            }
        }
        return normal.toString();
    }

    /** The digit for which a letter is taken within a number, or 0. */
    public static char likeDigit(char c) {
        return LIKE_ZERO.indexOf(c) >= 0 ? '0' : LIKE_ONE.indexOf(c) >= 0 ? '1' : 0;
    }

    private static String withLikeDigits(String number) {
        var digits = new StringBuilder(number);
        for (var at = 0; at < number.length(); at++) {
            var digit = likeDigit(number.charAt(at));
            if (digit != 0) {
                digits.setCharAt(at, digit);
            }
        }
        return digits.toString();
    }

    /** All digits of what was typed, in their order. */
    public static String digits(String typed) {
        return withDigits(typed).replaceAll("[^0-9]", "");
    }

    /** A number with letters, for comparing: letters and digits alone, large. */
    public static String code(String typed) {
        return Normal.key(typed).toUpperCase(java.util.Locale.ROOT);
    }

    /**
     * A number of so many digits, with anything that is no digit between them and words before it that may have digits of
     * their own: “code (16 digits): 1234–5678–…”. Empty, where no such number can be made out.
     */
    public static Optional<String> ofLength(String typed, int length) {
        var all = digits(typed);
        if (all.length() == length) {
            return Optional.of(all);
        }
        return Pattern.compile("[^0-9\\p{P}\\p{S} ]+|[:()]")
                .splitAsStream(withDigits(typed))
                .map(part -> part.replaceAll("[^0-9]", ""))
                .filter(part -> part.length() == length)
                .findFirst();
    }

    /**
     * A telephone number of the mainland as it is kept: {@code 13800138000}, {@code 0395-7123456}, {@code 0395-7123456-12}.
     * Empty, where it is none.
     */
    public static Optional<String> phone(String typed) {
        var plain = NOTE.matcher(LABEL.matcher(withDigits(typed).strip()).replaceFirst(""))
                .replaceFirst("")
                .strip();
        var mobile = phone(plain, null).filter(number -> !number.contains("-"));
        if (mobile.isPresent()) {
            return mobile;
        }
        var extension = EXTENSION.matcher(plain);
        if (extension.matches()) {
            return phone(extension.group(1), extension.group(2));
        }
        var whole = phone(plain, null);
        if (whole.isPresent()) {
            return whole;
        }
        var last = LAST_GROUP.matcher(plain);
        return last.matches() ? phone(last.group(1), last.group(2)) : Optional.empty();
    }

    private static Optional<String> phone(String typed, String extension) {
        var plain = withLikeDigits(BLANKS.matcher(typed).replaceAll(""));
        var abroad = plain.matches("^(?:\\+|00)?86[0-9]{9,12}$");
        var number = abroad ? plain.replaceFirst("^(?:\\+|00)?86", "") : plain;
        var mobile = MOBILE.matcher(number);
        if (mobile.matches()) {
            return extension == null ? Optional.of(mobile.group(1)) : Optional.empty();
        }
        var landline = LANDLINE.matcher(abroad && !number.startsWith("0") ? "0" + number : number);
        return landline.matches()
                ? Optional.of(landline.group(1) + "-" + landline.group(2) + (extension == null ? "" : "-" + extension))
                : Optional.empty();
    }

    /** A unified social credit code as it is kept: 18 large signs, the last of which is right. Empty, where it is none. */
    public static Optional<String> creditCode(String typed) {
        var code = code(LABEL.matcher(Normal.of(typed).text()).replaceFirst(""))
                .replaceFirst("^\\P{ASCII}+", "")
                // Neither letter is a sign of such codes.
                .replace('O', '0')
                .replace('I', '1');
        return code.length() == CREDIT_LENGTH
                        && code.matches("[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
                        && creditCheck(code) == code.charAt(CREDIT_LENGTH - 1)
                ? Optional.of(code)
                : Optional.empty();
    }

    /** The last sign that belongs to the 17 before it. */
    static char creditCheck(String code) {
        var sum = 0;
        var weight = 1;
        for (var at = 0; at < CREDIT_LENGTH - 1; at++) {
            sum += CREDIT_SIGNS.indexOf(code.charAt(at)) * weight;
            weight = weight * 3 % CREDIT_SIGNS.length();
        }
        return CREDIT_SIGNS.charAt((CREDIT_SIGNS.length() - sum % CREDIT_SIGNS.length()) % CREDIT_SIGNS.length());
    }

    /**
     * The number of a clue as it is kept, {@code WYyyyyMMdd-NNNN}, wherever it stands in what was typed; without its letters
     * where nothing else was typed.
     */
    public static Optional<String> clueNumber(String typed) {
        var text = withDigits(typed);
        var found = CLUE.matcher(text);
        if (found.find()) {
            return Optional.of(clueNumber(found)).filter(one -> !found.find());
        }
        var bare = CLUE_WITHOUT_LETTERS.matcher(text);
        return bare.matches() ? Optional.of(clueNumber(bare)) : Optional.empty();
    }

    private static String clueNumber(Matcher found) {
        var number =
                found.group(2) == null ? "0000".substring(found.group(3).length()) + found.group(3) : found.group(2);
        return "WY" + found.group(1).replaceAll("[^0-9]", "") + "-" + number;
    }

    /** Whether the last sign of an 18-sign identity-card number belongs to the 17 before it (GB 11643). */
    public static boolean isIdNumber(String number) {
        if (!number.matches("[0-9]{17}[0-9X]")) {
            return false;
        }
        var sum = 0;
        for (var at = 0; at < ID_WEIGHTS.length; at++) {
            sum += ID_WEIGHTS[at] * (number.charAt(at) - '0');
        }
        return ID_CHECKS.charAt(sum % 11) == number.charAt(17);
    }
}
