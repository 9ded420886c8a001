package cn.qingfeng.recusal;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.text.Names;
import cn.qingfeng.text.Names.Sureness;
import cn.qingfeng.text.Normal;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where somebody may be named, in normal form.
 *
 * @param names the field in which the people stand whom a clue names
 * @param texts everything else that was told
 */
record Told(Normal names, List<Normal> texts) {

    /** How sure it is that somebody is named. */
    enum Finding {
        NOBODY,
        /** Perhaps: in part, in another spelling, or in a text. */
        PERHAPS,
        /** In full, among the named people. */
        BY_NAME
    }

    /** @param names as they were filled in; may be null */
    static Told of(Clue clue, String names) {
        var content = clue.content();
        return new Told(
                Normal.of(names),
                Stream.of(content.title(), content.narrative(), content.request(), content.matter(), content.place())
                        .map(Normal::of)
                        .toList());
    }

    /** What was written, and nobody's name was asked for. */
    static Told ofText(Normal written) {
        return new Told(Normal.of(null), List.of(written));
    }

    /**
     * Whether somebody of that name is meant.
     *
     * @param near whether the person may be given the clue: then the name counts in part, and in the texts too
     */
    Finding find(String name, boolean near) {
        var among = Names.of(name, names).stream()
                .map(Names.Hit::sureness)
                .filter(sureness -> sureness != Sureness.PART || near)
                .toList();
        if (among.contains(Sureness.WHOLE)) {
            return Finding.BY_NAME;
        }
        return !among.isEmpty() || near && texts.stream().anyMatch(text -> isIn(name, text))
                ? Finding.PERHAPS
                : Finding.NOBODY;
    }

    /** Whether that name stands anywhere, however unsure. */
    boolean mentions(String name) {
        return Stream.concat(Stream.of(names), texts.stream()).anyMatch(text -> isIn(name, text));
    }

    private static boolean isIn(String name, Normal text) {
        return !Names.of(name, text).isEmpty();
    }
}
