package cn.qingfeng.insight.file;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.evidence.Evidence;
import cn.qingfeng.evidence.EvidenceFile;
import cn.qingfeng.evidence.Origin;
import cn.qingfeng.organization.Organization;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The files of one clue, and what the reader may do with them. */
@Component
class FilesSection {

    private final Evidence evidence;
    private final Organization organization;
    private final LedgerWords words;

    FilesSection(Evidence evidence, Organization organization, LedgerWords words) {
        this.evidence = evidence;
        this.organization = organization;
        this.words = words;
    }

    List<ClueDossier.Attached> of(Reading reading) {
        return evidence.seenBy(reading.viewer(), reading.clue()).stream()
                .map(file -> attached(file, reading.locale()))
                .toList();
    }

    boolean mayAdd(Reading reading) {
        return evidence.mayAdd(reading.viewer(), reading.clue());
    }

    boolean mayRelease(Reading reading) {
        return evidence.mayRelease(reading.viewer(), reading.clue());
    }

    boolean lacksProof(Clue clue) {
        return !clue.status().isEnd() && clue.leadUnit().isPresent() && evidence.lacksProof(clue);
    }

    private ClueDossier.Attached attached(EvidenceFile file, Locale locale) {
        var from = words.actor(file.by(), locale);
        return new ClueDossier.Attached(
                file.id(),
                file.name(),
                words.text(
                        "file.about", locale, words.code("file.type", file.type(), locale), size(file.bytes(), locale)),
                file.unit() == null ? from : words.text("file.from", locale, organization.unitName(file.unit()), from),
                file.addedAt(),
                file.sha256(),
                file.type().isShown() && !file.infected(),
                file.origin() != Origin.UNIT && !file.isReleased(),
                file.infected());
    }

    private String size(long bytes, Locale locale) {
        return bytes < 1 << 20
                ? words.text("file.kilobytes", locale, Math.max(1, bytes >> 10))
                : words.text("file.megabytes", locale, Math.round(bytes / 104857.6) / 10.0);
    }
}
