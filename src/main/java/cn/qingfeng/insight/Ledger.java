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
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Unit;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** A page of lines; {@code page} counts from 0. */
    record Lines(List<Line> items, int page, int pages, long total) {}

    private final ClueQueries clues;
    private final ClueAccess access;
    private final Organization organization;
    private final LedgerWords words;
    private final Clock clock;

    Ledger(ClueQueries clues, ClueAccess access, Organization organization, LedgerWords words, Clock clock) {
        this.clues = clues;
        this.access = access;
        this.organization = organization;
        this.words = words;
        this.clock = clock;
    }

    /** The lines that fit and that the reader may see. */
    Lines find(String reader, LedgerQuery wish, Locale locale) {
        var units = organization.unitsByCode();
        var now = clock.instant();
        var viewer = access.viewer(reader);
        var page = clues.find(viewer, wish.wish(), wish.pageRequest());
        return new Lines(
                page.map(clue -> line(clue, viewer, units, now, locale)).getContent(),
                page.getNumber(),
                page.getTotalPages(),
                page.getTotalElements());
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
}
