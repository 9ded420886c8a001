package cn.qingfeng.paper;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.organization.Right;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Papers in words, as lists show them: with a clue, with a pack, and in the register. */
@Component
@Transactional(readOnly = true)
public class PaperLines {

    /**
     * One paper.
     *
     * @param id null where the reader may know that the number was issued, and no more
     * @param state the code, for the mark's colour; {@code stateName} in words
     */
    public record Line(
            String id,
            String number,
            String kind,
            String clueNumber,
            String state,
            String stateName,
            String at,
            String by,
            String template) {}

    /** A paper that can be written now. */
    public record Choice(PaperKind kind, String name, String subject) {}

    /** The papers of one clue for one reader. */
    public record Section(List<Line> issued, List<Choice> offers) {}

    private final Papers papers;
    private final PaperBook book;
    private final ClueLedger ledger;
    private final ClueAccess access;
    private final LedgerWords words;

    PaperLines(Papers papers, PaperBook book, ClueLedger ledger, ClueAccess access, LedgerWords words) {
        this.papers = papers;
        this.book = book;
        this.ledger = ledger;
        this.access = access;
        this.words = words;
    }

    /** @throws Refusal not found, when the clue is none of the reader's */
    public Section of(String reader, ClueNumber number, Locale locale) {
        var viewer = access.viewer(reader);
        var clue = ledger.get(number);
        access.requireSight(viewer, clue);
        return new Section(
                papers.seenBy(viewer, clue).stream()
                        .map(paper -> line(paper, locale))
                        .toList(),
                papers.offers(viewer, clue).stream()
                        .map(offer -> new Choice(
                                offer.kind(),
                                words.code("paper.kind", offer.kind(), locale)
                                        + (offer.subject().isEmpty() ? "" : " " + offer.subject()),
                                offer.subject()))
                        .toList());
    }

    /** Those of a pack; what may be done about it, for whoever may. */
    public Section ofPack(String reader, PaperKind kind, String label, Locale locale) {
        var viewer = access.viewer(reader);
        var sees = viewer.has(kind.right()) || viewer.has(Right.READ_PAPERS) || papers.isAddressed(reader, kind, label);
        return new Section(
                sees
                        ? papers.ofPack(kind, label).stream()
                                .map(paper -> line(paper, locale))
                                .toList()
                        : List.of(),
                viewer.has(kind.right())
                        ? List.of(new Choice(kind, words.code("paper.kind", kind, locale), label))
                        : List.of());
    }

    /**
     * A page of the register: one line for each number of the series and year, whether or not its paper is there.
     *
     * @param page counted from 0, the newest numbers first
     */
    List<Line> register(String reader, String series, int year, int page, int size, Locale locale) {
        var viewer = access.viewer(reader);
        var upTo = book.last(series, year) - page * size;
        var from = Math.max(1, upTo - size + 1);
        var found = book.page(series, year, from, upTo).stream()
                .collect(Collectors.toMap(Paper::ordinal, Function.identity(), (one, same) -> one, TreeMap::new));
        var clues = ledger.all(found.values().stream()
                .filter(paper -> paper.clueNumber() != null)
                .map(paper -> ClueNumber.of(paper.clueNumber()))
                .distinct()
                .toList());
        return IntStream.rangeClosed(from, upTo)
                .mapToObj(at -> upTo + from - at)
                .map(ordinal -> {
                    var paper = found.get(ordinal);
                    if (paper == null) {
                        return new Line(
                                null,
                                "#" + ordinal,
                                "",
                                null,
                                "MISSING",
                                words.text("paper.state.MISSING", locale),
                                "",
                                "",
                                "");
                    }
                    var clue = paper.clueNumber() == null ? null : clues.get(ClueNumber.of(paper.clueNumber()));
                    return clue == null || access.maySee(viewer, clue) ? line(paper, locale) : veiled(paper, locale);
                })
                .toList();
    }

    /** Of a clue that the reader keeps out of: that the number is a paper's, so that the count is whole. */
    private Line veiled(Paper paper, Locale locale) {
        return new Line(
                null,
                paper.number(),
                words.code("paper.kind", paper.kind(), locale),
                null,
                paper.state().name(),
                words.code("paper.state", paper.state(), locale),
                words.time(paper.issued().at()),
                "",
                "");
    }

    Line line(Paper paper, Locale locale) {
        return new Line(
                paper.id(),
                paper.number(),
                words.code("paper.kind", paper.kind(), locale),
                paper.clueNumber(),
                paper.state().name(),
                words.code("paper.state", paper.state(), locale),
                words.time(paper.issued().at()),
                words.actor(paper.issued().by(), locale),
                template(paper, locale));
    }

    private String template(Paper paper, Locale locale) {
        return paper.template().matches("\\d{1,6}")
                ? words.text("paper.template.own", locale, paper.template())
                : words.text("paper.template.shipped", locale, paper.template());
    }

    boolean mayKeepTemplates(String reader) {
        return access.viewer(reader).has(Right.KEEP_TEMPLATES);
    }

    /** The names of the series, in their order; the one of reports for their desk alone. */
    Map<String, String> series(String reader, Locale locale) {
        var viewer = access.viewer(reader);
        var names = new java.util.LinkedHashMap<String, String>();
        if (viewer.duties().stream().anyMatch(Right.READ_PAPERS.duties()::contains)) {
            for (var kind : PaperKind.values()) {
                names.put(kind.name(), words.code("paper.kind", kind, locale));
            }
        }
        if (viewer.duties().stream().anyMatch(Right.READ_PAPERS.ofReports()::contains)) {
            names.put(PaperNumbers.SEALED, words.text("paper.series.SEALED", locale));
        }
        return names;
    }
}
