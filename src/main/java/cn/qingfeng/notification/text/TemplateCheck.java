package cn.qingfeng.notification.text;

import cn.qingfeng.Refusal;
import cn.qingfeng.notification.Notice;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a text that somebody wrote for a notice: its places are known, it fits, and it holds nothing that tells of a person.
 * What fills the places cannot: {@link Notice} carries no such fact. So only the written words are to be watched.
 */
final class TemplateCheck {

    static final int LONGEST_SUBJECT = 100;
    static final int LONGEST_BODY = 500;

    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
    /** A telephone number, identity card, account or credit code, also with spaces or hyphens between. */
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d(?:[\\s-]?\\d){6,}|[0-9A-Z]{15,}");

    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@]+@[^\\s@]+|https?:|www\\.|//", Pattern.CASE_INSENSITIVE);

    private final Map<String, Placeholder> byShownName;
    private final Set<Placeholder> allowed;
    private final Collection<String> people;

    /**
     * @param byShownName the places by the names under which the writer sees them
     * @param allowed the places that this event can fill
     * @param people names of people that the organization knows
     */
    TemplateCheck(Map<String, Placeholder> byShownName, Set<Placeholder> allowed, Collection<String> people) {
        this.byShownName = byShownName;
        this.allowed = allowed;
        this.people = people;
    }

    /**
     * The text as it is stored.
     *
     * @param field the field's name, for its fault
     * @param faults where to add what is wrong
     */
    String stored(String field, String written, int longest, List<Refusal.Fault> faults) {
        var text = written == null ? "" : written.strip().replace("\r\n", "\n");
        if (text.isEmpty() || text.length() > longest) {
            faults.add(new Refusal.Fault(field, "notice.template.length", String.valueOf(longest)));
            return text;
        }
        var stored =
                PLACE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(place(field, match.group(1), faults)));
        if (PLACE.matcher(stored).replaceAll("").matches("(?s).*[{}].*")) {
            faults.add(new Refusal.Fault(field, "notice.template.braces"));
        }
        var plain = Normalizer.normalize(PLACE.matcher(stored).replaceAll("…"), Normalizer.Form.NFKC);
        if (LONG_NUMBER.matcher(plain).find()) {
            faults.add(new Refusal.Fault(field, "notice.template.digits"));
        }
        if (ADDRESS.matcher(plain).find()) {
            faults.add(new Refusal.Fault(field, "notice.template.address"));
        }
        people.stream()
                .filter(name -> name.length() > 1 && plain.contains(name))
                .findFirst()
                .ifPresent(name -> faults.add(new Refusal.Fault(field, "notice.template.person", name)));
        return stored;
    }

    private String place(String field, String name, List<Refusal.Fault> faults) {
        var place = byShownName.get(name.strip());
        if (place == null) {
            faults.add(new Refusal.Fault(field, "notice.template.unknown", name));
            return "{" + name + "}";
        }
        if (!allowed.contains(place)) {
            faults.add(new Refusal.Fault(field, "notice.template.notHere", name));
        }
        return place.token();
    }

    /** A stored text as its writer sees it. */
    static String shown(String stored, Map<String, Placeholder> byShownName) {
        var names = new ArrayList<>(byShownName.entrySet());
        var text = stored;
        for (var entry : names) {
            text = text.replace(entry.getValue().token(), "{" + entry.getKey() + "}");
        }
        return text;
    }

    /** A stored text with its places filled; what is filled in is never read as a place again. */
    static String filled(String stored, Map<Placeholder, String> values) {
        return PLACE.matcher(stored).replaceAll(match -> {
            for (var place : Placeholder.values()) {
                if (place.token().equals(match.group())) {
                    return Matcher.quoteReplacement(values.getOrDefault(place, ""));
                }
            }
            return Matcher.quoteReplacement(match.group());
        });
    }
}
