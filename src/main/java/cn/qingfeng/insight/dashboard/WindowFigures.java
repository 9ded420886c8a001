package cn.qingfeng.insight.dashboard;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.ClueQueries;
import cn.qingfeng.clue.access.ClueQueries.Wish;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a window sees: how many of its own clues stand where, counted one by one. Units and offices have {@link Figures}. */
@Component
@Transactional(readOnly = true)
class WindowFigures {

    /**
     * One card's figures.
     *
     * @param all how many there ever were, up to {@link ClueQueries#MOST_COUNTED}
     * @param more whether there are more than {@code all}
     */
    record ByCard(Card card, long open, long overdue, long all, boolean more) {}

    private final ClueQueries clues;
    private final ClueAccess access;

    WindowFigures(ClueQueries clues, ClueAccess access) {
        this.clues = clues;
        this.access = access;
    }

    /** Clues that wait in one status. */
    record ByStatus(ClueStatus status, long count) {}

    /** By card, and by all states that are not an end. */
    record Counted(List<ByCard> cards, List<ByStatus> statuses) {}

    Counted count(String reader) {
        var viewer = access.viewer(reader);
        var open = clues.open(viewer);
        return new Counted(
                Arrays.stream(Card.values())
                        .map(card -> byCard(
                                card,
                                open.stream()
                                        .filter(some -> some.card() == card)
                                        .toList(),
                                clues.countSome(viewer, of(card))))
                        .toList(),
                ClueStatus.open().stream()
                        .map(status -> new ByStatus(
                                status,
                                open.stream()
                                        .filter(some -> some.status() == status)
                                        .mapToLong(ClueQueries.Open::all)
                                        .sum()))
                        .toList());
    }

    private static ByCard byCard(Card card, List<ClueQueries.Open> open, long all) {
        return new ByCard(
                card,
                open.stream().mapToLong(ClueQueries.Open::all).sum(),
                open.stream().mapToLong(ClueQueries.Open::late).sum(),
                Math.min(all, ClueQueries.MOST_COUNTED),
                all > ClueQueries.MOST_COUNTED);
    }

    private static Wish of(Card card) {
        return new Wish(
                Optional.empty(),
                Optional.of(card),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false);
    }
}
