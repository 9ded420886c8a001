package cn.qingfeng.text;

/**
 * Text as programs put it into the clipboard: Word's line, page and paragraph ends are control characters, which no page, file
 * or database takes. They become what their writer saw.
 */
public final class Pasted {

    private static final char NON_BREAKING_HYPHEN = 0x1E;
    private static final char OPTIONAL_HYPHEN = 0x1F;

    private Pasted() {}

    /** The same text with every kind of line end as a line break and no other control character but tabs; null for null. */
    public static String tidy(String typed) {
        if (typed == null || typed.chars().noneMatch(Pasted::steers)) {
            return typed;
        }
        var text = new StringBuilder(typed.length());
        typed.chars().forEach(c -> {
            switch (c) {
                // Line, page, next line, and Unicode's own separators of lines and paragraphs.
                case 0x0B, 0x0C, 0x85, 0x2028, 0x2029 -> text.append('\n');
                case NON_BREAKING_HYPHEN -> text.append('-');
                case OPTIONAL_HYPHEN -> {
                    // Shown only where a line ended there.
                }
                default -> text.append(steers(c) ? ' ' : (char) c);
            }
        });
        return text.toString();
    }

    private static boolean steers(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t' || c == 0x2028 || c == 0x2029;
    }
}
