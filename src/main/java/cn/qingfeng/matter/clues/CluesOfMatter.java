package cn.qingfeng.matter.clues;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterFacts;
import cn.qingfeng.matter.MatterKind;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** On a matter's page: the clues that it is about and how they stand, as far as the reader may see these. */
@Component
class CluesOfMatter implements MatterFacts {

    private final MatterClues clues;
    private final ClueAccess access;
    private final LedgerWords words;
    private final Clock clock;

    CluesOfMatter(MatterClues clues, ClueAccess access, LedgerWords words, Clock clock) {
        this.clues = clues;
        this.access = access;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public List<Fact> of(String reader, Matter matter, Locale locale) {
        var named = clues.of(matter.number());
        if (named.isEmpty()) {
            return List.of();
        }
        var viewer = access.viewer(reader);
        return named.stream()
                .filter(clue -> access.maySee(viewer, clue))
                .map(clue -> line(clue, locale))
                .toList();
    }

    private Fact line(Clue clue, Locale locale) {
        var late = clue.dueAt().filter(due -> due.isBefore(clock.instant())).isPresent()
                && !clue.status().isEnd();
        return new Fact(
                words.text("matter.clue", locale),
                words.text(
                        late ? "matter.clue.late" : "matter.clue.stands",
                        locale,
                        clue.number().value(),
                        words.code("card", clue.card().map(Enum::name).orElse("none"), locale),
                        words.code("clue.status", clue.status(), locale)),
                "/clues/" + clue.number().value(),
                late);
    }

    @Override
    public List<Fact> of(String reader, MatterKind kind, Locale locale) {
        return List.of();
    }
}
