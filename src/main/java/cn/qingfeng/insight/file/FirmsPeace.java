package cn.qingfeng.insight.file;

import cn.qingfeng.clue.Clue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** How often the firm that told an appeal is inspected, and when it is to be left alone; whoever keeps the register answers. */
public interface FirmsPeace {

    /**
     * Of one firm, without its name.
     *
     * @param quarter how many inspections were announced for the quarter in which the appeal was registered
     * @param looks those of the twelve months before, the newest first
     */
    record Peace(int quarter, List<Look> looks, List<Quiet> quiet) {}

    /** @param unit the inspecting unit's name */
    record Look(LocalDate day, String unit, String subject) {}

    record Quiet(LocalDate from, LocalDate to, String why) {}

    /**
     * Empty where no firm told it, the firm was neither inspected nor wants to be quiet, or the reader may not know of the
     * reporter even what is covered.
     */
    Optional<Peace> beside(Clue clue, String reader);
}
