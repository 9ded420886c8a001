package cn.qingfeng.insight.file;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.Pairs;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.clue.access.Viewer;
import cn.qingfeng.evidence.upload.PendingUploads;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.reporter.Identity;
import cn.qingfeng.reporter.Reporters;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts a clue's file together for one person. Whether the person sees the clue at all is {@link ClueAccess}'s to say; a
 * unit that sees it learns neither by which way it came nor who registered it, reads of the offices' answers only those
 * meant for it, and of other units' only those that assist it (county plan, “must not see”).
 */
@Component
@Transactional(readOnly = true)
public class ClueDossiers {

    private final ClueLedger ledger;
    private final ClueAccess access;
    private final Reporters reporters;
    private final Organization organization;
    private final Pairs pairs;
    private final LimitsSection limits;
    private final HoldingsSection holdings;
    private final FactsSection facts;
    private final SupervisionSection supervision;
    private final DutiesSection duties;
    private final SheetsSection sheets;
    private final TimelineSection timeline;
    private final ConversationSection conversation;
    private final FilesSection files;
    private final RelatedSection related;
    private final Optional<PriorFilings> filings;
    private final Optional<FirmsPeace> firms;
    private final List<BesideClue> beside;
    private final LedgerWords words;
    private final Clock clock;

    ClueDossiers(
            ClueLedger ledger,
            ClueAccess access,
            Reporters reporters,
            Organization organization,
            Pairs pairs,
            LimitsSection limits,
            HoldingsSection holdings,
            FactsSection facts,
            SupervisionSection supervision,
            DutiesSection duties,
            SheetsSection sheets,
            TimelineSection timeline,
            ConversationSection conversation,
            FilesSection files,
            RelatedSection related,
            Optional<PriorFilings> filings,
            Optional<FirmsPeace> firms,
            List<BesideClue> beside,
            LedgerWords words,
            Clock clock) {
        this.ledger = ledger;
        this.access = access;
        this.reporters = reporters;
        this.organization = organization;
        this.pairs = pairs;
        this.limits = limits;
        this.holdings = holdings;
        this.facts = facts;
        this.supervision = supervision;
        this.duties = duties;
        this.sheets = sheets;
        this.timeline = timeline;
        this.conversation = conversation;
        this.files = files;
        this.related = related;
        this.filings = filings;
        this.firms = firms;
        this.beside = beside;
        this.words = words;
        this.clock = clock;
    }

    /**
     * The file of this clue for this reader.
     *
     * @param reader a user name
     * @throws Refusal not found, when there is no such clue or it is none of the reader's
     */
    public ClueDossier of(String reader, String number, Locale locale) {
        var viewer = access.viewer(reader);
        var clue = seen(viewer, number);
        var asUnit = !viewer.has(Right.READ_OFFICES);
        var content = access.contentFor(viewer, clue);
        var asTold = access.readsAsTold(viewer, clue);
        UnaryOperator<String> told = text -> asTold ? text : clue.screened(text);
        var now = clock.instant();
        var reading = new Reading(clue, viewer, asUnit, told, now, locale);
        var terms = limits.of(reading);
        var late = holdings.late(reading);
        var first = LimitsSection.first(clue, terms);
        var assisting = new TreeSet<>(clue.assistUnits());
        return new ClueDossier(
                clue.number().value(),
                clue.content().kind(),
                content.title(),
                clue.status(),
                clue.card().orElse(null),
                clue.stage(),
                clue.leadUnit().orElse(null),
                List.copyOf(assisting),
                assisting.stream().map(organization::unitName).toList(),
                clue.registeredAt(),
                clue.dueAt().orElse(null),
                facts.codes(reading),
                content.place(),
                content.matter(),
                content.narrative(),
                content.request(),
                reporters.of(clue, viewer).map(ClueDossiers::contact).orElse(null),
                facts.facts(reading, content),
                terms,
                first.orElse(null),
                first.flatMap(limit -> LimitsSection.otherClock(limit, terms)).orElse(null),
                holdings.runningLate(late, now, locale),
                holdings.holdings(reading, late),
                supervision.of(reading),
                duties.offers(reading),
                duties.reveals(reading),
                sheets.of(reading),
                timeline.of(reading),
                conversation.said(reading),
                conversation.readsConversation(reading),
                conversation.mayAsk(reading),
                files.of(reading),
                files.mayAdd(reading),
                PendingUploads.mostBytes(),
                files.mayRelease(reading),
                files.lacksProof(clue),
                related.similar(reading),
                filings.map(them -> them.beside(clue, viewer.username())).orElse(List.of()),
                firms.flatMap(them -> them.beside(clue, viewer.username())).orElse(null),
                beside.stream()
                        .flatMap(room -> room.of(clue, viewer.username(), locale).stream())
                        .toList(),
                related.related(reading),
                duties.screening(reading),
                pairs.toldTo(viewer.username(), clue.number()) ? words.text("insight.report-made", locale) : null,
                now);
    }

    /** What late working time of the clue grows at {@code now}, and against whom, in words; empty where nothing is late. */
    public String runningLate(ClueNumber number, Instant now, Locale locale) {
        return holdings.runningLate(number, now, locale);
    }

    private Clue seen(Viewer viewer, String number) {
        var clue = ledger.get(ClueNumber.of(number));
        access.requireSight(viewer, clue);
        return clue;
    }

    private static String contact(Identity who) {
        return Stream.of(who.name(), who.phone(), who.enterprise(), who.creditCode())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" · "));
    }
}
