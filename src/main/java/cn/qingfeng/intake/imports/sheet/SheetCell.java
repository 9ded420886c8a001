package cn.qingfeng.intake.imports.sheet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Locale;

/** What stands in one place of a foreign table. */
public record SheetCell(Kind kind, String text) {

    public enum Kind {
        TEXT,
        NUMBER,
        /** A formula that came to nothing: {@code #N/A}. */
        ERROR,
        /** A formula of which the file does not say what came out. */
        NO_VALUE
    }

    public static final SheetCell EMPTY = new SheetCell(Kind.TEXT, "");

    @JsonIgnore
    public boolean isBlank() {
        return kind != Kind.NO_VALUE && text.isBlank();
    }

    /** {@code A}, {@code B}, … as a spreadsheet names the column, counted from 0. */
    public static String letter(int column) {
        var letters = new StringBuilder();
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
            letters.insert(0, (char) ('A' + (rest - 1) % 26));
        }
        return letters.toString();
    }

    /** The column of {@code BC12}, counted from 0; -1 where it names none. */
    static int column(String reference) {
        var column = 0;
        var letters = reference.toUpperCase(Locale.ROOT).replaceAll("[^A-Z].*", "");
        if (letters.isEmpty() || letters.length() > 3) {
            return -1;
        }
        for (var letter : letters.toCharArray()) {
            column = column * 26 + letter - 'A' + 1;
        }
        return column - 1;
    }
}
