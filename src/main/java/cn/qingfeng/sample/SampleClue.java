package cn.qingfeng.sample;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One clue of {@code clues.yml}, whose head says what each key means. */
@SuppressWarnings("unchecked")
record SampleClue(Map<String, Object> row) {

    static List<SampleClue> all() {
        return SampleFile.<Map<String, Object>>list("clues.yml").stream()
                .map(SampleClue::new)
                .toList();
    }

    String id() {
        return row.get("id").toString();
    }

    /** What becomes of it on the provincial platform. */
    enum AtProvince {
        IN_TIME,
        LATE,
        MISSING,
        EXEMPT
    }

    int workingDaysAgo() {
        return (Integer) row.get("day");
    }

    LocalTime hour() {
        return LocalTime.parse((String) row.get("at"));
    }

    /** How much working time before the present it comes in; empty where a day and an hour are given. */
    Optional<Duration> before() {
        return Optional.ofNullable((String) row.get("before"))
                .map(time -> time.split(":"))
                .map(time -> Duration.ofHours(Long.parseLong(time[0])).plusMinutes(Long.parseLong(time[1])));
    }

    /** How it is entered on the provincial platform. */
    AtProvince atProvince() {
        return AtProvince.valueOf((String) row.getOrDefault("province", AtProvince.IN_TIME.name()));
    }

    String by() {
        return (String) row.get("by");
    }

    Map<String, Object> clue() {
        return (Map<String, Object>) row.get("clue");
    }

    String title() {
        return (String) clue().get("title");
    }

    /** How much of the usual time a form takes, in percent: what can be put right on the spot is, what is grave takes study. */
    int haste(String form) {
        var facts = (Map<String, Object>) clue().getOrDefault("facts", Map.of());
        if (Boolean.TRUE.equals(facts.get("fixableOnTheSpot"))) {
            return 30;
        }
        return form.equals("finish-clue") && "RED".equals(expected().get("card")) ? 250 : 100;
    }

    /** What it must become: {@code status}, and {@code card} where one is decided. */
    Map<String, String> expected() {
        return (Map<String, String>) row.get("expect");
    }

    /** Whether the walk ends before this form at some time. */
    boolean mayStopAt(String form) {
        return form.equals(row.get("stopAt"));
    }

    /** Whether the walk ends before this form is filled in for the {@code time}-th time. */
    boolean stopsAt(String form, int time) {
        return mayStopAt(form) && time >= (Integer) row.getOrDefault("stopAtTime", 1);
    }

    /** Whether nobody reviews the admission in time. */
    boolean silent() {
        return Boolean.TRUE.equals(row.get("silent"));
    }

    /** What happens at the stop instead of the form: {@code withdraw} or {@code correct} with a reason. */
    Map<String, Object> ending() {
        return (Map<String, Object>) row.getOrDefault("then", Map.of());
    }

    /** What people answer in this form the {@code time}-th time, where it is more than usual. */
    Map<String, Object> answers(String form, int time) {
        var answers = ((Map<String, Object>) row.getOrDefault("answers", Map.of())).getOrDefault(form, Map.of());
        return answers instanceof List<?> list
                ? (Map<String, Object>) list.get(Math.min(time, list.size()) - 1)
                : (Map<String, Object>) answers;
    }
}
