package cn.qingfeng.insight.file;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.Pairs;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.clue.content.Content;
import cn.qingfeng.intake.plaque.Scans;
import cn.qingfeng.intake.rating.SelfRating;
import cn.qingfeng.intake.rating.SelfRatings;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.recusal.Recusals;
import cn.qingfeng.redaction.Redaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What is known about one clue, fact by fact. */
@Component
class FactsSection {

    private final ClueLedger ledger;
    private final ClueAccess access;
    private final Pairs pairs;
    private final Scans scans;
    private final SelfRatings ratings;
    private final Recusals recusals;
    private final Redaction screening;
    private final Organization organization;
    private final LedgerWords words;

    FactsSection(
            ClueLedger ledger,
            ClueAccess access,
            Pairs pairs,
            Scans scans,
            SelfRatings ratings,
            Recusals recusals,
            Redaction screening,
            Organization organization,
            LedgerWords words) {
        this.ledger = ledger;
        this.access = access;
        this.pairs = pairs;
        this.scans = scans;
        this.ratings = ratings;
        this.recusals = recusals;
        this.screening = screening;
        this.organization = organization;
        this.words = words;
    }

    Map<String, String> codes(Reading reading) {
        var clue = reading.clue();
        var locale = reading.locale();
        var found = new HashMap<String, String>();
        found.put("kind", words.code("kind", clue.content().kind(), locale));
        found.put("status", words.code("clue.status", clue.status(), locale));
        found.put("stage", words.code("stage", clue.stage(), locale));
        found.put(
                "card",
                clue.card()
                        .map(card -> words.code("card", card, locale))
                        .orElseGet(() -> words.text("card.none", locale)));
        clue.leadUnit().ifPresent(unit -> found.put("leadUnit", organization.unitName(unit)));
        return found;
    }

    List<ClueDossier.Pair> facts(Reading reading, Content content) {
        var clue = reading.clue();
        var asUnit = reading.asUnit();
        var locale = reading.locale();
        var facts = clue.facts();
        var pairs = new FactList(locale);
        clue.classification().ifPresent(leaf -> pairs.add("classification", words.classification(leaf, locale)));
        pairs.add("registeredAt", words.time(clue.registeredAt()));
        if (!asUnit) {
            pairs.add("channel", words.code("channel", content.channel(), locale));
            pairs.add("externalNumber", content.externalNumber());
            pairs.add("registeredBy", words.actor(clue.registeredBy(), locale));
            scans.of(clue.number())
                    .ifPresent(scan -> pairs.add(
                            "scan",
                            Stream.of(scan.place().orElse(null), words.text("scan." + scan.standing(), locale))
                                    .filter(Objects::nonNull)
                                    .collect(Collectors.joining(" · "))));
            pairs.add(
                    "toldWith",
                    others(clue)
                            .filter(other -> access.maySee(reading.viewer(), other))
                            .map(other -> other.number().value())
                            .collect(Collectors.joining(words.text("insight.separator", locale))));
            pairs.add("anonymous", words.yes(content.anonymous(), locale));
            if (content.consent() != null) {
                pairs.add("consent", words.code("consent", content.consent(), locale));
            }
        }
        if (content.concernedUnit() != null) {
            pairs.add("concernedUnit", organization.unitName(content.concernedUnit()));
        }
        pairs.add("concernedWindow", content.concernedWindow());
        if (!asUnit) {
            pairs.add(
                    "grading",
                    Stream.of(
                                    facts.stoppage() ? "stoppage" : null,
                                    facts.fixableOnTheSpot() ? "fixableOnTheSpot" : null,
                                    facts.suspectedViolation() ? "suspectedViolation" : null,
                                    facts.leaderInstruction() ? "leaderInstruction" : null,
                                    facts.mediaExposed() ? "mediaExposed" : null,
                                    facts.historical() ? "historical" : null,
                                    facts.refused() ? "refused" : null,
                                    facts.unitsConcerned() > 1 ? "several" : null)
                            .filter(Objects::nonNull)
                            .map(fact -> words.text("insight.grading." + fact, locale, facts.unitsConcerned()))
                            .collect(Collectors.joining(words.text("insight.separator", locale))));
            clue.proposedCard().ifPresent(card -> pairs.add("proposedCard", words.code("card", card, locale)));
            pairs.add("proposalReason", clue.proposalReason().orElse(null));
        }
        pairs.add("cardReason", clue.cardReason().map(reading.told()).orElse(null));
        pairs.add("orderNumber", clue.orderNumber().orElse(null));
        if (!asUnit) {
            pairs.add("keptOut", keptOut(clue, locale));
            screening.standing(clue).ifPresent(key -> pairs.add("screening", words.text(key, locale)));
        }
        pairs.add("dispatchedAt", words.time(clue.dispatchedAt().orElse(null)));
        pairs.add("signedAt", words.time(clue.signedAt().orElse(null)));
        pairs.add("handler", clue.handler().map(organization::personName).orElse(null));
        pairs.add("contactedAt", words.time(clue.contactedAt().orElse(null)));
        pairs.add("finishedAt", words.time(clue.finishedAt().orElse(null)));
        clue.result().ifPresent(result -> pairs.add("result", words.code("result", result, locale)));
        clue.calledBack().ifPresent(said -> {
            pairs.add("solved", words.code("solved", said.solved(), locale));
            pairs.add("rating", words.code("rating", said.rating(), locale));
        });
        ratings.present(clue).ifPresent(said -> pairs.add("selfRating", selfRating(said, asUnit, locale)));
        if (clue.reworks() > 0) {
            pairs.add("reworks", String.valueOf(clue.reworks()));
        }
        pairs.add("closedAt", words.time(clue.closedAt().orElse(null)));
        return pairs.all;
    }

    private String keptOut(Clue clue, Locale locale) {
        return recusals.all(clue.number()).stream()
                .map(each -> words.text(
                        "insight.kept-out",
                        locale,
                        organization.personName(each.username()),
                        words.code("recusal.cause", each.cause(), locale)))
                .collect(Collectors.joining(words.text("insight.separator", locale)));
    }

    /** The other half of a mixed telling, and what was told in calls. */
    private Stream<Clue> others(Clue clue) {
        return (clue.content().kind() == ClueKind.REPORT
                        ? pairs.appealWith(clue.number()).stream()
                        : pairs.reportsOf(clue.number()).stream())
                .map(ledger::get);
    }

    /** The unit reads how it was rated, not the remark, which may say who rated. */
    private String selfRating(SelfRating said, boolean asUnit, Locale locale) {
        return Stream.of(
                        words.text("rated.solved." + said.solved(), locale),
                        words.text("rating." + said.rating(), locale),
                        said.reasons().stream()
                                .map(reason -> words.text("rated.reason." + reason, locale))
                                .collect(Collectors.joining(words.text("form.separator", locale))),
                        asUnit || said.remark() == null ? "" : said.remark())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /** Labelled facts; what is not known is left out. */
    private final class FactList {
        private final List<ClueDossier.Pair> all = new ArrayList<>();
        private final Locale locale;

        FactList(Locale locale) {
            this.locale = locale;
        }

        void add(String fact, String value) {
            if (value != null && !value.isBlank()) {
                all.add(new ClueDossier.Pair(words.text("insight.fact." + fact, locale), value));
            }
        }
    }
}
