package cn.qingfeng.clue.request;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueNumber;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The requests of one kind, found by number, by clue and by the click that made them. */
public final class ClueRequests<T extends ClueRequest> {

    private final EntityManager entities;
    private final Class<T> kind;
    private final String unknown;

    /** @param unknown the message for a number that there is not */
    public ClueRequests(EntityManager entities, Class<T> kind, String unknown) {
        this.entities = entities;
        this.kind = kind;
        this.unknown = unknown;
    }

    public void add(T request) {
        entities.persist(request);
    }

    /** @throws Refusal not found, when there is none of that number */
    public T get(String number) {
        var request = entities.find(kind, number);
        if (request == null) {
            throw Refusal.notFound(unknown, String.valueOf(number));
        }
        return request;
    }

    /** What was asked under that key already: a click that came twice asks once. */
    public Optional<T> askedOnce(String onceKey) {
        return entities.createQuery("select r from %s r where r.onceKey = :key".formatted(kind.getSimpleName()), kind)
                .setParameter("key", onceKey)
                .getResultStream()
                .findFirst();
    }

    /** Those about one clue, oldest first. */
    public List<T> of(ClueNumber clue) {
        return entities.createQuery(
                        "select r from %s r where r.clueNumber = :clue order by r.askedAt, r.number"
                                .formatted(kind.getSimpleName()),
                        kind)
                .setParameter("clue", clue.value())
                .getResultList();
    }

    /** Those about several clues in one reading, oldest first; a clue without any is not among them. */
    public Map<ClueNumber, List<T>> of(Collection<ClueNumber> clues) {
        return clues.isEmpty()
                ? Map.of()
                : entities.createQuery(
                                "select r from %s r where r.clueNumber in :clues order by r.askedAt, r.number"
                                        .formatted(kind.getSimpleName()),
                                kind)
                        .setParameter(
                                "clues", clues.stream().map(ClueNumber::value).toList())
                        .getResultStream()
                        .collect(Collectors.groupingBy(ClueRequest::clue));
    }
}
