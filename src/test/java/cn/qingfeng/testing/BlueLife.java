package cn.qingfeng.testing;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The tasks of a blue clue's whole life, who does them, and what is typed. */
public record BlueLife(String task, String person, Map<String, Object> answers, Map<String, Object> bareVariables) {

    /** The unit that handles it. */
    public static final String UNIT = "market-supervision";

    /**
     * @param contactedAt when the handler called the reporter
     */
    public static List<BlueLife> steps(Instant contactedAt) {
        return List.of(
                step("userTask_reviewAdmission", "clerk", Map.of("outcome", "ADMIT"), "answer", "ADMIT"),
                step("userTask_decideBlue", "clerk", Map.of("card", "BLUE", "signed", true), "answer", "DECIDED"),
                step(
                        "userTask_dispatch",
                        "clerk",
                        Map.of(
                                "leadUnit",
                                UNIT,
                                "assistUnits",
                                List.of(),
                                "summary",
                                "变更住所材料一次告知",
                                "requirements",
                                "两日内办结并告知反映人",
                                "screened",
                                true,
                                "signed",
                                true),
                        "unit",
                        UNIT),
                step("userTask_signFor", "handler", Map.of("outcome", "SIGN"), "answer", "SIGN"),
                step(
                        "userTask_contactReporter",
                        "handler",
                        Map.of("contactedAt", contactedAt.toString(), "method", "MEETING", "note", "已说明所缺材料"),
                        "answer",
                        "CONTACTED"),
                step(
                        "userTask_finish",
                        "handler",
                        Map.of(
                                "result", "RESOLVED",
                                "factual", "TRUE",
                                "verification", "经核,窗口两次告知不一致。",
                                "measures", "当场补正,已换发执照。",
                                "basis", "《优化营商环境条例》第三十六条",
                                "toReporter", "执照已换发,请到窗口领取。"),
                        "answer",
                        "RESOLVED"),
                step("userTask_signReply", "unithead", Map.of("outcome", "SIGN", "signed", true), "answer", "SIGN"),
                step("userTask_reviewResult", "grader", Map.of("outcome", "ACCEPT"), "answer", "ACCEPT"),
                step(
                        "userTask_callBack",
                        "caller",
                        Map.of(
                                "method", "PHONE",
                                "connected", true,
                                "contacted", "YES",
                                "solved", "SOLVED",
                                "rating", "SATISFIED"),
                        "answer",
                        "SATISFIED"));
    }

    /** The group to which the task is offered and to which the person belongs. */
    public String group() {
        return switch (person) {
            case "clerk" -> "window-clerk";
            case "handler" -> "unit-" + UNIT;
            case "unithead" -> "unit-" + UNIT + "-leader";
            default -> person;
        };
    }

    private static BlueLife step(
            String task, String person, Map<String, Object> answers, String variable, Object value) {
        return new BlueLife(task, person, answers, Map.of(variable, value));
    }
}
