package cn.qingfeng.meeting;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.paper.PackValues;
import cn.qingfeng.paper.PaperKind;
import cn.qingfeng.paper.PaperValues;
import cn.qingfeng.paper.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** 会商纪要 as a paper: what was talked about, under the titles that units read, and who does what until when. */
@Component
class Minutes implements PackValues {

    private final MeetingBook book;
    private final ClueLedger ledger;
    private final Organization organization;

    Minutes(MeetingBook book, ClueLedger ledger, Organization organization) {
        this.book = book;
        this.ledger = ledger;
        this.organization = organization;
    }

    @Override
    public Set<PaperKind> kinds() {
        return Set.of(PaperKind.MINUTES);
    }

    @Override
    public PaperValues of(PaperKind kind, String id) {
        var meeting = book.get(id);
        if (meeting.state() != Meeting.State.HELD) {
            throw Refusal.conflict("meeting.not-held");
        }
        var values = new EnumMap<Place, String>(Place.class);
        values.put(Place.MEETING_TITLE, meeting.title());
        values.put(Place.MEETING_AT, Moments.minute(meeting.meetsAt()));
        values.put(Place.MEETING_PLACE, meeting.place());
        values.put(Place.MEETING_OUTCOME, meeting.outcome());
        values.put(Place.COUNT, String.valueOf(meeting.agenda().size()));
        var clues = ledger.all(meeting.agenda());
        var decided = book.decisions(id).stream()
                .filter(one -> one.state() != Decision.State.OVER)
                .collect(Collectors.groupingBy(Decision::clue));
        var rows = new ArrayList<Map<Place, String>>();
        for (var number : meeting.agenda()) {
            var clue = clues.get(number);
            var title = clue == null ? "" : clue.screened().title();
            for (var one : decided.getOrDefault(number, List.of())) {
                var row = row(rows.size() + 1, number.value(), title);
                row.put(Place.ROW_DECISION, one.task());
                row.put(Place.ROW_UNIT, organization.unitName(one.unit()));
                row.put(Place.ROW_PERSON, one.person() == null ? "" : organization.personName(one.person()));
                row.put(Place.ROW_DUE, Moments.minute(one.dueAt()));
                rows.add(row);
            }
            if (!decided.containsKey(number)) {
                rows.add(row(rows.size() + 1, number.value(), title));
            }
        }
        return new PaperValues(values, rows, List.of());
    }

    private static Map<Place, String> row(int at, String number, String title) {
        var row = new EnumMap<Place, String>(Place.class);
        row.put(Place.ROW, String.valueOf(at));
        row.put(Place.ROW_NUMBER, number);
        row.put(Place.ROW_TITLE, title);
        return row;
    }
}
