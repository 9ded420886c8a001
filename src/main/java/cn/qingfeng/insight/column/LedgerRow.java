package cn.qingfeng.insight.column;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.clue.content.Content;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.supervision.ClueLimit;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.order.SupervisionOrder;
import cn.qingfeng.supervision.time.TimeKind;
import cn.qingfeng.supervision.time.TimeRequest;
import cn.qingfeng.supervision.time.TimeState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One clue with what stands beside it, as a line of the county's ledger (county plan, 台账). Who reported never stands in it.
 *
 * @param count from 1
 * @param content what it says to whoever reads the line; empty where that is nothing
 * @param says another text about it, as far as the same person may read it
 * @param cards how the card went up and down
 * @param province under which number it was entered on the provincial platform
 */
record LedgerRow(
        long count,
        Clue clue,
        Optional<Content> content,
        UnaryOperator<String> says,
        List<ClueLimit> limits,
        List<SupervisionOrder> orders,
        List<TimeRequest> wishes,
        List<TimelineEntry> cards,
        List<String> province,
        Instant now,
        LedgerWords words,
        Organization organization,
        Locale locale) {

    private static final int EXCERPT = 200;

    private boolean sealed() {
        return content.isEmpty();
    }

    Cell title() {
        return Cell.of(content.map(Content::title).orElseGet(() -> words.text("ledger.export.sealed", locale)));
    }

    /** The beginning of what was told. */
    Cell narrative() {
        return Cell.of(content.map(Content::narrative)
                .map(text -> text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…")
                .orElse(""));
    }

    Cell told(Function<Content, String> part) {
        return Cell.of(content.map(part).orElse(""));
    }

    Cell code(String list, Object code) {
        return Cell.of(words.code(list, code, locale));
    }

    Cell code(String list, Optional<?> code) {
        return code(list, code.orElse(null));
    }

    Cell text(Optional<String> text) {
        return Cell.of(sealed() ? "" : text.map(says).orElse(""));
    }

    Cell unit(String code) {
        return Cell.of(code == null ? "" : organization.unitName(code));
    }

    Cell concernedUnit() {
        return unit(content.map(Content::concernedUnit).orElse(null));
    }

    Cell units(Collection<String> codes) {
        return Cell.of(codes.stream()
                .sorted()
                .map(organization::unitName)
                .collect(Collectors.joining(words.text("form.separator", locale))));
    }

    Cell person(Optional<String> username) {
        return Cell.of(username.map(name -> words.actor(name, locale)).orElse(""));
    }

    Cell moment(Optional<Instant> at) {
        return Cell.of(at.orElse(null));
    }

    Cell classification() {
        return Cell.of(clue.classification()
                .map(leaf -> words.classification(leaf, locale))
                .orElse(""));
    }

    Cell due(LimitKind... kinds) {
        return moment(Stream.of(kinds)
                .flatMap(kind -> limits.stream().filter(limit -> limit.kind() == kind))
                .flatMap(limit -> limit.dueAt().stream())
                .max(Instant::compareTo));
    }

    /** Whether it was finished, or is, after its limit. */
    Cell late() {
        var late = limits.stream()
                .filter(limit -> limit.kind() == LimitKind.FINISH || limit.kind() == LimitKind.REWORK)
                .anyMatch(limit -> limit.dueAt()
                        .filter(due ->
                                due.isBefore(limit.metAt().or(limit::stoppedAt).orElse(now)))
                        .isPresent());
        return Cell.of(words.yes(late, locale));
    }

    /** How often it was extended, by how many working days together, and what was refused. */
    Cell extensions() {
        var asked =
                wishes.stream().filter(wish -> wish.kind() == TimeKind.EXTEND).toList();
        if (asked.isEmpty()) {
            return Cell.EMPTY;
        }
        var granted = asked.stream()
                .filter(wish -> wish.state() == TimeState.APPROVED)
                .toList();
        return Cell.of(words.text(
                "ledger.export.extensions",
                locale,
                asked.size(),
                granted.size(),
                granted.stream().mapToInt(wish -> wish.grantedDays().orElse(0)).sum()));
    }

    /** Urgings and orders by level, each with its number. */
    Cell pressure() {
        return Cell.of(
                sealed()
                        ? ""
                        : orders.stream()
                                .map(order -> words.code("order.level", order.level(), locale) + " " + order.number())
                                .collect(Collectors.joining(words.text("insight.separator", locale))));
    }

    Cell raises() {
        return Cell.of(cards.stream()
                .map(entry -> words.text(
                        "ledger.export.raise",
                        locale,
                        words.time(entry.at()),
                        entry.from()
                                .map(card -> words.code("card", card, locale))
                                .orElseGet(() -> words.text("card.none", locale)),
                        words.code("card", entry.to().orElse(null), locale)))
                .collect(Collectors.joining(words.text("insight.separator", locale))));
    }

    Cell yes(boolean answer) {
        return Cell.of(words.yes(answer, locale));
    }
}
