package cn.qingfeng.process.notice;

import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Who is told about a clue, by its card (county plan, red-yellow-blue dispatching): blue the units that handle it, yellow
 * also the lead unit's leader, red also the county's leaders, the supervisors and the discipline commission. A report against a
 * person (举报) is never dispatched, so nobody is told of it by its card.
 */
@Component
public class Informed {

    private final Organization organization;

    Informed(Organization organization) {
        this.organization = organization;
    }

    /**
     * The user names of those who are told.
     *
     * @param card BLUE, YELLOW or RED, as the engine carries it; null before the card is decided
     * @param lead the lead unit's code, null before dispatch
     * @param assisting the assisting units' codes
     */
    public Set<String> about(String card, String lead, Collection<String> assisting) {
        var told = new TreeSet<String>();
        Stream.concat(Stream.ofNullable(lead), assisting.stream()).forEach(unit -> told.addAll(handlersOf(unit)));
        if (lead != null && ("YELLOW".equals(card) || "RED".equals(card))) {
            told.addAll(leadersOf(lead));
        }
        if ("RED".equals(card)) {
            Stream.of(Duty.COUNTY_LEADER, Duty.SUPERVISOR, Duty.DISCIPLINE)
                    .forEach(duty -> told.addAll(holdersOf(duty)));
        }
        return told;
    }

    private Set<String> handlersOf(String unit) {
        return names(organization.peopleWith(Duty.HANDLER, unit));
    }

    private Set<String> leadersOf(String unit) {
        return names(organization.peopleWith(Duty.UNIT_LEADER, unit));
    }

    private Set<String> holdersOf(Duty duty) {
        return names(organization.peopleWith(duty));
    }

    private static Set<String> names(Collection<Person> people) {
        var names = new TreeSet<String>();
        people.forEach(person -> names.add(person.username()));
        return names;
    }
}
