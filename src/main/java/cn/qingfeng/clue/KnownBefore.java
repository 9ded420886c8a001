package cn.qingfeng.clue;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whether what somebody brings is here already. Of reports against persons nothing is told: their words lie sealed. */
@Component
@Transactional(readOnly = true)
public class KnownBefore {

    /** A clue with the same title. */
    public record Same(ClueNumber number, String title, String narrative) {}

    private final EntityManager entities;

    KnownBefore(EntityManager entities) {
        this.entities = entities;
    }

    /** The first clue of each of these numbers at the place it came from. */
    public Map<String, ClueNumber> byExternalNumber(Collection<String> numbers) {
        var known = new HashMap<String, ClueNumber>();
        if (!numbers.isEmpty()) {
            entities.createQuery(
                            "select c.content.externalNumber, min(c.number) from Clue c"
                                    + " where c.content.externalNumber in :numbers group by c.content.externalNumber",
                            Object[].class)
                    .setParameter("numbers", numbers)
                    .getResultList()
                    .forEach(row -> known.put((String) row[0], ClueNumber.of((String) row[1])));
        }
        return known;
    }

    /** The clues of these titles, by title in the form in which titles are compared. */
    public Map<String, List<Same>> byTitle(Collection<String> titles) {
        var known = new HashMap<String, List<Same>>();
        var keys = new TreeSet<String>();
        titles.forEach(title -> keys.add(TitleKeys.of(title)));
        if (!keys.isEmpty()) {
            entities.createQuery(
                            "select c.titleKey, c.number, c.content.title, c.content.narrative from Clue c"
                                    + " where c.titleKey in :keys and c.content.kind <> :report order by c.number",
                            Object[].class)
                    .setParameter("keys", keys)
                    .setParameter("report", ClueKind.REPORT)
                    .getResultList()
                    .forEach(row -> known.computeIfAbsent((String) row[0], key -> new ArrayList<>())
                            .add(new Same(ClueNumber.of((String) row[1]), (String) row[2], (String) row[3])));
        }
        return known;
    }
}
