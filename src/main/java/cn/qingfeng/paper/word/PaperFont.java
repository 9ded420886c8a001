package cn.qingfeng.paper.word;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The fonts of official papers (GB/T 9704-2012): what Word files call them, and files of which family stand for them where
 * a PDF is drawn, the right one first.
 */
public enum PaperFont {
    /** 小标宋, for heads and titles. */
    TITLE(
            "title",
            List.of("fzxiaobiaosong", "\u5c0f\u6807\u5b8b"),
            List.of("fzxiaobiaosong", "stzhongsong", "simsun", "gbsn00lp", "sung")),
    /** 黑体, for headings. */
    BLACK(
            "black",
            List.of("simhei", "\u9ed1\u4f53", "heiti"),
            List.of("simhei", "heiti", "wenquanyi zen hei", "gbsn00lp", "sung")),
    /** 楷体. */
    KAI(
            "kai",
            List.of("kaiti", "\u6977\u4f53", "simkai"),
            List.of("kaiti_gb2312", "kaiti", "gkai00mp", "ar pl kaitim")),
    /** 宋体, for page numbers and tables. */
    SONG(
            "song",
            List.of("simsun", "\u5b8b\u4f53", "songti"),
            List.of("simsun", "nsimsun", "gbsn00lp", "sung", "fangsong")),
    /** 仿宋, for the text; also for whatever a file names that is none of the others. */
    FANG(
            "fang",
            List.of("fangsong", "\u4eff\u5b8b"),
            List.of("fangsong_gb2312", "fangsong", "stfangsong", "gkai00mp", "ar pl kaitim", "gbsn00lp"));

    private final String css;
    private final List<String> called;
    private final List<String> families;

    PaperFont(String css, List<String> called, List<String> families) {
        this.css = css;
        this.called = called;
        this.families = families;
    }

    /** The font that a Word file means by a name; where it is none of papers, the one that is taken instead. */
    static PaperFont of(String name) {
        return known(name).orElse(FANG);
    }

    /** The font of papers that has this name. */
    static Optional<PaperFont> known(String name) {
        var small = name.toLowerCase(Locale.ROOT).replace(" ", "");
        return Stream.of(TITLE, BLACK, KAI, FANG, SONG)
                .filter(font -> font.called.stream().anyMatch(small::contains))
                .findFirst();
    }

    /** The name under which a page's style asks for it. */
    public String css() {
        return css;
    }

    /** As {@link #css}, and the others after it for signs that it has not. */
    String withOthers() {
        return css + ",song,kai,fang";
    }

    /** Families that stand for it, the best first, in small letters. */
    public List<String> families() {
        return families;
    }
}
