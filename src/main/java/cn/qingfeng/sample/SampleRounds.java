package cn.qingfeng.sample;

import cn.qingfeng.evaluation.RoundStage;
import cn.qingfeng.evaluation.Rounds;
import cn.qingfeng.evaluation.ballot.Ballots;
import cn.qingfeng.evaluation.ballot.Slip;
import cn.qingfeng.sample.SampleMatters.Act;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The demo county's firms vote: links are printed, most of them used, one ballot comes back on paper. */
@Component
@Profile("demo")
class SampleRounds {

    /** Of this many slips one in ten stays unused. */
    private static final int FIRST = 24;

    private static final int LAST = 16;
    private static final int A_DAY = 3;

    private final Rounds rounds;
    private final Ballots ballots;
    private final Random chance = new Random(7);
    private List<Slip> slips = List.of();

    SampleRounds(Rounds rounds, Ballots ballots) {
        this.rounds = rounds;
        this.ballots = ballots;
    }

    List<Act> story() {
        var story = new ArrayList<Act>();
        story.add(new Act(26, LocalTime.of(14, 30), this::print));
        for (var day = FIRST; day >= LAST; day--) {
            for (var vote = 0; vote < A_DAY; vote++) {
                var at = (FIRST - day) * A_DAY + vote;
                story.add(new Act(day, LocalTime.of(9 + vote * 3, 20), () -> vote(at)));
            }
        }
        story.add(new Act(LAST, LocalTime.of(16, 40), this::paper));
        return story;
    }

    private void print() {
        rounds.all().stream()
                .filter(round -> round.stage() == RoundStage.DRAWN && round.slips() == 0)
                .findFirst()
                .ifPresent(round -> slips = ballots.make("grader", round.number(), 0));
    }

    /** A walk that was cut off has lost its slips, as anybody would have: those votes are not cast. */
    private void vote(int at) {
        if (at < slips.size()) {
            ballots.cast(slips.get(at).code(), marks(), "10.20." + at % 7 + ".8");
        }
    }

    private void paper() {
        if (!slips.isEmpty()) {
            var paper = slips.get(slips.size() - 1).serial();
            var marks = marks();
            ballots.enter("grader", open(), paper, marks);
            ballots.enter("officehead", open(), paper, marks);
        }
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
}
