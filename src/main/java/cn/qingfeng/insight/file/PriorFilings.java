package cn.qingfeng.insight.file;

import cn.qingfeng.clue.Clue;
import java.time.LocalDate;
import java.util.List;

/** Risk filings (风险报备) that protect in a clue; whoever keeps them answers. */
public interface PriorFilings {

    /**
     * A filing beside a clue.
     *
     * @param until the last day on which it is valid
     */
    record Filing(String number, String title, LocalDate until) {}

    /** Those that were valid when the clue was registered, on the same unit and a similar subject, that this reader may see. */
    List<Filing> beside(Clue clue, String reader);
}
