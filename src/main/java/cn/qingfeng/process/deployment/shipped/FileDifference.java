package cn.qingfeng.process.deployment.shipped;

import cn.qingfeng.process.deployment.shipped.FileOutline.Part;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What would change, part by part, if the shipped file took the place of the live one. */
final class FileDifference {

    /** Whose hand made two files differ, seen from the last shipped file that was taken over. */
    enum Side {
        /** The product changed it; the county had left it as it was. */
        PRODUCT,
        /** The county changed it; the product left it as it was. */
        OWNER,
        /** Both did. */
        BOTH;

        static Side of(Object base, Object live, Object shipped) {
            return Objects.equals(base, live) ? PRODUCT : Objects.equals(base, shipped) ? OWNER : BOTH;
        }
    }

    /** What would happen to a part. */
    enum Kind {
        ADDED,
        REMOVED,
        CHANGED,
        /** Its parts are the same, in another order. */
        ORDER
    }

    /** One property; empty where the part does not say it. */
    record Detail(String property, String live, String shipped, Side side) {}

    /** One part; details are empty when the part itself says enough. */
    record Change(Kind kind, String subject, Side side, List<Detail> details) {}

    private FileDifference() {}

    /** @param base the last shipped file that was taken over; empty when none was */
    static List<Change> between(Map<String, Part> base, Map<String, Part> live, Map<String, Part> shipped) {
        var changes = new ArrayList<Change>();
        var ids = new LinkedHashSet<>(shipped.keySet());
        ids.addAll(live.keySet());
        for (var id : ids) {
            var before = base.get(id);
            var ours = live.get(id);
            var theirs = shipped.get(id);
            if (Objects.equals(ours, theirs)) {
                continue;
            }
            if (id.equals(FileOutline.DRAWING)) {
                changes.add(new Change(Kind.CHANGED, theirs.subject(), Side.of(before, ours, theirs), List.of()));
                continue;
            }
            var details = details(before, ours, theirs);
            if (ours == null) {
                changes.add(new Change(Kind.ADDED, theirs.subject(), Side.of(before, ours, theirs), details));
            } else if (theirs == null) {
                changes.add(new Change(Kind.REMOVED, ours.subject(), Side.of(before, ours, theirs), details));
            } else if (!details.isEmpty()) {
                changes.add(new Change(Kind.CHANGED, theirs.subject(), side(details), details));
            }
        }
        var common = new ArrayList<>(live.keySet());
        common.retainAll(shipped.keySet());
        var otherwise = new ArrayList<>(shipped.keySet());
        otherwise.retainAll(live.keySet());
        if (!common.equals(otherwise)) {
            var moved = new ArrayList<String>();
            for (var at = 0; at < common.size(); at++) {
                if (!common.get(at).equals(otherwise.get(at))) {
                    moved.add(shipped.get(otherwise.get(at)).subject());
                }
            }
            var first = moved.size() > 3 ? moved.subList(0, 3) : moved;
            changes.add(new Change(Kind.ORDER, String.join("; ", first), Side.BOTH, List.of()));
        }
        return changes;
    }

    private static List<Detail> details(Part base, Part live, Part shipped) {
        var details = new ArrayList<Detail>();
        var properties = new LinkedHashSet<String>();
        for (var part : new Part[] {live, shipped}) {
            if (part != null) {
                properties.addAll(part.says().keySet());
            }
        }
        for (var property : properties) {
            var ours = says(live, property);
            var theirs = says(shipped, property);
            if (!ours.equals(theirs)) {
                details.add(new Detail(property, ours, theirs, Side.of(says(base, property), ours, theirs)));
            }
        }
        return details;
    }

    private static Side side(List<Detail> details) {
        var first = details.get(0).side();
        return details.stream().allMatch(detail -> detail.side() == first) ? first : Side.BOTH;
    }

    private static String says(Part part, String property) {
        return part == null ? "" : part.says().getOrDefault(property, "");
    }
}
