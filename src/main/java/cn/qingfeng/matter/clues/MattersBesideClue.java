package cn.qingfeng.matter.clues;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.insight.file.BesideClue;
import cn.qingfeng.matter.MatterKinds;
import cn.qingfeng.matter.MatterRights;
import cn.qingfeng.matter.Matters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** On a clue's page: the matters that are about it, as far as the reader may see these. */
@Component
class MattersBesideClue implements BesideClue {

    private final MatterClues clues;
    private final Matters matters;
    private final MatterKinds kinds;
    private final MatterRights rights;
    private final LedgerWords words;

    MattersBesideClue(MatterClues clues, Matters matters, MatterKinds kinds, MatterRights rights, LedgerWords words) {
        this.clues = clues;
        this.matters = matters;
        this.kinds = kinds;
        this.rights = rights;
        this.words = words;
    }

    @Override
    public List<Line> of(Clue clue, String reader, Locale locale) {
        return clues.about(clue.number()).stream()
                .map(matters::find)
                .flatMap(Optional::stream)
                .flatMap(matter -> {
                    var kind = kinds.get(matter.kind());
                    return rights.sees(reader, kind, matter)
                            ? Stream.of(new Line(
                                    kind.name(),
                                    matter.number(),
                                    matter.title(),
                                    words.text("matter.state." + matter.state(), locale)))
                            : Stream.empty();
                })
                .toList();
    }
}
