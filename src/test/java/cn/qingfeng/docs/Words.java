package cn.qingfeng.docs;

import cn.qingfeng.organization.Duty;
import cn.qingfeng.supervision.EscalationPlan;
import cn.qingfeng.supervision.EscalationStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns what stands in diagrams and tables as codes into the county's words: the product's own texts, and where it has none
 * {@code docs/words.properties}. What has no word is an error, so that no code gets into a document.
 */
final class Words {

    private static final Path TEXTS = Path.of("src/main/resources/messages");
    private static final Path FURTHER = Path.of("src/test/resources/docs/words.properties");

    /** Under what the values of a table's column are found; columns are named by their table, where two use one name. */
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("time-limits.kind", "limit."),
            Map.entry("level", "card."),
            Map.entry("card", "card."),
            Map.entry("wishCard", "card."),
            Map.entry("kind", "kind."),
            Map.entry("clueKind", "kind."),
            Map.entry("wishKind", "time.kind."),
            Map.entry("pressure", "order.level."),
            Map.entry("askedAs", "organization.duty."),
            Map.entry("phase", "phase."),
            Map.entry("course", "course."),
            Map.entry("parameter", "scheme."),
            Map.entry("window-scheme.parameter", "window.scheme."),
            Map.entry("measure", "measure."),
            Map.entry("band", "band."),
            Map.entry("category", ""),
            Map.entry("concernedUnit", "unit."),
            Map.entry("leadUnit", "unit."),
            Map.entry("assistUnits", "unit."));

    private static final String GROUPS = "decider";
    private static final String LADDER = "ladder";

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final Pattern COMPARED = Pattern.compile("(>=|>|<=|<) *(\\d+)");
    private static final Pattern BY_CARD = Pattern.compile("card == '(\\w+)' \\? '([^']+)' : (.+)");
    private static final Pattern CALL = Pattern.compile("\\$\\{(\\w+\\.\\w+)\\(execution.*\\)}");

    private final Map<String, String> texts = new LinkedHashMap<>();

    Words() {
        try (var files = Files.list(TEXTS)) {
            files.filter(file -> file.toString().matches(".*/[a-z]+\\.properties"))
                    .sorted()
                    .forEach(this::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        read(FURTHER);
    }

    private void read(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        properties.forEach((key, text) -> texts.put((String) key, (String) text));
    }

    String of(String key, Object... with) {
        var text = texts.get(key);
        if (text == null) {
            throw new IllegalStateException("no word for " + key + ": put it into " + FURTHER);
        }
        return with.length == 0 ? text : MessageFormat.format(text, with);
    }

    /** Who does a step, by its candidate groups. */
    String who(String groups) {
        var call = CALL.matcher(groups);
        if (call.matches()) {
            return of("who." + call.group(1));
        }
        if (groups.startsWith("${")) {
            return byCard(groups.substring(2, groups.length() - 1));
        }
        return Stream.of(groups.split(",")).map(this::group).collect(Collectors.joining(of("cell.list")));
    }

    private String byCard(String choice) {
        var cards = new LinkedHashMap<String, String>();
        var rest = choice;
        for (var named = BY_CARD.matcher(rest); named.matches(); named = BY_CARD.matcher(rest)) {
            cards.put(named.group(1), named.group(2));
            rest = named.group(3);
        }
        var others = Stream.of("BLUE", "YELLOW", "RED")
                .filter(card -> !cards.containsKey(card))
                .map(card -> of("card." + card))
                .collect(Collectors.joining(of("cell.list")));
        return Stream.concat(
                        cards.entrySet().stream()
                                .map(card -> of("case", of("card." + card.getKey()), group(card.getValue()))),
                        Stream.of(of("case", others, group(rest.replace("'", "")))))
                .collect(Collectors.joining(of("case.next")));
    }

    private String group(String group) {
        return Arrays.stream(Duty.values())
                .filter(duty -> !duty.perUnit() && duty.groupId().equals(group.strip()))
                .findFirst()
                .map(duty -> of("organization.duty." + duty))
                .orElseGet(() -> of("who." + group.strip()));
    }

    /** What a due date goes by, where no limit of the table gives it. */
    String due(String expression) {
        var call = CALL.matcher(expression);
        return call.matches() ? of("due." + call.group(1)) : of("due." + expression);
    }

    String amount(String amount, String unit) {
        return of("amount." + unit.replace("\"", ""), amount);
    }

    /** What a cell says. */
    String cell(String table, String column, String cell) {
        var text = cell.strip();
        var compared = COMPARED.matcher(text);
        if (text.isEmpty() || text.equals("\"\"") || text.matches("-?\\d+(\\.\\d+)?")) {
            return text.replace("\"", "");
        }
        if (text.equals("true") || text.equals("false")) {
            return of(text.equals("true") ? "cell.yes" : "cell.no");
        }
        if (compared.matches()) {
            return of(
                    switch (compared.group(1)) {
                        case ">=" -> "cell.from";
                        case ">" -> "cell.above";
                        case "<" -> "cell.below";
                        default -> "cell.to";
                    },
                    compared.group(2));
        }
        if (text.startsWith("not(")) {
            return Stream.of(text.substring(4, text.length() - 1).split(","))
                    .map(String::strip)
                    .map(value -> value.equals("null") ? of("cell.known") : of("cell.not", cell(table, column, value)))
                    .collect(Collectors.joining(of("cell.list")));
        }
        if (!text.startsWith("\"")) {
            return of(text);
        }
        return QUOTED.matcher(text)
                .results()
                .map(value -> value(table, column, value.group(1)))
                .collect(Collectors.joining(of("cell.list")));
    }

    private String value(String table, String column, String value) {
        if (CHINESE.matcher(value).find()) {
            return value;
        }
        if (column.equals(LADDER)) {
            return ladder(value);
        }
        if (column.equals(GROUPS)) {
            return who(value);
        }
        var prefix = COLUMNS.getOrDefault(table + "." + column, COLUMNS.get(column));
        if (prefix == null) {
            throw new IllegalStateException("no words for the column %s of %s: %s".formatted(column, table, value));
        }
        return of(prefix + value);
    }

    private String ladder(String text) {
        return EscalationPlan.of(text).steps().stream().map(this::step).collect(Collectors.joining(of("ladder.next")));
    }

    private String step(EscalationStep step) {
        var when = step.amount() == 0
                ? "ladder.at"
                : step.afterPrevious() ? "ladder.then" : step.amount() < 0 ? "ladder.before" : "ladder.after";
        return of(
                when,
                amount(String.valueOf(Math.abs(step.amount())), step.unit().name()),
                of("measure." + step.measure()));
    }
}
