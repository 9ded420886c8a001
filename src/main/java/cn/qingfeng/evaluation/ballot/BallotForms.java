package cn.qingfeng.evaluation.ballot;

import cn.qingfeng.Refusal;
import cn.qingfeng.evaluation.Quarters;
import cn.qingfeng.evaluation.RoundStage;
import cn.qingfeng.evaluation.Rounds;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.paper.PackValues;
import cn.qingfeng.paper.PaperKind;
import cn.qingfeng.paper.PaperValues;
import cn.qingfeng.paper.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * 纸质评议票: the round's units with room for marks. One sheet for all firms, printed as often as there are slips: it carries
 * nothing that tells one copy from another, and whoever fills it in copies the serial number from the slip (ADR 142).
 */
@Component
class BallotForms implements PackValues {

    private final Rounds rounds;
    private final Quarters quarters;
    private final Organization organization;

    BallotForms(Rounds rounds, Quarters quarters, Organization organization) {
        this.rounds = rounds;
        this.quarters = quarters;
        this.organization = organization;
    }

    @Override
    public Set<PaperKind> kinds() {
        return Set.of(PaperKind.BALLOT_FORM);
    }

    @Override
    public PaperValues of(PaperKind kind, String number) {
        var round = rounds.get(number);
        if (!isWritten(round.stage())) {
            throw Refusal.conflict("ballot.form.stage");
        }
        var values = new EnumMap<Place, String>(Place.class);
        values.put(Place.ROUND_NAME, quarters.of(round.quarter(), Locale.CHINA));
        values.put(Place.ROUND_DAYS, round.from() + " \u2013 " + round.to());
        var rows = new ArrayList<Map<Place, String>>();
        rounds.unitsOf(number).forEach(unit -> {
            var row = new EnumMap<Place, String>(Place.class);
            row.put(Place.ROW, String.valueOf(rows.size() + 1));
            row.put(Place.ROW_UNIT, organization.unitName(unit.unit()));
            rows.add(row);
        });
        return new PaperValues(values, rows, List.of());
    }

    /** From the day the units are fixed until ballots are counted. */
    static boolean isWritten(RoundStage stage) {
        return stage == RoundStage.FIXED || stage == RoundStage.DRAWN || stage == RoundStage.OPEN;
    }
}
