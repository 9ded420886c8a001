package cn.qingfeng.insight;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.access.ClueQueries;
import cn.qingfeng.web.PageNumber;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What somebody looks for in the ledger, as it stands in the address: each part is the request's parameter of its name, here
 * and on the API, and one that is empty does not narrow. Whoever links to the ledger says {@code NONE.with("card", "RED")}.
 *
 * @param unit the lead or an assisting unit's code; {@code town} that of the town in which the reporter's firm sits
 * @param province {@code ENTERED} on the provincial platform, or still {@code OWED} there
 * @param officer username of the chief service officer of the reporter's firm
 * @param registeredFrom a day, {@code 2026-02-12}, as every other “from” and “to”; both days count whole
 * @param orders only clues about which a unit was urged or ordered
 * @param followed only clues that the reader follows
 * @param figure only clues behind a number of the dashboard, as {@link cn.qingfeng.insight.figure.Behind} writes it
 * @param voided only the numbers under which nothing was registered
 * @param behind a clue's number: only what comes behind it in this order, for lists that are longer than pages are counted
 * @param sort {@code number}, {@code registered} or {@code due}, with {@code -} before it for the reverse
 */
public record LedgerQuery(
        String card,
        String status,
        String stage,
        String kind,
        String unit,
        String classification,
        String channel,
        String province,
        String result,
        String solved,
        String rating,
        String handler,
        String town,
        Boolean keyEnterprise,
        String officer,
        String registeredFrom,
        String registeredTo,
        String dueFrom,
        String dueTo,
        String finishedFrom,
        String finishedTo,
        String closedFrom,
        String closedTo,
        String text,
        Boolean open,
        Boolean overdue,
        Boolean files,
        Boolean orders,
        Boolean followed,
        String figure,
        Boolean voided,
        String sort,
        Integer page,
        Integer size,
        String behind) {

    /** What the page shows without being asked for more; a number of the dashboard is told above. */
    private static final Set<String> FIRST =
            Set.of("card", "status", "unit", "kind", "classification", "text", "open", "overdue", "figure");

    /** In what order and from where it is read: not by what it is narrowed. */
    private static final Set<String> READING = Set.of("voided", "sort", "page", "size", "behind");

    /** What somebody typed, which may be a name. */
    private static final Set<String> TYPED = Set.of("text");

    private static final List<RecordComponent> PARTS = List.of(LedgerQuery.class.getRecordComponents());

    /** Everything, the newest number first. */
    public static final LedgerQuery NONE = of(Map.of());

    private static final Map<String, String> ORDERS =
            Map.of("number", "number", "registered", "registeredAt", "due", "dueAt");
    private static final int LARGEST_PAGE = 200;
    private static final int USUAL_PAGE = 50;

    /** Of a code as the log keeps it; no real one is longer. */
    private static final int LONGEST_CODE = 60;

    /** Of all of them as the log keeps them. */
    private static final int LONGEST_FILTERS = 500;

    private static final Pattern NO_PART_OF_A_CODE = Pattern.compile("[^\\w.-]");

    public LedgerQuery {
        card = trimmed(card);
        status = trimmed(status);
        stage = trimmed(stage);
        kind = trimmed(kind);
        unit = trimmed(unit);
        classification = trimmed(classification);
        channel = trimmed(channel);
        province = trimmed(province);
        result = trimmed(result);
        solved = trimmed(solved);
        rating = trimmed(rating);
        handler = trimmed(handler);
        town = trimmed(town);
        figure = trimmed(figure);
        officer = trimmed(officer);
        registeredFrom = trimmed(registeredFrom);
        registeredTo = trimmed(registeredTo);
        dueFrom = trimmed(dueFrom);
        dueTo = trimmed(dueTo);
        finishedFrom = trimmed(finishedFrom);
        finishedTo = trimmed(finishedTo);
        closedFrom = trimmed(closedFrom);
        closedTo = trimmed(closedTo);
        text = trimmed(text);
        behind = trimmed(behind);
        keyEnterprise = Boolean.TRUE.equals(keyEnterprise);
        open = Boolean.TRUE.equals(open);
        overdue = Boolean.TRUE.equals(overdue);
        files = Boolean.TRUE.equals(files);
        orders = Boolean.TRUE.equals(orders);
        followed = Boolean.TRUE.equals(followed);
        voided = Boolean.TRUE.equals(voided);
        sort = trimmed(sort).isEmpty() ? "-number" : sort.strip();
        page = page == null ? 0 : page;
        size = size == null ? USUAL_PAGE : Math.min(Math.max(1, size), LARGEST_PAGE);
    }

    private static String trimmed(String value) {
        return value == null ? "" : value.strip();
    }

    /** A query of these parts, each under its parameter's name. */
    public static LedgerQuery of(Map<String, ?> parts) {
        try {
            return (LedgerQuery) LedgerQuery.class
                    .getDeclaredConstructor(
                            PARTS.stream().map(RecordComponent::getType).toArray(Class[]::new))
                    .newInstance(PARTS.stream()
                            .map(part -> parts.get(part.getName()))
                            .toArray());
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new IllegalArgumentException("no query of the ledger: " + parts.keySet(), e);
        }
    }

    /** The same with one part changed, named as its parameter. */
    public LedgerQuery with(String part, Object value) {
        if (PARTS.stream().noneMatch(known -> known.getName().equals(part))) {
            throw new IllegalArgumentException(part);
        }
        var parts = new HashMap<String, Object>(parts());
        parts.put(part, value);
        return of(parts);
    }

    /** Every part under its parameter's name. */
    public Map<String, Object> parts() {
        var parts = new LinkedHashMap<String, Object>();
        for (var part : PARTS) {
            try {
                parts.put(part.getName(), part.getAccessor().invoke(this));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return parts;
    }

    /** By what it is narrowed, in the order of the parts. */
    private Map<String, String> narrowing() {
        var narrowing = new LinkedHashMap<String, String>();
        parts().forEach((part, value) -> {
            if (!READING.contains(part) && !value.equals("") && !value.equals(false)) {
                narrowing.put(part, value.toString());
            }
        });
        return narrowing;
    }

    /** The same without what somebody typed, which may be a name, from its start. */
    LedgerQuery withoutTyped() {
        var parts = new HashMap<String, Object>(parts());
        parts.keySet().removeAll(TYPED);
        parts.keySet().removeAll(Set.of("page", "behind"));
        return of(parts);
    }

    /** The same, all of it in the order of its numbers. */
    public LedgerQuery whole() {
        var parts = parts();
        parts.keySet().removeAll(READING);
        return of(parts);
    }

    /**
     * The parts that anybody may ask for.
     *
     * @throws Refusal when one names something that does not exist
     */
    ClueQueries.Wish wish() {
        return new ClueQueries.Wish(
                one(ClueStatus.class, status),
                one(Card.class, card),
                one(ClueKind.class, kind),
                Optional.of(unit).filter(code -> !code.isEmpty()),
                Optional.of(classification).filter(code -> !code.isEmpty()),
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
        return !voided && TYPED.containsAll(narrowing().keySet());
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
        var all = narrowing().entrySet().stream()
                .map(part -> part.getKey() + "=" + (TYPED.contains(part.getKey()) ? "true" : code(part.getValue())))
                .collect(Collectors.joining("&"));
        return all.length() <= LONGEST_FILTERS ? all : all.substring(0, all.lastIndexOf('&', LONGEST_FILTERS));
    }

    private static String code(String value) {
        var code = NO_PART_OF_A_CODE.matcher(value).replaceAll("");
        return code.substring(0, Math.min(code.length(), LONGEST_CODE));
    }

    /** Whether it is narrowed by something beside the usual. */
    public boolean isNarrowedFurther() {
        return !FIRST.containsAll(narrowing().keySet());
    }

    /** The filters as the fields of a form. */
    public Map<String, String> fields() {
        return narrowing();
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
        var parts = new LinkedHashMap<String, Object>(narrowing());
        if (voided) {
            parts.put("voided", true);
        }
        parts.put("sort", order);
        if (at > 0) {
            parts.put("page", at);
        }
        if (!from.isEmpty()) {
            parts.put("behind", from);
        }
        var uri = UriComponentsBuilder.fromPath("/ledger");
        parts.keySet().forEach(part -> uri.queryParam(part, "{" + part + "}"));
        return uri.encode().buildAndExpand(parts).toUriString();
    }
}
