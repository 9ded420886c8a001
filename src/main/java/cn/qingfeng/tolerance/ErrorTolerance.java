package cn.qingfeng.tolerance;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.matter.MatterEvents;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The rules of error tolerance: all six conditions or none, rectification whatever is decided, considered before blame. */
@Component
public class ErrorTolerance {

    /** The kind of matter ({@code processes/matter-error-tolerance.bpmn}). */
    public static final String KIND = "matter-error-tolerance";

    /** 遵纪守法、改革创新、勤勉尽责、出于公心、程序正当、知错就改. */
    static final List<String> CONDITIONS =
            List.of("lawful", "innovative", "diligent", "selfless", "regular", "correcting");

    private final RiskFilings filings;
    private final JdbcTemplate jdbc;

    ErrorTolerance(RiskFilings filings, JdbcTemplate jdbc) {
        this.filings = filings;
        this.jdbc = jdbc;
    }

    @EventListener
    void on(MatterEvents.Answered answered) {
        if (!answered.kind().equals(KIND)) {
            return;
        }
        switch (answered.step()) {
            case "userTask_apply" -> applied(answered);
            case "userTask_check" -> checked(answered);
            case "userTask_decide" -> decided(answered);
            default -> {
                // The other steps have no rule of their own.
            }
        }
    }

    private void applied(MatterEvents.Answered answered) {
        var filing = answered.said("filingNumber");
        if (!filing.isEmpty() && filings.find(filing).isEmpty()) {
            throw Refusal.invalid("tolerance.filing.unknown");
        }
        var clue = answered.said("clueNumber");
        if (!clue.isEmpty()) {
            ClueNumber.of(clue);
        }
    }

    /** What was found is kept as a code: the decision is held against it, also after the check was done again. */
    private void checked(MatterEvents.Answered answered) {
        var all = CONDITIONS.stream().allMatch(one -> answered.said(one).equals("YES"));
        jdbc.update("delete from tolerance_check where number = ?", answered.number());
        jdbc.update("insert into tolerance_check (number, all_met) values (?, ?)", answered.number(), all);
    }

    private void decided(MatterEvents.Answered answered) {
        var tolerated = !answered.said("outcome").equals("NONE");
        var met = jdbc.queryForList(
                        "select all_met from tolerance_check where number = ?", Boolean.class, answered.number())
                .contains(true);
        if (tolerated && !met) {
            throw Refusal.invalid("tolerance.conditions");
        }
        if (tolerated && answered.said("rectification").isEmpty()) {
            throw Refusal.invalid("tolerance.rectification");
        }
    }

    /**
     * Before somebody is blamed in a clue in which a filing protects, tolerance must have been considered.
     *
     * @param blame who is to be blamed, in words; null or blank where nobody is
     * @param considered whether tolerance applies, as a code; {@code ground} why
     * @throws Refusal where it was not
     */
    public void requireConsidered(Clue clue, String blame, String considered, String ground) {
        if (blank(blame) || !blank(considered) && !blank(ground)) {
            return;
        }
        var protecting = filings.about(clue);
        if (!protecting.isEmpty()) {
            throw Refusal.invalid(
                    "tolerance.consider",
                    protecting.stream().map(RiskFiling::number).collect(Collectors.joining(", ")));
        }
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
