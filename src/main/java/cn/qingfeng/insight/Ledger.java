package cn.qingfeng.insight;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.SupervisionStage;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.ClueQueries;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.clue.access.Viewer;
import cn.qingfeng.clue.numbering.VoidedNumber;
import cn.qingfeng.clue.numbering.VoidedNumber.Reason;
import cn.qingfeng.clue.numbering.VoidedNumbers;
import cn.qingfeng.insight.column.Cell;
import cn.qingfeng.insight.column.LedgerCells;
import cn.qingfeng.insight.column.LedgerColumn;
import cn.qingfeng.insight.column.LedgerColumns;
import cn.qingfeng.insight.following.Following;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.organization.Unit;
import cn.qingfeng.reporter.finding.ReporterFinder;
import cn.qingfeng.reporter.finding.ReporterSearches;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The ledger's list. */
@Component
@Transactional(readOnly = true)
class Ledger {

    /** One line; {@code words} holds the reader's words for the codes. */
    record Line(
            String clueNumber,
            ClueKind kind,
            String title,
            ClueStatus status,
            Card card,
            SupervisionStage stage,
            String leadUnit,
            Instant registeredAt,
            Instant dueAt,
            boolean overdue,
            boolean suspended,
            Map<String, String> words) {}

    /** A number under which nothing was registered; {@code words} holds the reader's words for why and when. */
    record VoidLine(String clueNumber, Instant voidedAt, Reason reason, Map<String, String> words) {}

    /**
     * A page of lines; {@code page} counts from 0.
     *
     * @param total how many clues fit, or how many void numbers where these alone were asked for
     * @param more whether there are more than {@code total}, which are then no longer counted
     * @param voided the void numbers that have their place on this page
     * @param allVoided how many there are; 0 for whoever does not see the whole account
     * @param mayExport whether the reader may take the ledger out
     */
    record Lines(
            List<Line> items,
            int page,
            int pages,
            long total,
            boolean more,
            List<VoidLine> voided,
            long allVoided,
            boolean mayExport) {

        static final Lines NONE = new Lines(List.of(), 0, 0, 0, false, List.of(), 0, false);

        /** The last line's number where pages end before the lines do: from there the list goes on. */
        public String goesOnBehind() {
            return more && page + 1 >= pages && !items.isEmpty()
                    ? items.get(items.size() - 1).clueNumber()
                    : null;
        }

        /** What stands in one row: either a clue or a void number. */
        record Row(Line line, VoidLine gap) {
            String number() {
                return line != null ? line.clueNumber() : gap.clueNumber();
            }
        }

        /** Clues in their order, and void numbers at their places, or before them where the order is another. */
        List<Row> rows(boolean newestNumberFirst) {
            var rows = Stream.concat(
                    voided.stream().map(gap -> new Row(null, gap)),
                    items.stream().map(line -> new Row(line, null)));
            return (newestNumberFirst
                            ? rows.sorted(Comparator.comparing(Row::number).reversed())
                            : rows)
                    .toList();
        }
    }

    /**
     * What stands on the page.
     *
     * @param columns those that the reader chose, or the usual ones; {@code own} says which
     * @param cells what stands in them, by the clue's number
     * @param followed the numbers among them that the reader follows
     * @param views the reader's saved ones
     * @param refused why there are no lines, if that is so
     */
    record Shown(
            LedgerOptions.Options options,
            List<LedgerColumn> columns,
            boolean own,
            Lines lines,
            Map<String, List<String>> cells,
            Set<String> followed,
            List<LedgerViews.View> views,
            Refusal refused) {}

    private record Found(Lines lines, List<Clue> clues) {}

    /** More void numbers than this between the clues of a page are for their own list. */
    private static final int MOST_VOIDED = 50;

    private static final int MOST_OF_A_REPORTER = 50;
    private static final int MOST_TYPED = 100;

    private static final String PAST_ALL = "Z";

    private final ClueQueries clues;
    private final VoidedNumbers voided;
    private final ClueAccess access;
    private final Organization organization;
    private final LedgerWords words;
    private final LedgerWishes wishes;
    private final LedgerOptions options;
    private final ReporterFinder reporters;
    private final ReporterSearches searches;
    private final LedgerColumns choices;
    private final LedgerViews views;
    private final Following following;
    private final LedgerCells cells;
    private final Clock clock;

    Ledger(
            ClueQueries clues,
            VoidedNumbers voided,
            ClueAccess access,
            Organization organization,
            LedgerWords words,
            LedgerWishes wishes,
            LedgerOptions options,
            ReporterFinder reporters,
            ReporterSearches searches,
            LedgerColumns choices,
            LedgerViews views,
            Following following,
            LedgerCells cells,
            Clock clock) {
        this.wishes = wishes;
        this.options = options;
        this.reporters = reporters;
        this.searches = searches;
        this.choices = choices;
        this.views = views;
        this.following = following;
        this.cells = cells;
        this.clues = clues;
        this.voided = voided;
        this.access = access;
        this.organization = organization;
        this.words = words;
        this.clock = clock;
    }

    /** The lines that fit and that the reader may see, and what the reader can narrow them by. */
    @Transactional(readOnly = true, noRollbackFor = Refusal.class)
    Shown show(String reader, LedgerQuery wish, Locale locale) {
        var viewer = access.viewer(reader);
        var found = new Found(Lines.NONE, List.of());
        Refusal why = null;
        try {
            found = find(viewer, wish, locale);
        } catch (Refusal refused) {
            why = refused;
        }
        return shown(viewer, found, why, wish.page() * wish.size(), locale);
    }

    private Shown shown(Viewer viewer, Found found, Refusal why, int before, Locale locale) {
        var chosen = choices.chosen(viewer.username(), viewer.has(Right.READ_OFFICES));
        var columns = chosen.orElse(LedgerColumn.USUAL);
        var filled = cells.shown(viewer, found.clues(), columns, locale);
        var count = before;
        var texts = new HashMap<String, List<String>>();
        for (var clue : found.clues()) {
            var number = clue.number().value();
            texts.put(
                    number,
                    filled.get(number).apply(++count).stream().map(Cell::text).toList());
        }
        return new Shown(
                options.of(viewer),
                columns,
                chosen.isPresent(),
                found.lines(),
                texts,
                following.among(viewer.username(), texts.keySet()),
                views.of(viewer.username()),
                why);
    }

    /**
     * The newest appeals whose reporter told this telephone number, credit code or name of a firm, which the reader has whole;
     * that somebody looked is put down.
     *
     * @throws Refusal forbidden, without the right; invalid, for nothing; too often, for whoever tries many
     */
    @Transactional
    Shown ofReporter(String reader, String typed, Locale locale) {
        var viewer = access.viewer(reader);
        if (!viewer.has(Right.FIND_REPORTER)) {
            throw Refusal.forbidden("ledger.filter.forbidden");
        }
        if (typed == null || typed.isBlank() || typed.length() > MOST_TYPED) {
            throw Refusal.invalid("ledger.reporter.missing");
        }
        var by = ReporterFinder.By.of(typed);
        var found = clues.find(
                viewer,
                LedgerQuery.NONE.wish().and(List.of(reporters.told(by, typed))),
                LedgerQuery.NONE.with("size", MOST_OF_A_REPORTER).pageRequest());
        searches.enter(reader, by, (int) found.getTotalElements());
        var units = organization.unitsByCode();
        var now = clock.instant();
        var lines = new Lines(
                found.map(clue -> line(clue, viewer, units, now, locale)).getContent(),
                0,
                1,
                found.getTotalElements(),
                false,
                List.of(),
                0,
                false);
        return shown(viewer, new Found(lines, found.getContent()), null, 0, locale);
    }

    /** The lines that fit and that the reader may see. */
    Lines find(String reader, LedgerQuery wish, Locale locale) {
        return find(access.viewer(reader), wish, locale).lines();
    }

    private Found find(Viewer viewer, LedgerQuery wish, Locale locale) {
        var asked = wish.pageRequest();
        var allVoided = access.seesEveryAppeal(viewer) ? voided.count() : 0;
        if (wish.voided()) {
            var found = allVoided == 0
                    ? List.<VoidedNumber>of()
                    : voided.page(wish.sort().startsWith("-"), wish.page(), wish.size());
            var pages = (int) ((allVoided + wish.size() - 1) / wish.size());
            return new Found(
                    new Lines(
                            List.of(), wish.page(), pages, allVoided, false, inWords(found, locale), allVoided, false),
                    List.of());
        }
        var units = organization.unitsByCode();
        var now = clock.instant();
        var page = clues.find(viewer, wishes.of(viewer, wish), asked, wish.from());
        var total = Math.min(page.getTotalElements(), ClueQueries.MOST_COUNTED);
        var lines = page.map(clue -> line(clue, viewer, units, now, locale)).getContent();
        var between = allVoided == 0 ? List.<VoidedNumber>of() : between(viewer, wish, lines, page.hasNext());
        var shown = new Lines(
                lines,
                page.getNumber(),
                (int) ((total + wish.size() - 1) / wish.size()),
                total,
                page.getTotalElements() > total,
                inWords(between, locale),
                allVoided,
                viewer.has(Right.EXPORT_LEDGER));
        return new Found(shown, page.getContent());
    }

    /** The void numbers that the reader expects here: above the clue after which they were counted, or looked for by number. */
    private List<VoidedNumber> between(Viewer viewer, LedgerQuery wish, List<Line> lines, boolean more) {
        if (wish.narrowsByNumberAtMost() && wish.page() == 0 && !wish.text().isEmpty()) {
            return voided.lookedFor(wish.text(), MOST_VOIDED);
        }
        if (!wish.isWholeAccount() || lines.isEmpty() && wish.page() > 0) {
            return List.of();
        }
        var lowest = more ? lines.get(lines.size() - 1).clueNumber() : "";
        // Above the first of this page they are counted up to the last of the page before.
        var before = wish.page() == 0
                ? wish.from().orElse(PAST_ALL)
                : clues.find(viewer, wishes.of(viewer, wish), wish.lastOfThePageBefore(), wish.from())
                        .getContent()
                        .get(0)
                        .number()
                        .value();
        return voided.between(lowest, before, MOST_VOIDED);
    }

    private Line line(Clue clue, Viewer viewer, Map<String, Unit> units, Instant now, Locale locale) {
        var card = clue.card().orElse(null);
        var lead = clue.leadUnit().orElse(null);
        var due = clue.dueAt().orElse(null);
        return new Line(
                clue.number().value(),
                clue.content().kind(),
                access.contentFor(viewer, clue).title(),
                clue.status(),
                card,
                clue.stage(),
                lead,
                clue.registeredAt(),
                due,
                clue.isLate(now),
                clue.suspendedAt().isPresent(),
                Map.of(
                        "kind", words.code("kind", clue.content().kind(), locale),
                        "status",
                                words.code("clue.status", clue.status(), locale)
                                        + clue.importId()
                                                .map(id -> " · " + words.text("ledger.imported", locale))
                                                .orElse(""),
                        "card", card == null ? words.text("card.none", locale) : words.code("card", card, locale),
                        "stage", words.code("stage", clue.stage(), locale),
                        "leadUnit",
                                lead == null
                                        ? ""
                                        : units.containsKey(lead)
                                                ? units.get(lead).name()
                                                : lead,
                        "registeredAt", words.time(clue.registeredAt()),
                        "dueAt", words.time(due)));
    }

    private List<VoidLine> inWords(List<VoidedNumber> found, Locale locale) {
        return found.stream()
                .map(each -> new VoidLine(
                        each.number(),
                        each.voidedAt(),
                        each.reason(),
                        Map.of(
                                "reason", words.code("ledger.why-void", each.reason(), locale),
                                "reservedAt", words.time(each.reservedAt()),
                                "voidedAt", words.time(each.voidedAt()))))
                .toList();
    }
}
