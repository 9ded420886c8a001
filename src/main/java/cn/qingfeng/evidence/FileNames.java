package cn.qingfeng.evidence;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Names of files, made harmless. */
public final class FileNames {

    private static final int LONGEST = 100;

    /** Ends of paths, control characters, marks that turn the direction of writing, and what file systems refuse. */
    private static final Pattern HARMFUL =
            Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}\\p{Zl}\\p{Zp}\"*:<>?|%;$`&#{}]");

    private FileNames() {}

    /** The name of an official's file: its last part, cleaned, with the ending that fits its content. */
    public static String clean(String name, FileType type) {
        var last = name == null ? "" : name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        var plain = HARMFUL.matcher(Normalizer.normalize(last, Normalizer.Form.NFC))
                .replaceAll("")
                .replaceAll("\\s+", " ")
                .strip();
        var stem = plain.replaceAll("\\.[A-Za-z0-9]{1,5}$", "").replaceAll("^[. ]+|[. ]+$", "");
        var cut = stem.codePoints()
                .limit(LONGEST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return (cut.isEmpty() ? "file" : cut.toString()) + "." + type.ending();
    }
}
