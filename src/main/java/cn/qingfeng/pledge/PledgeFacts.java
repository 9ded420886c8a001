package cn.qingfeng.pledge;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.CameFrom;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterFacts;
import cn.qingfeng.matter.MatterKind;
import cn.qingfeng.matter.MatterRights;
import cn.qingfeng.matter.MatterState;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.pledge.Pledge.State;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What the pages of pledges, of episodes and of the clues that came of pledges show beside what was filled in. */
@Component
class PledgeFacts implements MatterFacts, CameFrom {

    private final PledgeBook book;
    private final ClueLedger ledger;
    private final Matters matters;
    private final MatterRights rights;
    private final Organization organization;
    private final MessageSource messages;

    PledgeFacts(
            PledgeBook book,
            ClueLedger ledger,
            Matters matters,
            MatterRights rights,
            Organization organization,
            MessageSource messages) {
        this.book = book;
        this.ledger = ledger;
        this.matters = matters;
        this.rights = rights;
        this.organization = organization;
        this.messages = messages;
    }

    @Override
    public List<Fact> of(String reader, Matter matter, Locale locale) {
        return switch (matter.kind()) {
            case PledgeBook.PLEDGE ->
                book.find(matter.number())
                        .map(pledge -> ofPledge(pledge, locale))
                        .orElse(List.of());
            case PledgeBook.EPISODE -> ofEpisode(matter, locale);
            default -> List.of();
        };
    }

    private List<Fact> ofPledge(Pledge pledge, Locale locale) {
        var facts = new ArrayList<Fact>();
        facts.add(state(say("pledge.state", locale), null, pledge, locale));
        facts.add(new Fact(say("pledge.episode", locale), pledge.episode(), "/matters/" + pledge.episode(), false));
        if (pledge.clue() != null) {
            facts.add(new Fact(say("pledge.clue", locale), pledge.clue(), "/clues/" + pledge.clue(), true));
        }
        return facts;
    }

    /** First what earlier episodes left to be looked at, then its own. */
    private List<Fact> ofEpisode(Matter episode, Locale locale) {
        var facts = new ArrayList<Fact>();
        if (episode.state() == MatterState.OPEN) {
            toLookAt(episode.number()).forEach(pledge -> facts.add(line("pledge.first", pledge, locale)));
        }
        book.of(episode.number()).forEach(pledge -> facts.add(line("pledge.own", pledge, locale)));
        return facts;
    }

    /** Of other episodes: what is overdue, and what waits to be looked at again. */
    private List<Pledge> toLookAt(String episode) {
        return book.all().stream()
                .filter(pledge -> !pledge.episode().equals(episode))
                .filter(pledge -> {
                    var state = pledge.state(book.today());
                    return state == State.OVERDUE || pledge.keptAt() != null && waits(pledge.number());
                })
                .toList();
    }

    private boolean waits(String number) {
        return !matters.open(number).isEmpty();
    }

    private Fact line(String label, Pledge pledge, Locale locale) {
        return state(
                say(label, locale) + " " + pledge.number() + " " + organization.unitName(pledge.unit()),
                "/matters/" + pledge.number(),
                pledge,
                locale);
    }

    private Fact state(String label, String link, Pledge pledge, Locale locale) {
        var state = pledge.state(book.today());
        return new Fact(label, words(pledge, state, book.today(), locale), link, state == State.OVERDUE);
    }

    /** How a promise stands, with the days that are left or over. */
    String words(Pledge pledge, State state, LocalDate today, Locale locale) {
        var days = pledge.finishOn() == null ? 0 : Math.abs(ChronoUnit.DAYS.between(today, pledge.finishOn()));
        return say(
                "pledge.state." + state,
                locale,
                String.valueOf(pledge.finishOn() == null ? "" : pledge.finishOn()),
                days);
    }

    @Override
    public List<Fact> of(String reader, MatterKind kind, Locale locale) {
        if (!kind.key().equals(PledgeBook.PLEDGE)) {
            return List.of();
        }
        var scope = rights.scope(reader, kind);
        var seen = book.all().stream()
                .filter(pledge -> scope.all() || scope.units().contains(pledge.unit()))
                .map(pledge -> pledge.state(book.today()))
                .toList();
        return Stream.concat(
                        Arrays.stream(State.values())
                                .map(state -> new Fact(
                                        say("pledge.count." + state, locale),
                                        String.valueOf(seen.stream()
                                                .filter(state::equals)
                                                .count()),
                                        null,
                                        state == State.OVERDUE && seen.contains(state))),
                        Stream.of(new Fact(
                                say("pledge.public", locale), say("pledge.public.see", locale), "/pledges", false)))
                .toList();
    }

    @Override
    public Optional<Origin> of(ClueNumber clue, String reader) {
        // A promise's clue is registered under the media's channel: no other is looked for.
        if (ledger.get(clue).content().channel() != ReportingChannel.MEDIA) {
            return Optional.empty();
        }
        return book.ofClue(clue.value())
                .filter(pledge -> sees(reader, pledge))
                .map(pledge -> new Origin(pledge.number(), "/matters/" + pledge.number()));
    }

    private boolean sees(String reader, Pledge pledge) {
        try {
            matters.seenBy(reader, pledge.number());
            return true;
        } catch (Refusal notTheirs) {
            return false;
        }
    }

    private String say(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }
}
