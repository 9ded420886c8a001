package cn.qingfeng.sample;

import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.UnitGroup;
import cn.qingfeng.organization.county.County;
import cn.qingfeng.organization.county.CountyBook;
import cn.qingfeng.organization.place.Enterprise;
import cn.qingfeng.organization.place.Places;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings the demo county's units, people and places into being through the same doors as an administrator would, once: what
 * is there is left as it is, so that changes made in the demo survive a restart.
 */
@Component
@Profile("demo")
public class SampleCounty {

    private final Organization organization;
    private final Places places;
    private final County county;
    private final String reason;

    SampleCounty(Organization organization, Places places, County county, MessageSource messages) {
        this.organization = organization;
        this.places = places;
        this.county = county;
        this.reason = messages.getMessage("county.reason.sample", null, Locale.SIMPLIFIED_CHINESE);
    }

    /** Adds what is missing, all of it or nothing. */
    @Transactional
    public void load() {
        SampleFile.<String, Map<String, String>>mapping("units.yml")
                .forEach((group, units) -> units.forEach((code, name) -> unit(code, name, UnitGroup.valueOf(group))));
        SampleFile.<Map<String, Object>>list("people.yml").forEach(this::person);
        SampleFile.<String, List<String>>mapping("windows.yml").forEach(this::window);
        SampleFile.<String, List<Object>>mapping("enterprises.yml").forEach(this::enterprise);
        SampleFile.<String, List<String>>mapping("points.yml").forEach(this::point);
    }

    private void unit(String code, String name, UnitGroup group) {
        if (organization.unit(code).isEmpty()) {
            county.addUnit(code, name, group, reason, CountyBook.SYSTEM);
        }
    }

    @SuppressWarnings("unchecked")
    private void person(Map<String, Object> row) {
        var username = (String) row.get("username");
        if (organization.person(username).isPresent()) {
            return;
        }
        county.addPerson(
                username,
                (String) row.get("name"),
                (String) row.get("unit"),
                username + "@qingfeng.example",
                null,
                username,
                reason,
                CountyBook.SYSTEM);
        for (var held : (List<String>) row.get("duties")) {
            var words = held.split(" ");
            county.assign(
                    username, Duty.valueOf(words[0]), words.length > 1 ? words[1] : null, reason, CountyBook.SYSTEM);
        }
    }

    private void window(String code, List<String> row) {
        if (places.window(code).isEmpty()) {
            county.putWindow(code, row.get(0), row.get(1), row.get(2), reason, CountyBook.SYSTEM);
        }
    }

    private void enterprise(String creditCode, List<Object> row) {
        if (places.enterprise(creditCode).isEmpty()) {
            places.put(new Enterprise(
                    creditCode,
                    (String) row.get(0),
                    (String) row.get(1),
                    (Boolean) row.get(2),
                    row.size() > 3 ? (String) row.get(3) : null));
        }
    }

    private void point(String code, List<String> row) {
        if (places.contactPoint(code).isEmpty()) {
            county.putPoint(
                    code, row.get(0), row.get(1), row.size() > 2 ? row.get(2) : null, reason, CountyBook.SYSTEM);
        }
    }
}
