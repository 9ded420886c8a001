package cn.qingfeng.sample;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.evaluation.Round;
import cn.qingfeng.evaluation.RoundStage;
import cn.qingfeng.evaluation.Rounds;
import cn.qingfeng.evaluation.ballot.Ballots;
import cn.qingfeng.evaluation.ballot.Slip;
import cn.qingfeng.evaluation.consequence.FourLinks;
import cn.qingfeng.evaluation.consequence.Pillar;
import cn.qingfeng.evaluation.course.Objections;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.county.County;
import cn.qingfeng.paper.PaperKind;
import cn.qingfeng.paper.Papers;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.sample.SampleMatters.Act;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What the demo county does in its quarterly round beside the steps of the matter ({@code sample/quarterly-round.yml}): a unit is founded,
 * firms vote, most by their links and some on paper, two units object, and after publication two consequences go their way.
 */
@Component
@Profile("demo")
class SampleRounds {

    private static final Logger LOG = LoggerFactory.getLogger(SampleRounds.class);

    /** The unit of the head whom the login page shows. */
    private static final String HEADED = "market-supervision";

    private static final String WORST_FIRST = " order by coalesce(finished, 1) + coalesce(signed, 1)"
            + " + coalesce(solved, 2) + coalesce(satisfied, 1) - coalesce(reworked, 0), clue limit 1";

    private static final int FIRST = 24;
    private static final int LAST = 16;
    private static final int A_DAY = 4;

    /** So many come back on paper; of the rest one in ten slips stays unused. */
    private static final int ON_PAPER = 4;

    private final Rounds rounds;
    private final Ballots ballots;
    private final Objections objections;
    private final FourLinks links;
    private final Papers papers;
    private final Matters matters;
    private final UserTasks desk;
    private final County county;
    private final Organization organization;
    private final CountyClock clock;
    private final JdbcTemplate jdbc;
    private final Map<String, Object> told = SampleFile.mapping("quarterly-round.yml");
    private final Random chance = new Random(7);
    private List<Slip> slips = List.of();

    SampleRounds(
            Rounds rounds,
            Ballots ballots,
            Objections objections,
            FourLinks links,
            Papers papers,
            Matters matters,
            UserTasks desk,
            County county,
            Organization organization,
            CountyClock clock,
            JdbcTemplate jdbc) {
        this.rounds = rounds;
        this.ballots = ballots;
        this.objections = objections;
        this.links = links;
        this.papers = papers;
        this.matters = matters;
        this.desk = desk;
        this.county = county;
        this.organization = organization;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @SuppressWarnings("unchecked")
    List<Act> story() {
        var story = new ArrayList<Act>();
        story.add(new Act(27, LocalTime.of(8, 40), this::found));
        story.add(new Act(26, LocalTime.of(14, 30), this::print));
        for (var day = FIRST; day >= LAST; day--) {
            for (var vote = 0; vote < A_DAY; vote++) {
                var at = (FIRST - day) * A_DAY + vote;
                story.add(new Act(day, LocalTime.of(9 + vote * 2, 20), () -> vote(at)));
            }
        }
        story.add(new Act(LAST, LocalTime.of(16, 40), this::onPaper));
        for (var one : (List<Map<String, Object>>) told.get("objections")) {
            story.add(new Act((int) one.get("days"), LocalTime.parse((String) one.get("hour")), () -> object(one)));
            story.add(new Act(7, LocalTime.of(9, 10), () -> rule(one)));
        }
        story.add(new Act(5, LocalTime.of(11, 0), () -> proposed().forEach(this::lookOver)));
        story.add(new Act(4, LocalTime.of(10, 0), () -> proposed().forEach(this::hear)));
        story.add(new Act(2, LocalTime.of(15, 0), () -> proposed().forEach(this::sign)));
        story.add(new Act(
                1, LocalTime.of(16, 0), () -> proposed().stream().limit(1).forEach(this::carryOut)));
        story.add(new Act(1, LocalTime.of(16, 30), this::fillSheet));
        return story;
    }

    boolean isTaken(String quarter) {
        return rounds.all().stream().anyMatch(round -> round.quarter().equals(quarter));
    }

    @SuppressWarnings("unchecked")
    private void found() {
        var founded = (Map<String, String>) told.get("founded");
        county.found(founded.get("unit"), today(), founded.get("why"), founded.get("by"));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CountyClock.ZONE);
    }

    private void print() {
        rounds.all().stream()
                .filter(round -> round.stage() == RoundStage.DRAWN && round.slips() == 0)
                .findFirst()
                .ifPresent(round -> slips = ballots.make("grader", round.number(), 0));
    }

    /** A walk that was cut off has lost its slips, as anybody would have: those votes are not cast. */
    private void vote(int at) {
        if (at < slips.size() - ON_PAPER) {
            ballots.cast(slips.get(at).code(), marks(), "10.20." + at % 7 + ".8");
        }
    }

    private void onPaper() {
        slips.stream().skip(Math.max(0, slips.size() - ON_PAPER)).forEach(slip -> {
            var marks = marks();
            ballots.enter("grader", open(), slip.serial(), marks);
            ballots.enter("officehead", open(), slip.serial(), marks);
        });
    }

    private String open() {
        return rounds.all().stream()
                .filter(round -> round.stage() == RoundStage.OPEN)
                .findFirst()
                .orElseThrow()
                .number();
    }

    /** Most firms dealt with most units; none with all. One unit in seven does worse than the others. */
    private Map<String, String> marks() {
        var marks = new HashMap<String, String>();
        var units = rounds.unitsOf(open());
        IntStream.range(0, units.size()).forEach(at -> {
            var one = units.get(at);
            var least = at % 7 == 6 ? 3 : 4;
            if (chance.nextInt(10) > 0) {
                var text = new StringBuilder();
                for (var question = 0; question < 5; question++) {
                    text.append(chance.nextInt(12) == 0 ? 0 : least + chance.nextInt(6 - least));
                }
                marks.put(one.unit(), text.toString());
            }
        });
        return marks;
    }

    private void object(Map<String, Object> told) {
        drafted().filter(round -> objectionOf(told).isEmpty()).ifPresent(round -> {
            var unit = told.containsKey("unit") ? HEADED : mostCharged(round);
            leader(unit).ifPresent(by -> objections.raise(by, round, unit, (String) told.get("words")));
        });
    }

    private Optional<String> drafted() {
        return rounds.all().stream()
                .filter(round -> round.stage() == RoundStage.DRAFT || round.stage() == RoundStage.OBJECTED)
                .map(Round::number)
                .findFirst();
    }

    /** The one of the head whom the login page shows, or the other's. */
    private List<String> objectionOf(Map<String, Object> told) {
        return jdbc.queryForList(
                "select id from evaluation_objection where granted is null and unit "
                        + (told.containsKey("unit") ? "= ?" : "<> ?"),
                String.class,
                HEADED);
    }

    private String mostCharged(String round) {
        return jdbc
                .queryForList(
                        "select unit from result_clue where round = ? and unit <> ?" + WORST_FIRST,
                        String.class,
                        round,
                        HEADED)
                .stream()
                .findFirst()
                .orElse("urban-management");
    }

    private Optional<String> leader(String unit) {
        return organization.peopleWith(Duty.UNIT_LEADER, unit).stream()
                .map(Person::username)
                .findFirst();
    }

    /** What is granted takes out the clue that costs the unit most. */
    private void rule(Map<String, Object> told) {
        var granted = (boolean) told.get("granted");
        for (var id : objectionOf(told)) {
            var round = drafted().orElseThrow();
            var clues = granted
                    ? jdbc.queryForList(
                            "select clue from result_clue where round = ? and unit = (select unit from"
                                    + " evaluation_objection where id = ?)" + WORST_FIRST,
                            String.class,
                            round,
                            id)
                    : List.<String>of();
            objections.rule("supervisor", round, id, granted, (String) told.get("ruling"), String.join(" ", clues));
        }
    }

    /** The consequences that go their way: a warning first, where there is one. */
    private List<String> proposed() {
        return jdbc.queryForList(
                "select number from unit_consequence where round is not null order by"
                        + " case when measure = 'YELLOW_WARNING' then 0 when measure = 'RECTIFY' then 1 else 2 end, number limit 2",
                String.class);
    }

    private void step(String number, String step, String by, Map<String, Object> answers) {
        matters.open(number).stream()
                .filter(one -> one.step().equals(step))
                .findFirst()
                .ifPresent(one -> desk.submit(by, one.id(), answers));
    }

    private String of(String column, String number) {
        return jdbc.queryForObject(
                "select " + column + " from unit_consequence where number = ?", String.class, number);
    }

    private void lookOver(String number) {
        step(
                number,
                "userTask_lookOver",
                "officehead",
                Map.of(
                        "unit",
                        of("unit", number),
                        "measure",
                        of("measure", number),
                        "reason",
                        matters.find(number).orElseThrow().answers().get("reason")));
    }

    private void hear(String number) {
        leader(of("unit", number))
                .ifPresent(by ->
                        step(number, "userTask_hear", by, Map.of("outcome", "SAYS", "opinion", told.get("hearing"))));
    }

    private void sign(String number) {
        step(number, "userTask_decide", "grouphead", Map.of("outcome", "SIGN", "decisionReason", told.get("decision")));
    }

    private void carryOut(String number) {
        var measure = of("measure", number);
        step(
                number,
                "userTask_carryOut",
                "officehead",
                Map.of(
                        "outcome",
                        measure.equals("PRAISE") || measure.equals("SUPERIOR_LETTER") ? "DONE" : "WATCH",
                        "executedOn",
                        today().toString(),
                        "document",
                        told.get("document")));
    }

    @SuppressWarnings("unchecked")
    private void fillSheet() {
        var year = today().getYear();
        if (jdbc.queryForObject("select count(*) from four_links", Integer.class) > 0) {
            return;
        }
        for (var one : (List<Map<String, Object>>) told.get("links")) {
            var unit = (String) one.get("unit");
            var pillar = Pillar.valueOf((String) one.get("pillar"));
            links.propose((String) one.get("by"), year, unit, pillar, (String) one.get("proposal"));
            if (Boolean.TRUE.equals(one.get("approve"))) {
                links.approve("grouphead", year, unit, pillar);
            }
            if (one.containsKey("executed")) {
                links.execute("assessor", year, unit, pillar, today(), (String) one.get("executed"));
            }
        }
    }

    /** A certificate of one of the best, the letters of what follows, and the paper ballot of the round that was just drawn. */
    void issue() {
        jdbc.queryForList(
                        "select concat(s.round, '/', s.unit) from result_score s where s.honour = 'BEST' and s.ordinal ="
                                + " (select max(v.ordinal) from result_version v where v.round = s.round) order by s.total desc,"
                                + " s.unit limit 1",
                        String.class)
                .forEach(subject -> {
                    issue(PaperKind.CERTIFICATE, subject);
                    issue(PaperKind.RESULT_LETTER, subject);
                });
        proposed()
                .forEach(number -> issue(
                        of("measure", number).equals("RECTIFY") ? PaperKind.RECTIFY_LETTER : PaperKind.TALK_LETTER,
                        number));
        rounds.all().stream()
                .filter(round -> round.stage() == RoundStage.DRAWN)
                .forEach(round -> issue(PaperKind.BALLOT_FORM, round.number()));
    }

    private void issue(PaperKind kind, String subject) {
        try {
            papers.issue(
                    "officehead",
                    new Papers.Wish(kind, null, subject, Map.of(), null),
                    UUID.randomUUID().toString());
        } catch (Refusal refused) {
            LOG.info("No {} of {} in the demo: {}", kind, subject, refused.key());
        }
    }
}
