package cn.qingfeng.tolerance;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.insight.file.PriorFilings;
import cn.qingfeng.matter.MatterKinds;
import cn.qingfeng.matter.MatterRights;
import cn.qingfeng.matter.Matters;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** Shows the filings that protect in a clue beside it, to whoever may read them. */
@Component
class FilingsBesideClue implements PriorFilings {

    private final RiskFilings filings;
    private final Matters matters;
    private final MatterKinds kinds;
    private final MatterRights rights;

    FilingsBesideClue(RiskFilings filings, Matters matters, MatterKinds kinds, MatterRights rights) {
        this.filings = filings;
        this.matters = matters;
        this.kinds = kinds;
        this.rights = rights;
    }

    @Override
    public List<Filing> beside(Clue clue, String reader) {
        return filings.about(clue).stream()
                .filter(filing -> matters.find(filing.number())
                        .filter(matter -> rights.sees(reader, kinds.get(matter.kind()), matter))
                        .isPresent())
                .map(filing -> new Filing(
                        filing.number(),
                        filing.title(),
                        LocalDate.ofInstant(filing.until().minusMillis(1), CountyClock.ZONE)))
                .toList();
    }
}
