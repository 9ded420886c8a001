package cn.qingfeng.visit.own;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterFacts;
import cn.qingfeng.matter.MatterKind;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.visit.Firms;
import cn.qingfeng.visit.Visits;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What firms thought of their visits: with each visit for whoever keeps the register, and the last year's sums for whoever sees the kind. */
@Component
class RatingFacts implements MatterFacts {

    private final VisitRatings ratings;
    private final Firms firms;
    private final Organization organization;
    private final MessageSource messages;
    private final Clock clock;

    RatingFacts(VisitRatings ratings, Firms firms, Organization organization, MessageSource messages, Clock clock) {
        this.ratings = ratings;
        this.firms = firms;
        this.organization = organization;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public List<Fact> of(String reader, Matter matter, Locale locale) {
        if (!matter.kind().equals(Visits.KIND) || !firms.keeps(reader)) {
            return List.of();
        }
        return ratings.of(Set.of(matter.number())).values().stream()
                .map(level ->
                        new Fact(say("own.rating", locale), say("rating." + level, locale), null, level.ordinal() > 2))
                .toList();
    }

    @Override
    public List<Fact> of(String reader, MatterKind kind, Locale locale) {
        if (!kind.key().equals(Visits.KIND)) {
            return List.of();
        }
        var today = LocalDate.ofInstant(clock.instant(), CountyClock.ZONE);
        var sums = ratings.sums(today.minusYears(1), today);
        var names = organization.personNames(sums.keySet());
        return sums.entrySet().stream()
                .filter(one -> firms.keeps(reader) || one.getKey().equals(reader))
                .map(one -> new Fact(
                        say("own.rating.of", locale, names.getOrDefault(one.getKey(), one.getKey())),
                        say(
                                "own.rating.sum",
                                locale,
                                one.getValue().count(),
                                one.getValue().satisfied()),
                        null,
                        false))
                .sorted((one, other) -> one.label().compareTo(other.label()))
                .toList();
    }

    private String say(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }
}
