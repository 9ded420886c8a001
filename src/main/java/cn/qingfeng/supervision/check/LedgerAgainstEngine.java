package cn.qingfeng.supervision.check;

import java.util.List;

/** Compares what the ledger says with where the engine stands, clue by clue and notice by notice. */
public interface LedgerAgainstEngine {

    /** Every difference there is; none is left out. */
    List<Difference> compare();
}
