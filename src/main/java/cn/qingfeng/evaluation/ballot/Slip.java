package cn.qingfeng.evaluation.ballot;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * What is printed for one firm, without its name.
 *
 * @param serial by which its paper is entered; no secret
 * @param code the secret that proves the right to vote once: a hundred random bits
 */
public record Slip(String serial, String code) {

    /** Nothing that looks like another on paper. */
    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static final int LENGTH = 20;
    private static final int SERIAL = 6;

    static Slip fresh() {
        return new Slip(random(SERIAL), random(LENGTH));
    }

    private static String random(int length) {
        var random = new SecureRandom();
        var text = new StringBuilder();
        for (var at = 0; at < length; at++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    /** As it is typed: blanks, hyphens and small letters do not matter. */
    static String normal(String typed) {
        return typed == null ? "" : typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    /** In groups of four, for whoever types it. */
    public String spaced() {
        return code.replaceAll("(.{4})(?=.)", "$1 ");
    }
}
