package cn.qingfeng.intake.track;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.event.CluePassedUp;
import cn.qingfeng.draft.Draft;
import cn.qingfeng.draft.Drafts;
import cn.qingfeng.intake.page.RegisterPage;
import cn.qingfeng.intake.ratelimit.ProofOfWork;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/**
 * What the holder of a receipt writes and has not sent: an answer, a rating. It lies on the server, sealed, under the case,
 * as long as a draft of the public page, and comes back to whoever opens the receipt again; the browser keeps nothing. The
 * page that was given out for the case proves that it may write there, without the receipt being sent with every few words.
 */
@Component
public class TrackDrafts {

    /** What is kept of an answer. */
    static final Set<String> ANSWER = Set.of("text");

    /** What is kept of a rating. */
    static final Set<String> RATING = Set.of("contacted", "solved", "rating", "reasons", "remark");

    /** Longest draft, in characters: an answer, a remark and room to spare. */
    private static final int LONGEST = 10_000;

    private final Drafts drafts;
    private final ProofOfWork puzzle;
    private final Clock clock;

    TrackDrafts(Drafts drafts, ProofOfWork puzzle, Clock clock) {
        this.drafts = drafts;
        this.puzzle = puzzle;
        this.clock = clock;
    }

    /** What the page shows for the case, to write there later. */
    String proof(String once, String number) {
        return puzzle.pose(once + "\n" + number);
    }

    /** What was written about a case and not sent; nothing any more after {@link Drafts#STREET}. */
    Optional<Draft> of(String number) {
        return drafts.of(number, Drafts.TRACK)
                .filter(draft -> !draft.answers().isEmpty())
                .filter(draft -> draft.savedAt().plus(Drafts.STREET).isAfter(clock.instant()));
    }

    /**
     * Keeps what is being written.
     *
     * @throws Refusal invalid, when the page was not given out for that case; too large
     */
    public void save(MultiValueMap<String, String> post) {
        var number = proven(post);
        var answers = new LinkedHashMap<String, Object>();
        post.forEach((name, values) -> {
            if (name.equals("reasons")) {
                answers.put(name, values);
            } else if (ANSWER.contains(name) || RATING.contains(name)) {
                answers.put(name, values.get(0));
            }
        });
        answers.values().removeIf(value -> value.toString().isBlank());
        if (answers.values().stream()
                        .mapToInt(value -> value.toString().length())
                        .sum()
                > LONGEST) {
            throw new Refusal(Refusal.Kind.TOO_LARGE, "draft.long", List.of(), LONGEST);
        }
        keep(number, answers);
    }

    /** Forgets what was written about the case. */
    public void drop(MultiValueMap<String, String> post) {
        drafts.drop(proven(post), Drafts.TRACK);
    }

    /** That much has been sent; what else was being written stays. */
    void sent(String number, Set<String> fields) {
        of(number).ifPresent(draft -> {
            var rest = new LinkedHashMap<>(draft.answers());
            rest.keySet().removeAll(fields);
            keep(number, rest);
        });
    }

    private void keep(String number, Map<String, Object> answers) {
        if (answers.isEmpty()) {
            drafts.drop(number, Drafts.TRACK);
        } else {
            drafts.save(number, Drafts.TRACK, answers);
        }
    }

    /** It goes with the report. */
    @EventListener
    void on(CluePassedUp passed) {
        drafts.drop(passed.number().value(), Drafts.TRACK);
    }

    private String proven(MultiValueMap<String, String> post) {
        var number = post.getFirst("number");
        if (number == null
                || !puzzle.posed(post.getFirst(RegisterPage.ONCE) + "\n" + number, post.getFirst("_proof"))) {
            throw Refusal.invalid("file.page-unknown");
        }
        return ClueNumber.of(number).value();
    }
}
