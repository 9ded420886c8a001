package cn.qingfeng.visit;

import cn.qingfeng.calendar.Moments;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.access.CameFrom;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterFacts;
import cn.qingfeng.matter.MatterKind;
import cn.qingfeng.matter.MatterKinds;
import cn.qingfeng.matter.MatterRights;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.organization.Organization;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What the pages of visits show beside what was filled in: the firm, whom to ask for, how the clue that came of it goes. An
 * officer, who sees no clue, learns of it where it stands and until when; of a report never anything.
 */
@Component
class VisitFacts implements MatterFacts, CameFrom {

    private final VisitBook book;
    private final Firms firms;
    private final Coverage coverage;
    private final ClueLedger clues;
    private final ClueAccess access;
    private final Matters matters;
    private final MatterKinds kinds;
    private final MatterRights rights;
    private final Organization organization;
    private final MessageSource messages;

    VisitFacts(
            VisitBook book,
            Firms firms,
            Coverage coverage,
            ClueLedger clues,
            ClueAccess access,
            Matters matters,
            MatterKinds kinds,
            MatterRights rights,
            Organization organization,
            MessageSource messages) {
        this.book = book;
        this.firms = firms;
        this.coverage = coverage;
        this.clues = clues;
        this.access = access;
        this.matters = matters;
        this.kinds = kinds;
        this.rights = rights;
        this.organization = organization;
        this.messages = messages;
    }

    @Override
    public List<Fact> of(String reader, Matter matter, Locale locale) {
        return matter.kind().equals(Visits.KIND)
                ? book.find(matter.number())
                        .map(visit -> of(reader, visit, locale))
                        .orElse(List.of())
                : List.of();
    }

    private List<Fact> of(String reader, Visit visit, Locale locale) {
        var facts = new ArrayList<Fact>();
        firms.find(visit.creditCode()).ifPresent(firm -> {
            facts.add(new Fact(
                    say("visit.firm", locale),
                    firm.name(),
                    firms.sees(reader, firm) ? "/firms/" + firm.creditCode() : null,
                    false));
            firms.contacts(reader, firm)
                    .forEach(contact -> facts.add(new Fact(
                            say("firms.contact", locale),
                            (contact.role() + " " + contact.name() + " " + contact.phone()).strip(),
                            null,
                            false)));
        });
        facts.add(new Fact(say("visit.officer", locale), organization.personName(visit.officer()), null, false));
        var quiet = isInQuietDays(visit);
        facts.add(new Fact(
                say("visit.planned", locale),
                say(
                        quiet ? "visit.planned.quiet" : visit.asked() ? "visit.planned.asked" : "visit.planned.plain",
                        locale,
                        visit.plannedOn(),
                        say("visit.way." + visit.way(), locale)),
                null,
                quiet
                        || visit.state() == Visit.State.PLANNED
                                && visit.plannedOn().isBefore(book.today())));
        if (visit.clue() != null) {
            progress(reader, visit, locale).ifPresent(facts::add);
        }
        return facts;
    }

    /** Whether a planned visit would disturb: quiet days may be entered after it was planned. */
    boolean isInQuietDays(Visit visit) {
        return visit.state() == Visit.State.PLANNED
                && visit.way().inPerson()
                && !visit.asked()
                && firms.quietOn(visit.creditCode(), visit.plannedOn()).isPresent();
    }

    /** How the clue goes that the firm told under its name, for itself; nothing of one that has become a report. */
    Optional<Fact> named(Visit visit, Locale locale) {
        return told(visit).filter(clue -> !clue.content().anonymous()).map(clue -> line(clue, null, locale));
    }

    /** How the clue goes, in a line; nothing of one that has become a report. */
    Optional<Fact> progress(String reader, Visit visit, Locale locale) {
        // Of a firm that stays unnamed, its officer alone knows which clue is its.
        return told(visit)
                .filter(clue -> !clue.content().anonymous() || reader.equals(visit.officer()))
                .map(clue -> line(
                        clue, access.maySee(access.viewer(reader), clue) ? "/clues/" + clue.number() : null, locale));
    }

    private Optional<Clue> told(Visit visit) {
        return clues.find(ClueNumber.of(visit.clue()))
                .filter(clue -> clue.content().kind() == ClueKind.APPEAL)
                // Where it was handed over is the other body's to say.
                .filter(clue -> clue.status() != ClueStatus.HANDED_OVER && clue.status() != ClueStatus.PASSED_UP);
    }

    private Fact line(Clue clue, String link, Locale locale) {
        return new Fact(
                say("visit.clue", locale),
                say(
                        "visit.clue.line",
                        locale,
                        clue.number().value(),
                        say("clue.status." + clue.status(), locale),
                        clue.leadUnit().map(organization::unitName).orElse(""),
                        clue.status().isEnd()
                                ? ""
                                : clue.dueAt().map(Moments::minute).orElse("")),
                link,
                false);
    }

    @Override
    public List<Fact> of(String reader, MatterKind kind, Locale locale) {
        if (!kind.key().equals(Visits.KIND)) {
            return List.of();
        }
        var all = coverage.of(reader, book.today());
        return List.of(
                new Fact(
                        say("visit.coverage", locale),
                        say(
                                "visit.coverage.line",
                                locale,
                                all.key().contacted(),
                                all.key().listed(),
                                all.key().share()),
                        "/visits",
                        false),
                new Fact(say("firms.title", locale), say("firms.see", locale), "/firms", false));
    }

    @Override
    public Optional<Origin> of(ClueNumber clue, String reader) {
        var content = clues.get(clue).content();
        if (content.channel() != ReportingChannel.CHIEF_OFFICER || content.anonymous()) {
            return Optional.empty();
        }
        return book.ofClue(clue.value())
                .flatMap(visit -> matters.find(visit.number()))
                .filter(matter -> rights.sees(reader, kinds.get(matter.kind()), matter))
                .map(matter -> new Origin(matter.number(), "/matters/" + matter.number()));
    }

    private String say(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }
}
