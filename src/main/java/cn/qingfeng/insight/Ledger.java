package cn.qingfeng.insight;

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
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.organization.Unit;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** More void numbers than this between the clues of a page are for their own list. */
    private static final int MOST_VOIDED = 50;

    private static final String PAST_ALL = "Z";

    private final ClueQueries clues;
    private final VoidedNumbers voided;
    private final ClueAccess access;
    private final Organization organization;
    private final LedgerWords words;
    private final Clock clock;

    Ledger(
            ClueQueries clues,
            VoidedNumbers voided,
            ClueAccess access,
            Organization organization,
            LedgerWords words,
            Clock clock) {
        this.clues = clues;
        this.voided = voided;
        this.access = access;
        this.organization = organization;
        this.words = words;
        this.clock = clock;
    }

    /** The lines that fit and that the reader may see. */
    Lines find(String reader, LedgerQuery wish, Locale locale) {
        var viewer = access.viewer(reader);
        var asked = wish.pageRequest();
        var allVoided = access.seesEveryAppeal(viewer) ? voided.count() : 0;
        if (wish.voided()) {
            var found = allVoided == 0
                    ? List.<VoidedNumber>of()
                    : voided.page(wish.sort().startsWith("-"), wish.page(), wish.size());
            var pages = (int) ((allVoided + wish.size() - 1) / wish.size());
            return new Lines(List.of(), wish.page(), pages, allVoided, false, inWords(found, locale), allVoided, false);
        }
        var units = organization.unitsByCode();
        var now = clock.instant();
        var page = clues.find(viewer, wish.wish(), asked, wish.from());
        var total = Math.min(page.getTotalElements(), ClueQueries.MOST_COUNTED);
        var lines = page.map(clue -> line(clue, viewer, units, now, locale)).getContent();
        var between = allVoided == 0 ? List.<VoidedNumber>of() : between(viewer, wish, lines, page.hasNext());
        return new Lines(
                lines,
                page.getNumber(),
                (int) ((total + wish.size() - 1) / wish.size()),
                total,
                page.getTotalElements() > total,
                inWords(between, locale),
                allVoided,
                viewer.has(Right.EXPORT_LEDGER));
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
                : clues.find(viewer, wish.wish(), wish.lastOfThePageBefore(), wish.from())
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
                        "status", words.code("clue.status", clue.status(), locale),
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
