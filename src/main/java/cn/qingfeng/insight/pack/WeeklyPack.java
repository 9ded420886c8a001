package cn.qingfeng.insight.pack;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.SupervisionStage;
import java.time.Instant;
import java.util.List;

/** 周交办单 as it was made: what lay at which unit, and who answers for it. */
record WeeklyPack(String date, Instant madeAt, List<Unit> units, List<Leader> leaders) {

    /** A clue on the list; {@code fresh}: dispatched since the list before; a suspended one has no end and is not late. */
    record Line(
            String clueNumber,
            String title,
            Card card,
            ClueStatus status,
            SupervisionStage stage,
            Instant dueAt,
            boolean fresh,
            boolean soon,
            boolean late,
            boolean suspended) {}

    /** A unit's part; {@code matters}: steps of matters that wait for it. */
    record Unit(String code, String name, String leader, List<Line> lines, List<MattersInPacks.Line> matters) {

        /** Those made before matters were listed have none. */
        Unit {
            matters = matters == null ? List.of() : matters;
        }

        Unit with(List<MattersInPacks.Line> others) {
            return new Unit(code, name, leader, lines, others);
        }

        public long count(String what) {
            return WeeklyPack.count(lines, what);
        }
    }

    /** What one leader answers for, over all of the leader's units; clues, and beside them matters. */
    record Leader(
            String name,
            List<String> units,
            long open,
            long fresh,
            long soon,
            long late,
            long matters,
            long lateMatters) {}

    public long count(String what) {
        return count(units.stream().flatMap(unit -> unit.lines().stream()).toList(), what);
    }

    static long count(List<Line> lines, String what) {
        return lines.stream()
                .filter(line -> switch (what) {
                    case "coloured" -> line.card() == Card.YELLOW || line.card() == Card.RED;
                    case "red" -> line.card() == Card.RED;
                    case "fresh" -> line.fresh();
                    case "soon" -> line.soon();
                    case "late" -> line.late();
                    case "suspended" -> line.suspended();
                    default -> true;
                })
                .count();
    }
}
