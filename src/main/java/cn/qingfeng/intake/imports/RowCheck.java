package cn.qingfeng.intake.imports;

import cn.qingfeng.clue.KnownBefore;
import cn.qingfeng.intake.imports.ClueImport.RowState;
import cn.qingfeng.intake.imports.ImportBook.Kept;
import cn.qingfeng.reporter.Reporters;
import cn.qingfeng.text.Normal;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How rows stand: right, wrong, or perhaps here already. Nothing is written here. */
@Component
class RowCheck {

    private final RowReader rows;
    private final KnownBefore known;
    private final Reporters reporters;

    RowCheck(RowReader rows, KnownBefore known, Reporters reporters) {
        this.rows = rows;
        this.known = known;
        this.reporters = reporters;
    }

    /**
     * How each of these rows stands.
     *
     * @param inFile what the rows before them said, by line; theirs is added
     */
    @Transactional(readOnly = true)
    public List<Kept> stand(List<Kept> some, Mapping mapping, Map<String, Integer> inFile) {
        var readings = some.stream().collect(Collectors.toMap(Kept::line, row -> rows.read(row.row(), mapping)));
        var externals = known.byExternalNumber(readings.values().stream()
                .map(reading -> reading.text(ImportField.EXTERNAL_NUMBER))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet::new)));
        var titles = known
                .byTitle(readings.values().stream()
                        .map(reading -> reading.text(ImportField.TITLE))
                        .filter(Objects::nonNull)
                        .collect(Collectors.toCollection(HashSet::new)))
                .values()
                .stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(same -> Normal.key(same.title())));
        return some.stream()
                .map(row -> {
                    var reading = readings.get(row.line());
                    if (!reading.isGood()) {
                        return new Kept(row.line(), RowState.WRONG, null, null, null);
                    }
                    var external = reading.text(ImportField.EXTERNAL_NUMBER);
                    var key = words(reading);
                    var before = Optional.ofNullable(external)
                            .map(externals::get)
                            .map(Object::toString)
                            .or(() -> Optional.ofNullable(external)
                                    .map(number -> inFile.get("#" + Normal.key(number)))
                                    .map(String::valueOf))
                            .or(() -> sameWords(reading, titles))
                            .or(() -> Optional.ofNullable(inFile.get(key)).map(String::valueOf));
                    if (external != null) {
                        inFile.putIfAbsent("#" + Normal.key(external), row.line());
                    }
                    inFile.putIfAbsent(key, row.line());
                    return new Kept(
                            row.line(),
                            before.isPresent() ? RowState.DOUBLE : RowState.GOOD,
                            before.orElse(null),
                            null,
                            null);
                })
                .toList();
    }

    /** The same enterprise and the same words, as far as a file tells; short, as those of every row are kept while they are read. */
    private static String words(RowReading reading) {
        var words = Normal.key(firm(reading)) + "\n" + Normal.key(reading.text(ImportField.TITLE)) + "\n"
                + Normal.key(reading.text(ImportField.NARRATIVE));
        return UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String firm(RowReading reading) {
        var code = reading.text(ImportField.CREDIT_CODE);
        var firm = code != null ? code : reading.text(ImportField.ENTERPRISE);
        return firm == null ? "" : firm;
    }

    private Optional<String> sameWords(RowReading reading, Map<String, List<KnownBefore.Same>> titles) {
        var candidates = titles.getOrDefault(Normal.key(reading.text(ImportField.TITLE)), List.of());
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        var narrative = Normal.key(reading.text(ImportField.NARRATIVE));
        return candidates.stream()
                .filter(same -> Normal.key(same.narrative()).equals(narrative))
                .filter(same -> reporters
                        .takenAlong(same.number())
                        .map(who -> {
                            var code = reading.text(ImportField.CREDIT_CODE);
                            return code != null && who.creditCode() != null
                                    ? code.equals(who.creditCode())
                                    : Normal.key(who.enterprise() == null ? "" : who.enterprise())
                                            .equals(Normal.key(Optional.ofNullable(reading.text(ImportField.ENTERPRISE))
                                                    .orElse("")));
                        })
                        .orElseGet(() -> firm(reading).isEmpty()))
                .map(same -> same.number().value())
                .findFirst();
    }
}
