package cn.qingfeng.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * A text in the one normal form in which the product compares: compatibility forms as plain ones (NFKD), without marks and
 * whatever is invisible, every blank and line break as one space, every dash as {@code -}, every middle dot as {@code ·},
 * digits of every script as 0–9, traditional and variant characters as simplified ones, letters small. Chinese digits stay
 * what they are, because names are written with them; {@link Numbers} reads them. Each char knows where it was typed.
 */
public final class Normal {

    private static final char[] SAME = sameCharacters();

    /** Dots that stand within names of several parts, by whatever keyboard; bullets that people take for one. */
    private static final String DOTS = "\u119E·•‧∙⋅・･●◦ꞏ᛫⸱▪■◆•᠂۔";

    /** Look like a dash and are none by their Unicode category, or would become a letter. */
    private static final String DASHES = "−⁃─━ー➖˗ㅡ";

    /** A character that nobody writes but as a line between others. */
    private static final int UPRIGHT = 0x4E28;

    /** Chinese zero: it stands in names. */
    private static final int ZERO = 0x3007;

    private static final int JOINER = 0x200D;
    private static final int EMOJI_STYLE = 0xFE0F;

    private final String text;
    private final int[] from;
    private final int[] to;

    private Normal(String text, int[] from, int[] to) {
        this.text = text;
        this.from = from;
        this.to = to;
    }

    /** The normal form; null counts as empty. */
    public static Normal of(String typed) {
        if (typed == null || typed.isEmpty()) {
            return new Normal("", new int[0], new int[0]);
        }
        var text = new StringBuilder(typed.length());
        var from = new int[typed.length() + 16];
        var to = new int[from.length];
        for (int at = 0, end; at < typed.length(); at = end) {
            var typedPoint = typed.codePointAt(at);
            end = at + Character.charCount(typedPoint);
            var before = text.length();
            fold(typedPoint, text);
            if (text.length() > from.length) {
                from = Arrays.copyOf(from, text.length() * 2);
                to = Arrays.copyOf(to, from.length);
            }
            for (var made = before; made < text.length(); made++) {
                from[made] = at;
                to[made] = end;
            }
        }
        return new Normal(text.toString(), from, to);
    }

    /** For comparing whole texts: the letters and digits of the normal form alone. */
    public static String key(String typed) {
        return letters(of(typed).text);
    }

    static String letters(String normal) {
        return normal.codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** One line as it is to be kept: nothing invisible in it, blanks of every kind as single spaces, none around. */
    public static String line(String typed) {
        return clean(typed, true).replaceAll(" {2,}", " ").strip();
    }

    /** Several lines as they are to be kept: as typed, without what hides or turns around what stands beside it. */
    public static String lines(String typed) {
        return clean(typed, false);
    }

    private static String clean(String typed, boolean oneLine) {
        var kept = new StringBuilder(typed.length());
        var before = 0;
        for (int at = 0, point; at < typed.length(); at += Character.charCount(point)) {
            point = typed.codePointAt(at);
            // Joiner and style belong to emoji alone.
            if (isInvisible(point) && !((point == JOINER || point == EMOJI_STYLE) && isPicture(before))) {
                continue;
            }
            before = point == EMOJI_STYLE ? before : point;
            kept.appendCodePoint(oneLine && isBlank(point) ? ' ' : point);
        }
        return kept.toString();
    }

    private static boolean isPicture(int point) {
        var type = Character.getType(point);
        return type == Character.OTHER_SYMBOL || type == Character.MODIFIER_SYMBOL;
    }

    static boolean isBlank(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0x2800 || point == 0x85;
    }

    /** Takes no room on paper: format and control characters, fillers, selectors of variants. */
    static boolean isInvisible(int point) {
        return switch (Character.getType(point)) {
            case Character.FORMAT, Character.SURROGATE -> true;
            case Character.CONTROL -> !isBlank(point);
            default ->
                point >= 0xFE00 && point <= 0xFE0F
                        // Names hold characters that are newer than this Java, so that unassigned ones stay, save
                        // these.
                        || point >= 0xE0000 && point <= 0xE0FFF
                        || point >= 0xFFF0 && point <= 0xFFF8
                        || point == 0x2065
                        || point >= 0x180B && point <= 0x180F
                        || point == 0x034F
                        || point == 0x115F
                        || point == 0x1160
                        || point == 0x3164
                        || point == 0xFFA0
                        || point == 0x17B4
                        || point == 0x17B5;
        };
    }

    private static void fold(int typed, StringBuilder into) {
        if (isBlank(typed)) {
            into.append(' ');
        } else if (!isInvisible(typed)) {
            if (typed == UPRIGHT) {
                into.append('|');
            } else if (typed < 0x80) {
                into.append((char) Character.toLowerCase(typed));
            } else if (typed < 0x10000 && SAME[typed] != typed) {
                into.append(SAME[typed]);
            } else if (typed < 0x10000 && DASHES.indexOf(typed) >= 0) {
                into.append('-');
            } else {
                Normalizer.normalize(Character.toString(typed), Normalizer.Form.NFKD)
                        .codePoints()
                        .forEach(point -> foldPlain(point, into));
            }
        }
    }

    private static void foldPlain(int point, StringBuilder into) {
        switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> {}
            case Character.DASH_PUNCTUATION -> into.append('-');
            case Character.DECIMAL_DIGIT_NUMBER -> into.append((char) ('0' + Character.digit(point, 10)));
            case Character.OTHER_NUMBER, Character.LETTER_NUMBER -> {
                var value = Character.getNumericValue(point);
                if (value >= 0 && value <= 9 && point != ZERO) {
                    into.append((char) ('0' + value));
                } else {
                    into.appendCodePoint(point);
                }
            }
            default -> {
                if (isBlank(point)) {
                    into.append(' ');
                } else if (point < 0x10000 && DOTS.indexOf(point) >= 0) {
                    into.append('·');
                } else if (point < 0x10000 && SAME[point] != point) {
                    into.append(SAME[point]);
                } else if (!isInvisible(point)) {
                    into.appendCodePoint(Character.toLowerCase(point));
                }
            }
        }
    }

    private static char[] sameCharacters() {
        var same = new char[0x10000];
        for (var c = 0; c < same.length; c++) {
            same[c] = (char) c;
        }
        try (var file = Normal.class.getResourceAsStream("/text/one-character.txt")) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> {
                        for (var at = 0; at + 1 < line.length(); at += 2) {
                            same[line.charAt(at)] = line.charAt(at + 1);
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return same;
    }

    /** The text in normal form. */
    public String text() {
        return text;
    }

    /** Where a place of the normal form stands in the text as typed, with whatever was invisible in between. */
    public Span asTyped(int start, int end) {
        return new Span(from[start], to[end - 1]);
    }

    @Override
    public String toString() {
        return text;
    }
}
