package cn.qingfeng.clue.access;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.text.Normal;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Clues that may tell the same as another one, for whoever reviews admission (rule R6). It is a hint and nothing more:
 * no clue is refused, merged or put aside by it.
 */
@Component
@Transactional(readOnly = true)
public class SimilarClues {

    /** How far back the same matter is looked for. */
    private static final Duration LOOK_BACK = Duration.ofDays(90);

    private static final int MOST_LOOKED_AT = 2000;
    private static final int MOST_SHOWN = 5;
    private static final double ENOUGH = 0.45;

    private record Brief(
            String number,
            String title,
            String place,
            String matter,
            String unit,
            String window,
            String externalNumber) {

        static Brief of(Clue clue) {
            var content = clue.content();
            return new Brief(
                    clue.number().value(),
                    content.title(),
                    content.place(),
                    content.matter(),
                    content.concernedUnit(),
                    content.concernedWindow(),
                    content.externalNumber());
        }

        /**
         * From 0 to 1. The same ticket of the same hotline or the same matter number is the same matter; else the titles
         * decide, and a shared unit, window or place speaks for it.
         */
        double likeness(Brief other) {
            if (same(externalNumber, other.externalNumber)
                    || same(matter, other.matter)
                            && matter.codePoints().filter(Character::isDigit).count() >= 6) {
                return 1;
            }
            var shared = (same(unit, other.unit) ? 0.1 : 0)
                    + (same(window, other.window) ? 0.1 : 0)
                    + (same(matter, other.matter) ? 0.2 : 0)
                    + (same(place, other.place) ? 0.05 : 0);
            return Math.min(1, overlap(title, other.title) * 0.8 + shared);
        }

        private static boolean same(String one, String other) {
            var key = Normal.key(one);
            return !key.isEmpty() && key.equals(Normal.key(other));
        }
    }

    private final EntityManager entities;
    private final ClueAccess access;
    private final Clock clock;

    SimilarClues(EntityManager entities, ClueAccess access, Clock clock) {
        this.entities = entities;
        this.access = access;
        this.clock = clock;
    }

    /** The likeliest first; only such as the viewer may see, and a report only beside reports. */
    public List<Clue> to(Clue clue, Viewer viewer) {
        var sealed = clue.content().kind() == ClueKind.REPORT;
        var wanted = Brief.of(clue);
        var candidates = sealed ? sealed(clue) : open(clue);
        record Likely(String number, double likeness) {}
        var likeliest = candidates
                .map(brief -> new Likely(brief.number(), wanted.likeness(brief)))
                .filter(likely -> likely.likeness() >= ENOUGH)
                .sorted(Comparator.comparingDouble(Likely::likeness).reversed())
                .limit(4L * MOST_SHOWN)
                .map(Likely::number)
                .toList();
        if (likeliest.isEmpty()) {
            return List.of();
        }
        var found = entities.createQuery("select c from Clue c where c.number in :numbers", Clue.class)
                .setParameter("numbers", likeliest)
                .getResultStream()
                .collect(Collectors.toMap(other -> other.number().value(), Function.identity()));
        return likeliest.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .filter(other -> access.maySee(viewer, other))
                .limit(MOST_SHOWN)
                .toList();
    }

    private Stream<Brief> open(Clue clue) {
        return entities
                .createQuery(
                        "select c.number, c.content.title, c.content.place, c.content.matter, c.content.concernedUnit,"
                                + " c.content.concernedWindow, c.content.externalNumber from Clue c"
                                + " where c.registeredAt >= :since and c.number <> :number and c.content.kind <> :report"
                                + " order by c.registeredAt desc",
                        Object[].class)
                .setParameter("since", clock.instant().minus(LOOK_BACK))
                .setParameter("number", clue.number().value())
                .setParameter("report", ClueKind.REPORT)
                .setMaxResults(MOST_LOOKED_AT)
                .getResultList()
                .stream()
                .map(row -> new Brief(
                        (String) row[0],
                        (String) row[1],
                        (String) row[2],
                        (String) row[3],
                        (String) row[4],
                        (String) row[5],
                        (String) row[6]));
    }

    /** The words of reports lie sealed: each is opened, and of reports there are few. */
    private Stream<Brief> sealed(Clue clue) {
        return entities
                .createQuery(
                        "select c from Clue c where c.registeredAt >= :since and c.number <> :number"
                                + " and c.content.kind = :report order by c.registeredAt desc",
                        Clue.class)
                .setParameter("since", clock.instant().minus(LOOK_BACK))
                .setParameter("number", clue.number().value())
                .setParameter("report", ClueKind.REPORT)
                .setMaxResults(MOST_LOOKED_AT)
                .getResultList()
                .stream()
                .map(Brief::of);
    }

    /** How much of two titles is the same: shared pairs of characters among all, from 0 to 1. */
    static double overlap(String one, String other) {
        var pairs = pairs(one);
        var others = pairs(other);
        if (pairs.isEmpty() || others.isEmpty()) {
            return 0;
        }
        var shared = new HashSet<>(pairs);
        shared.retainAll(others);
        return 2.0 * shared.size() / (pairs.size() + others.size());
    }

    private static Set<String> pairs(String text) {
        var plain = Normal.key(text).codePoints().toArray();
        var pairs = new HashSet<String>();
        for (int i = 0; i + 1 < plain.length; i++) {
            pairs.add(new String(plain, i, 2));
        }
        return pairs;
    }
}
