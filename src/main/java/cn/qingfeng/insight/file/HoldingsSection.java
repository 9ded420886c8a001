package cn.qingfeng.insight.file;

import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.supervision.charge.Charge;
import cn.qingfeng.supervision.charge.OverdueAttribution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Who held the case when, and to whom its late working time is charged. */
@Component
class HoldingsSection {

    private final OverdueAttribution charges;
    private final WorkingCalendar calendar;
    private final Organization organization;
    private final LedgerWords words;

    HoldingsSection(
            OverdueAttribution charges, WorkingCalendar calendar, Organization organization, LedgerWords words) {
        this.charges = charges;
        this.calendar = calendar;
        this.organization = organization;
        this.words = words;
    }

    List<Charge> late(Reading reading) {
        return charges.of(reading.clue().number(), reading.now());
    }

    /** What late working time of the clue grows at {@code now}, and against whom, in words; empty where nothing is late. */
    String runningLate(ClueNumber number, Instant now, Locale locale) {
        return runningLate(charges.of(number, now), now, locale);
    }

    String runningLate(List<Charge> late, Instant now, Locale locale) {
        return late.stream()
                .filter(charge -> charge.to().equals(now))
                .map(charge -> words.text(
                        "insight.running-late", locale, holder(charge.unit(), locale), lateWords(charge, locale)))
                .collect(Collectors.joining(words.text("insight.separator", locale)));
    }

    List<ClueDossier.Holding> holdings(Reading reading, List<Charge> late) {
        var clue = reading.clue();
        var now = reading.now();
        var locale = reading.locale();
        var holdings = new ArrayList<ClueDossier.Holding>();
        for (var leg : charges.legs(clue.number())) {
            var end = leg.to().orElse(now);
            holdings.add(new ClueDossier.Holding(
                    holder(leg.unit(), locale),
                    leg.from(),
                    leg.to().orElse(null),
                    hours(calendar.workingTimeBetween(leg.from(), end), locale),
                    late.stream()
                            .filter(charge -> charge.unit().equals(leg.unit()))
                            .filter(charge -> !charge.from().isBefore(leg.from())
                                    && !charge.to().isAfter(end))
                            .map(charge -> lateWords(charge, locale))
                            .collect(Collectors.joining(words.text("insight.separator", locale)))));
        }
        // Assisting units hold the case beside the lead unit and have no leg of their own.
        late.stream()
                .filter(charge ->
                        charge.unit().filter(clue.assistUnits()::contains).isPresent())
                .forEach(charge -> holdings.add(new ClueDossier.Holding(
                        holder(charge.unit(), locale),
                        charge.from(),
                        charge.to(),
                        hours(charge.late(), locale),
                        lateWords(charge, locale))));
        return holdings;
    }

    private String holder(Optional<String> unit, Locale locale) {
        return unit.map(organization::unitName).orElseGet(() -> words.text("insight.holder.office", locale));
    }

    private String lateWords(Charge charge, Locale locale) {
        return words.text(
                "insight.holding.late-by",
                locale,
                words.code("limit", charge.kind(), locale),
                hours(charge.late(), locale));
    }

    private String hours(Duration time, Locale locale) {
        return words.text("insight.hours", locale, time.toMinutes() / 60, time.toMinutes() % 60);
    }
}
