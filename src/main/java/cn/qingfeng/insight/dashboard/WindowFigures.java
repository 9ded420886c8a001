package cn.qingfeng.insight.dashboard;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.ClueQueries;
import cn.qingfeng.clue.access.ClueQueries.Wish;
import cn.qingfeng.clue.access.Viewer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a window sees: how many of its own clues stand where, counted one by one. Units and offices have {@link Figures}. */
@Component
@Transactional(readOnly = true)
class WindowFigures {

    /** One card's figures. */
    record ByCard(Card card, long open, long overdue, long all) {}

    private final ClueQueries clues;
    private final ClueAccess access;

    WindowFigures(ClueQueries clues, ClueAccess access) {
        this.clues = clues;
        this.access = access;
    }

    List<ByCard> byCard(String reader) {
        var viewer = access.viewer(reader);
        return Arrays.stream(Card.values())
                .map(card -> new ByCard(
                        card,
                        count(viewer, null, card, true, false),
                        count(viewer, null, card, false, true),
                        count(viewer, null, card, false, false)))
                .toList();
    }

    /** Clues that wait in one status. */
    record ByStatus(ClueStatus status, long count) {}

    /** All states that are not an end. */
    List<ByStatus> byStatus(String reader) {
        var viewer = access.viewer(reader);
        return ClueStatus.open().stream()
                .map(status -> new ByStatus(status, count(viewer, status, null, false, false)))
                .toList();
    }

    private long count(Viewer viewer, ClueStatus status, Card card, boolean open, boolean overdue) {
        return clues.count(
                viewer,
                new Wish(
                        Optional.ofNullable(status),
                        Optional.ofNullable(card),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        open,
                        overdue));
    }
}
