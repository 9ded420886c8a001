package cn.qingfeng.console;

import static java.util.Map.entry;

import cn.qingfeng.insight.file.ClueDossier;
import java.util.List;
import java.util.Map;

/**
 * What stands above a task's form: nobody decides without having before the eyes what is decided on. All of it is from the
 * clue's file as this person may see it, so nothing is shown here that the person could not read elsewhere.
 *
 * @param givenBack why the unit's work came back, newest first to be read; null where nothing came back
 * @param sheets what earlier steps filled in and this one is about, in the order of the process
 * @param wish the wish for time that is to be signed or decided; null for other steps
 * @param orders the orders in force, for the steps that are about them
 * @param textFirst whether the clue's own text is what this step is about, and therefore open
 */
record DecisionBasis(
        ClueDossier.Sheet givenBack,
        List<ClueDossier.Sheet> sheets,
        ClueDossier.Wish wish,
        List<ClueDossier.Order> orders,
        boolean textFirst) {

    /** The forms whose last sheet a step is about; steps that are about the clue's text alone have none. */
    private static final Map<String, List<String>> ABOUT = Map.ofEntries(
            entry("receive-report", List.of()),
            entry("pass-up", List.of("receive-report")),
            entry("review-admission", List.of()),
            entry("triage-clue", List.of("review-admission")),
            entry("decide-card", List.of("triage-clue", "decide-card")),
            entry("dispatch-clue", List.of("triage-clue", "decide-card")),
            entry("sign-for-clue", List.of("dispatch-clue", "rule-on-return")),
            entry("rule-on-return", List.of("dispatch-clue", "sign-for-clue")),
            entry("contact-reporter", List.of("dispatch-clue")),
            entry("reply-with-plan", List.of("dispatch-clue", "contact-reporter")),
            entry("assist-clue", List.of("dispatch-clue")),
            entry("finish-clue", List.of("dispatch-clue", "reply-with-plan", "assist-clue")),
            entry("check-cannot-do", List.of("dispatch-clue", "finish-clue")),
            entry("sign-reply", List.of("dispatch-clue", "assist-clue", "finish-clue", "check-cannot-do")),
            entry(
                    "review-result",
                    List.of("dispatch-clue", "assist-clue", "finish-clue", "check-cannot-do", "sign-reply")),
            entry("verify-on-site", List.of("dispatch-clue", "finish-clue", "review-result")),
            entry("call-back", List.of("finish-clue", "review-result")),
            entry("conclude-red", List.of("finish-clue", "review-result", "call-back")),
            entry("recheck-clue", List.of("finish-clue", "verify-on-site", "call-back")),
            entry("sign-transfer", List.of("finish-clue")),
            entry("receive-transfer", List.of("sign-transfer")),
            entry("sign-extension", List.of("ask-extension", "ask-suspension", "ask-resumption", "ask-tackling")),
            entry("decide-extension", List.of("ask-extension", "sign-extension")),
            entry("decide-request", List.of("ask-suspension", "ask-resumption", "sign-extension")),
            entry("decide-tackling", List.of("ask-tackling", "sign-extension")),
            entry("approve-listing", List.of("issue-order")),
            entry("explain-order", List.of("issue-order")),
            entry("conclude-order", List.of("issue-order", "explain-order", "finish-clue")),
            entry("conclude-urging", List.of("issue-order", "finish-clue")),
            entry("carry-out-decision", List.of("take-decision")),
            entry("decide-reveal", List.of("ask-reveal")));

    /** Of these every sheet counts: each assisting unit has its own, and a unit may have several things to do. */
    private static final List<String> EVERY_SHEET = List.of("assist-clue", "take-decision");

    private static final List<String> OF_WISHES =
            List.of("sign-extension", "decide-extension", "decide-request", "decide-tackling");
    private static final List<String> OF_ORDERS = List.of(
            "approve-listing",
            "explain-order",
            "conclude-order",
            "conclude-urging",
            "sign-transfer",
            "receive-transfer");
    private static final List<String> OF_THE_UNITS_WORK =
            List.of("contact-reporter", "reply-with-plan", "assist-clue", "finish-clue");
    private static final List<String> ON_THE_TEXT = List.of(
            "receive-report",
            "pass-up",
            "review-admission",
            "triage-clue",
            "decide-card",
            "dispatch-clue",
            "sign-for-clue",
            "rule-on-return",
            "contact-reporter",
            "reply-with-plan",
            "assist-clue",
            "finish-clue");

    /** Of a step that a process owner added nobody knows what it is about: the last that was filled in is a good guess. */
    private static final int LAST_OF_UNKNOWN = 2;

    /** What the step with this form is about, by the file that its person may see. */
    static DecisionBasis of(String form, ClueDossier file) {
        var all = file.answers();
        var about = ABOUT.get(form);
        var sheets = about == null
                ? all.subList(Math.max(0, all.size() - LAST_OF_UNKNOWN), all.size())
                : about.stream()
                        .flatMap(name -> all.stream()
                                .filter(sheet -> sheet.form().equals(name))
                                .skip(EVERY_SHEET.contains(name) ? 0 : Math.max(0, count(all, name) - 1)))
                        .toList();
        return new DecisionBasis(
                OF_THE_UNITS_WORK.contains(form) ? givenBack(all) : null,
                sheets,
                OF_WISHES.contains(form) ? file.pressure().pending() : null,
                OF_ORDERS.contains(form)
                        ? file.pressure().orders().stream()
                                .filter(order -> order.inForce() || form.equals("approve-listing"))
                                .toList()
                        : List.of(),
                about == null || ON_THE_TEXT.contains(form));
    }

    private static long count(List<ClueDossier.Sheet> all, String form) {
        return all.stream().filter(sheet -> sheet.form().equals(form)).count();
    }

    /** The last that gave the work back, unless a result was filed since. */
    private static ClueDossier.Sheet givenBack(List<ClueDossier.Sheet> all) {
        return all.stream()
                .filter(sheet -> sheet.givesBack() || sheet.form().equals("finish-clue"))
                .reduce((earlier, later) -> later)
                .filter(ClueDossier.Sheet::givesBack)
                .orElse(null);
    }
}
