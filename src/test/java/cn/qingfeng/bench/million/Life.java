package cn.qingfeng.bench.million;

import cn.qingfeng.bench.million.Table.Kind;
import cn.qingfeng.bench.million.Table.Row;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.timeline.CopiedChain;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.keys.SealedColumn;
import cn.qingfeng.keys.Sealer;
import jakarta.persistence.EntityManager;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContext;

/**
 * The rows of one life as a pattern of which copies are written: everything as it is, but ids, numbers, moments, what is sealed
 * for its place, and the hashes of timeline and sheets, which are the copy's own. A unique value of which it is not known how
 * another one is made stops it.
 */
final class Life {

    /** A piece of a row. */
    private interface Part {
        void write(Copy copy, Bytes out);
    }

    /** A number that another system gave, of whatever form: a copy's has the copy's place behind it. */
    private static final String OTHERS_NUMBER = ".{1,20}[0-9]{6}";

    private static final byte[] NULL = {'\\', 'N'};
    private static final byte[] TAB = {'\t'};
    private static final byte[] END = {'\n'};

    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> clues = new ArrayList<>();
    private final List<String> series = new ArrayList<>();
    private final Map<String, Integer> hexes = new HashMap<>();
    private final Set<String> others = new HashSet<>();
    private final Map<Table, List<List<Part>>> rows = new LinkedHashMap<>();
    private final List<ChainOfClue> chains = new ArrayList<>();
    private final Map<String, Integer> chained = new HashMap<>();
    private final Map<String, SealedColumn> sealed;
    private final Sealer sealer;
    private final CopiedChain chain;
    private boolean open;
    private boolean report;
    private String card = "";
    private LocalDateTime nextStep;

    /** What of a clue is hashed. */
    private record ChainOfClue(
            Text number,
            List<TimelineEntry> steps,
            List<Text[]> said,
            List<CopiedChain.Sheet> sheets,
            List<Text[]> answered,
            Text[] words) {}

    Life(List<Row> found, Set<String> shared, ApplicationContext context) {
        sealer = context.getBean(Sealer.class);
        chain = new CopiedChain(context);
        sealed = context.getBeansOfType(SealedColumn.class).values().stream()
                .collect(Collectors.toMap(each -> each.table() + "." + each.column(), each -> each));
        found.stream().filter(row -> row.table().name().equals("clue")).forEach(this::note);
        number(found, shared);
        var entities = context.getBean(EntityManager.class);
        clues.forEach(number -> chain(entities.find(Clue.class, number)));
        for (var row : found) {
            rows.computeIfAbsent(row.table(), table -> new ArrayList<>()).add(pattern(row));
        }
    }

    private void note(Row clue) {
        clues.add((String) clue.get("clue_number"));
        report |= "REPORT".equals(clue.get("kind"));
        card = clue.get("card") == null ? card : (String) clue.get("card");
        var next = (LocalDateTime) clue.get("next_step_at");
        if (next != null && (nextStep == null || next.isBefore(nextStep))) {
            nextStep = next;
        }
    }

    /** The clues' numbers with their letters, in the order in which a copy's are asked for. */
    List<String> clues() {
        return clues;
    }

    /** Numbers of another kind, in the order in which a copy's are asked for. */
    List<String> series() {
        return series;
    }

    boolean isOpen() {
        return open;
    }

    boolean hasReport() {
        return report;
    }

    String card() {
        return card;
    }

    /** When the earliest step about a limit is due, or null. */
    LocalDateTime nextStep() {
        return nextStep;
    }

    Set<Table> tables() {
        return rows.keySet();
    }

    /** How many rows a copy has. */
    int rows(boolean engine) {
        return rows.entrySet().stream()
                .filter(each -> engine || !each.getKey().isTheEngines())
                .mapToInt(each -> each.getValue().size())
                .sum();
    }

    private void number(List<Row> found, Set<String> shared) {
        var tokens = new TreeSet<String>();
        for (var row : found) {
            open |= row.table().name().equalsIgnoreCase("ACT_RU_EXECUTION");
            for (var at = 0; at < row.values().length; at++) {
                var column = row.table().columns().get(at);
                if (column.kind() == Kind.TEXT && row.values()[at] != null) {
                    var value = (String) row.values()[at];
                    var matcher = Lives.TOKEN.matcher(value);
                    var any = false;
                    while (matcher.find()) {
                        any = true;
                        tokens.add(Lives.token(matcher.group()));
                    }
                    if (row.table().own().contains(column.name()) && !any) {
                        if (value.matches(OTHERS_NUMBER)) {
                            others.add(value);
                            continue;
                        }
                        if (!value.matches("[0-9a-f]{64}")) {
                            throw new IllegalStateException("Of %s.%s it is not known how another one is made: %s"
                                    .formatted(row.table().name(), column.name(), value));
                        }
                        hexes.putIfAbsent(value, hexes.size());
                    }
                }
            }
        }
        tokens.removeAll(shared);
        for (var token : tokens) {
            if (token.length() == 36) {
                ids.put(token, ids.size());
            } else if (!token.startsWith("WY")) {
                series.add(token);
            }
        }
    }

    private void chain(Clue clue) {
        var number = clue.number().value();
        var steps = chain.steps(clue);
        var sheets = chain.sheets(clue);
        for (var step : steps) {
            chained.put("step " + number + " " + step.ordinal(), chained.size());
        }
        for (var sheet : sheets) {
            chained.put("sheet " + sheet.id(), chained.size());
        }
        chained.put("words " + number, chained.size());
        chained.put("ends " + number, chained.size());
        var words = CopiedChain.words(clue);
        var told = new Text[words.length];
        for (var at = 0; at < words.length; at++) {
            told[at] = text(words[at]);
        }
        chains.add(new ChainOfClue(
                text(number),
                steps,
                steps.stream()
                        .map(step -> new Text[] {
                            text(step.from().orElse(null)),
                            text(step.to().orElse(null)),
                            text(step.why().orElse(null))
                        })
                        .toList(),
                sheets,
                sheets.stream()
                        .map(sheet -> new Text[] {text(sheet.id()), text(sheet.json())})
                        .toList(),
                told));
    }

    /** A copy with its hashes. */
    Copy copy(int index, long seconds, String[] numbers, String[] series) {
        var copy = new Copy(index, seconds, numbers, series, new String[chained.size()]);
        var at = 0;
        for (var clue : chains) {
            var number = clue.number().in(copy);
            var head = "";
            for (var step = 0; step < clue.steps().size(); step++) {
                var like = clue.steps().get(step);
                var said = clue.said().get(step);
                head = chain.step(
                        head,
                        number,
                        like,
                        like.at().minusSeconds(seconds),
                        said[0].in(copy),
                        said[1].in(copy),
                        said[2].in(copy));
                copy.chained()[at++] = head;
            }
            var sheetHead = "";
            for (var sheet = 0; sheet < clue.sheets().size(); sheet++) {
                var like = clue.sheets().get(sheet);
                sheetHead = chain.sheet(
                        sheetHead,
                        clue.answered().get(sheet)[0].in(copy),
                        number,
                        sheet + 1,
                        like,
                        like.at().minusSeconds(seconds),
                        clue.answered().get(sheet)[1].in(copy));
                copy.chained()[at++] = sheetHead;
            }
            var words = new String[clue.words().length];
            for (var word = 0; word < words.length; word++) {
                words[word] = clue.words()[word].in(copy);
            }
            var told = chain.told(number, words);
            copy.chained()[at++] = told;
            copy.chained()[at++] =
                    chain.ends(number, clue.steps().size(), head, clue.sheets().size(), sheetHead, told);
        }
        return copy;
    }

    /** Adds the rows of a copy to each table's lines. */
    void write(Copy copy, boolean engine, Map<Table, Bytes> out) {
        rows.forEach((table, patterns) -> {
            if (engine || !table.isTheEngines()) {
                var lines = out.computeIfAbsent(table, name -> new Bytes());
                for (var pattern : patterns) {
                    for (var part : pattern) {
                        part.write(copy, lines);
                    }
                }
            }
        });
    }

    private List<Part> pattern(Row row) {
        var parts = new ArrayList<Part>();
        var date = "date".equals(row.get("TYPE_")) || "date".equals(row.get("VAR_TYPE_"));
        for (var at = 0; at < row.values().length; at++) {
            var column = row.table().columns().get(at);
            var value = row.values()[at];
            if (at > 0) {
                parts.add(literal(TAB));
            }
            if (value == null) {
                parts.add(literal(NULL));
            } else if (value instanceof LocalDateTime moment) {
                parts.add(new Moment(moment));
            } else if (value instanceof byte[] bytes) {
                parts.add(literal(HexFormat.of().formatHex(bytes).getBytes()));
            } else if (date && column.name().equals("LONG_")) {
                var millis = Long.parseLong((String) value);
                parts.add((copy, out) -> out.add(Long.toString(millis - copy.seconds() * 1000)));
            } else if (column.kind() == Kind.PLAIN) {
                parts.add(literal(Bytes.escaped((String) value)));
            } else {
                parts.add(part(row, column.name(), (String) value));
            }
        }
        parts.add(literal(END));
        return merged(parts);
    }

    private Part part(Row row, String column, String value) {
        var hash = hash(row, column);
        if (hash != null && !value.isEmpty()) {
            var place = chained.get(hash);
            return (copy, out) -> out.add(copy.chained()[place]);
        }
        var seal = sealed.get(row.table().name() + "." + column);
        if (seal != null) {
            var bound =
                    seal.boundTo().stream().map(name -> (String) row.get(name)).collect(Collectors.joining("/"))
                            + seal.suffix();
            var plain = text(sealer.open(seal.purpose(), bound, value));
            var place = text(bound);
            return (copy, out) -> out.add(sealer.seal(seal.purpose(), place.in(copy), plain.in(copy)));
        }
        if (others.contains(value)) {
            var given = text(value);
            return (copy, out) -> out.add(given.in(copy) + "." + copy.index());
        }
        if (hexes.containsKey(value)) {
            var place = hexes.get(value);
            return (copy, out) -> out.add(copy.hex(place));
        }
        return text(value);
    }

    /** What is hashed in this column, if anything. */
    private String hash(Row row, String column) {
        var number = row.get("clue_number");
        return switch (row.table().name() + "." + column) {
            case "timeline.hash" -> "step " + number + " " + row.get("ordinal");
            case "answer_sheet.keyed_hash" -> "sheet " + row.get("id");
            case "clue.timeline_head" -> last("step " + number + " ", row.get("timeline_length"));
            case "clue.sheet_head" -> sheetHead((String) number);
            case "clue.words_hash" -> "words " + number;
            case "clue.ends_hash" -> "ends " + number;
            default -> null;
        };
    }

    private static String last(String step, Object length) {
        return "0".equals(length) ? null : step + length;
    }

    private String sheetHead(String number) {
        var sheets = chains.get(clues.indexOf(number)).sheets();
        return sheets.isEmpty()
                ? null
                : "sheet " + sheets.get(sheets.size() - 1).id();
    }

    private static Part literal(byte[] bytes) {
        return new Literal(bytes);
    }

    private record Literal(byte[] bytes) implements Part {
        @Override
        public void write(Copy copy, Bytes out) {
            out.add(bytes);
        }
    }

    /** Neighbouring literals as one. */
    private static List<Part> merged(List<Part> parts) {
        var merged = new ArrayList<Part>();
        for (var part : parts) {
            var last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            var plain = part instanceof Text text && text.isConstant() ? literal(Bytes.escaped(text.in(null))) : part;
            if (plain instanceof Literal next && last instanceof Literal before) {
                var both = java.util.Arrays.copyOf(before.bytes(), before.bytes().length + next.bytes().length);
                System.arraycopy(next.bytes(), 0, both, before.bytes().length, next.bytes().length);
                merged.set(merged.size() - 1, literal(both));
            } else {
                merged.add(plain);
            }
        }
        return merged;
    }

    private Text text(String value) {
        if (value == null) {
            return new Text(new Object[0], true);
        }
        var pieces = new ArrayList<Object>();
        var matcher = Lives.TOKEN.matcher(value);
        var end = 0;
        while (matcher.find()) {
            var found = matcher.group();
            var token = Lives.token(found);
            Object piece = null;
            if (ids.containsKey(token)) {
                var place = ids.get(token);
                piece = (Own) copy -> copy.id(place);
            } else if (clues.contains(token)) {
                var place = clues.indexOf(token);
                var letters = found.substring(0, 2);
                piece = (Own) copy -> letters + copy.numbers()[place];
            } else if (series.contains(token)) {
                var place = series.indexOf(token);
                piece = (Own) copy -> copy.series()[place];
            }
            if (piece != null) {
                pieces.add(value.substring(end, matcher.start()));
                pieces.add(piece);
                end = matcher.end();
            }
        }
        pieces.add(value.substring(end));
        return new Text(pieces.toArray(), false);
    }

    private interface Own {
        String of(Copy copy);
    }

    /** Text in which some ids and numbers are the copy's own. */
    private static final class Text implements Part {
        private final Object[] pieces;
        private final byte[][] escaped;
        private final boolean nothing;

        Text(Object[] pieces, boolean nothing) {
            this.pieces = pieces;
            this.nothing = nothing;
            this.escaped = new byte[pieces.length][];
            for (var at = 0; at < pieces.length; at++) {
                escaped[at] = pieces[at] instanceof String literal ? Bytes.escaped(literal) : null;
            }
        }

        boolean isConstant() {
            return pieces.length == 1;
        }

        String in(Copy copy) {
            if (nothing) {
                return null;
            }
            if (pieces.length == 1) {
                return (String) pieces[0];
            }
            var text = new StringBuilder();
            for (var piece : pieces) {
                text.append(piece instanceof Own own ? own.of(copy) : piece);
            }
            return text.toString();
        }

        @Override
        public void write(Copy copy, Bytes out) {
            for (var at = 0; at < pieces.length; at++) {
                if (escaped[at] != null) {
                    out.add(escaped[at]);
                } else {
                    out.add(((Own) pieces[at]).of(copy));
                }
            }
        }
    }

    /** A moment, so much earlier in a copy. */
    private static final class Moment implements Part {
        private static final byte[][] DAYS = new byte[40_000][];

        private final long seconds;
        private final byte[] fraction;

        Moment(LocalDateTime moment) {
            seconds = moment.toEpochSecond(ZoneOffset.UTC);
            fraction = ".%06d".formatted(moment.getNano() / 1000).getBytes();
        }

        @Override
        public void write(Copy copy, Bytes out) {
            var at = seconds - copy.seconds();
            var day = (int) Math.floorDiv(at, 86_400L);
            var second = (int) Math.floorMod(at, 86_400L);
            if (DAYS[day] == null) {
                DAYS[day] = java.time.LocalDate.ofEpochDay(day).toString().getBytes();
            }
            out.add(DAYS[day]);
            out.add(new byte[] {
                ' ',
                (byte) ('0' + second / 36_000),
                (byte) ('0' + second / 3600 % 10),
                ':',
                (byte) ('0' + second / 600 % 6),
                (byte) ('0' + second / 60 % 10),
                ':',
                (byte) ('0' + second / 10 % 6),
                (byte) ('0' + second % 10)
            });
            out.add(fraction);
        }
    }
}
