package cn.qingfeng.organization;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.util.MultiValueMap;

/**
 * Who takes over what of a unit that is closed: one successor, which stands in its place from now on, and others that get a
 * share of what is open.
 *
 * @param unit the successor; null where nothing is left to take over
 * @param shares what goes to others
 */
public record Succession(String unit, List<Share> shares) {

    /** Of what a share consists. */
    public enum Part {
        /** All open clues with one leaf of the classification; also those that come before the day. */
        KIND,
        /** One open clue; before {@link #KIND}. */
        CLUE,
        PERSON,
        WINDOW,
        POINT
    }

    /** @param key the leaf, the clue number, the user name, the code */
    public record Share(Part part, String key, String unit) {}

    /** Begins the names of a form's fields that share something: {@code share.CLUE.WY20260302-0001}. */
    private static final String FIELD = "share.";

    /** What is picked in a form ({@code CLUE.WY20260302-0001}), and to whom it goes. */
    private static final String PICKED = "pick";

    private static final String TO = "to";

    public static final Succession NONE = new Succession(null, List.of());

    /** What is said to go to the successor anyway is no share. */
    public Succession {
        shares = shares == null
                ? List.of()
                : shares.stream()
                        .filter(share -> share.part() != null && share.key() != null)
                        .filter(share -> share.unit() != null && !share.unit().isBlank())
                        .filter(share ->
                                share.part() == Part.CLUE || !share.unit().equals(unit))
                        .distinct()
                        .toList();
    }

    public static Succession to(String unit) {
        return unit == null || unit.isBlank() ? NONE : new Succession(unit, List.of());
    }

    /** As a form was filled in. */
    public static Succession of(String unit, MultiValueMap<String, String> fields) {
        return new Succession(unit == null || unit.isBlank() ? null : unit, sharesIn(fields));
    }

    /** What was shared out before, and what was picked now to go to one more unit, or back to the successor. */
    public static List<Share> sharesIn(MultiValueMap<String, String> fields) {
        var heirs = new LinkedHashMap<String, String>();
        fields.toSingleValueMap().forEach((name, heir) -> {
            if (name.startsWith(FIELD)) {
                heirs.put(name.substring(FIELD.length()), heir);
            }
        });
        var to = fields.getFirst(TO);
        if (to != null && !to.isBlank()) {
            fields.getOrDefault(PICKED, List.of()).forEach(name -> heirs.put(name, to));
        }
        var shares = new ArrayList<Share>();
        heirs.forEach((name, heir) -> {
            for (var part : Part.values()) {
                var begins = part.name() + ".";
                if (name.startsWith(begins) && !heir.isBlank()) {
                    shares.add(new Share(part, name.substring(begins.length()), heir));
                }
            }
        });
        return shares;
    }

    /** Everybody who gets something, the successor first. */
    public Set<String> heirs() {
        var heirs = new LinkedHashSet<String>();
        if (unit != null) {
            heirs.add(unit);
        }
        shares.forEach(share -> heirs.add(share.unit()));
        return heirs;
    }

    /** To whom a person, a window or a point goes. */
    public String heirOf(Part part, String key) {
        return of(part, key, unit);
    }

    /** @param kind the clue's leaf; null for none */
    public String heirOfClue(String number, String kind) {
        return of(Part.CLUE, number, kind == null ? unit : of(Part.KIND, kind, unit));
    }

    private String of(Part part, String key, String otherwise) {
        return shares.stream()
                .filter(share -> share.part() == part && share.key().equals(key))
                .map(Share::unit)
                .findFirst()
                .orElse(otherwise);
    }
}
