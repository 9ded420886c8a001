package cn.qingfeng.insight;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.access.ClueQueries;
import cn.qingfeng.web.PageNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What somebody looks for in the ledger, as it stands in the address; empty parts do not narrow.
 *
 * @param voided only the numbers under which nothing was registered
 * @param behind a clue's number: only what comes behind it in this order, for lists that are longer than pages are counted
 * @param sort {@code number}, {@code registered} or {@code due}, with {@code -} before it for the reverse
 */
public record LedgerQuery(
        String card,
        String status,
        String kind,
        String unit,
        String leaf,
        String text,
        boolean open,
        boolean overdue,
        boolean voided,
        String sort,
        int page,
        int size,
        String behind) {

    /** From the first on. */
    public LedgerQuery(
            String card,
            String status,
            String kind,
            String unit,
            String leaf,
            String text,
            boolean open,
            boolean overdue,
            boolean voided,
            String sort,
            int page,
            int size) {
        this(card, status, kind, unit, leaf, text, open, overdue, voided, sort, page, size, "");
    }

    private static final Map<String, String> ORDERS =
            Map.of("number", "number", "registered", "registeredAt", "due", "dueAt");
    private static final int LARGEST_PAGE = 200;

    /** Of a code as the log keeps it; no real one is longer. */
    private static final int LONGEST_CODE = 60;

    private static final Pattern NO_PART_OF_A_CODE = Pattern.compile("[^\\w.-]");

    public LedgerQuery {
        card = trimmed(card);
        status = trimmed(status);
        kind = trimmed(kind);
        unit = trimmed(unit);
        leaf = trimmed(leaf);
        text = trimmed(text);
        behind = trimmed(behind);
        sort = sort == null || sort.isBlank() ? "-number" : sort.strip();
        size = Math.min(Math.max(1, size), LARGEST_PAGE);
    }

    private static String trimmed(String value) {
        return value == null ? "" : value.strip();
    }

    /** @throws Refusal when a part names something that does not exist */
    public ClueQueries.Wish wish() {
        return new ClueQueries.Wish(
                one(ClueStatus.class, status),
                one(Card.class, card),
                one(ClueKind.class, kind),
                Optional.of(unit).filter(code -> !code.isEmpty()),
                Optional.of(leaf).filter(code -> !code.isEmpty()),
                Optional.of(text).filter(words -> !words.isEmpty()),
                open,
                overdue);
    }

    /** @throws Refusal when the ledger has no such order */
    PageRequest pageRequest() {
        var down = sort.startsWith("-");
        var property = ORDERS.get(down ? sort.substring(1) : sort);
        if (property == null) {
            throw Refusal.invalid("insight.filter.unknown", sort);
        }
        var order = Sort.by(down ? Sort.Direction.DESC : Sort.Direction.ASC, property);
        PageNumber.check(page, size);
        // A second order keeps pages apart when the first is equal.
        return PageRequest.of(page, size, "number".equals(property) ? order : order.and(Sort.by("number")));
    }

    /** Of a later page: the one line after which it goes on. */
    PageRequest lastOfThePageBefore() {
        return PageRequest.of(page * size - 1, 1, pageRequest().getSort());
    }

    /** Whether it asks for the account as it was counted, the newest number first. */
    public boolean isWholeAccount() {
        return narrowsByNumberAtMost() && text.isEmpty() && "-number".equals(sort);
    }

    /** Whether it asks for clues by their number or title alone. */
    boolean narrowsByNumberAtMost() {
        return !voided
                && card.isEmpty()
                && status.isEmpty()
                && kind.isEmpty()
                && unit.isEmpty()
                && leaf.isEmpty()
                && !open
                && !overdue;
    }

    /** @throws Refusal when it names no clue's number */
    Optional<String> from() {
        return behind.isEmpty()
                ? Optional.empty()
                : Optional.of(ClueNumber.of(behind).value());
    }

    private static <E extends Enum<E>> Optional<E> one(Class<E> type, String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Enum.valueOf(type, name));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("insight.filter.unknown", name);
        }
    }

    /** By what the list is narrowed, {@code card=RED&open=true}; of a search only that there was one: it may be a name. */
    public String filters() {
        var parts = new ArrayList<String>();
        part(parts, "card", card);
        part(parts, "status", status);
        part(parts, "kind", kind);
        part(parts, "unit", unit);
        part(parts, "leaf", leaf);
        part(parts, "text", text.isEmpty() ? "" : "true");
        part(parts, "open", open ? "true" : "");
        part(parts, "overdue", overdue ? "true" : "");
        return String.join("&", parts);
    }

    private static void part(List<String> parts, String name, String value) {
        if (!value.isEmpty()) {
            var code = NO_PART_OF_A_CODE.matcher(value).replaceAll("");
            parts.add(name + "=" + code.substring(0, Math.min(code.length(), LONGEST_CODE)));
        }
    }

    /** The filters as the fields of a form. */
    public Map<String, String> fields() {
        var fields = new TreeMap<>(Map.of(
                "card", card, "status", status, "kind", kind, "unit", unit, "classification", leaf, "text", text));
        fields.values().removeIf(String::isEmpty);
        if (open) {
            fields.put("open", "true");
        }
        if (overdue) {
            fields.put("overdue", "true");
        }
        return fields;
    }

    /** The address of another page of the same list. */
    public String at(int otherPage) {
        return address(sort, otherPage, behind);
    }

    /** The address of the same list in another order, from its start; asked again for the same order, the reverse. */
    public String by(String order) {
        return address(sort.equals(order) ? "-" + order : order, 0, "");
    }

    /** The address of the same list behind one of its clues, in the same order; from its start for an empty number. */
    public String behind(String number) {
        return address(sort, 0, number);
    }

    private String address(String order, int at, String from) {
        var uri = UriComponentsBuilder.fromPath("/ledger");
        var parts = Map.of(
                "card",
                card,
                "status",
                status,
                "kind",
                kind,
                "unit",
                unit,
                "classification",
                leaf,
                "text",
                text,
                "behind",
                from);
        parts.entrySet().stream()
                .filter(part -> !part.getValue().isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .forEach(part -> uri.queryParam(part.getKey(), "{" + part.getKey() + "}"));
        if (open) {
            uri.queryParam("open", true);
        }
        if (overdue) {
            uri.queryParam("overdue", true);
        }
        if (voided) {
            uri.queryParam("voided", true);
        }
        uri.queryParam("sort", order);
        if (at > 0) {
            uri.queryParam("page", at);
        }
        return uri.encode().buildAndExpand(parts).toUriString();
    }
}
