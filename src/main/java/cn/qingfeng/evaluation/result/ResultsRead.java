package cn.qingfeng.evaluation.result;

import cn.qingfeng.Refusal;
import cn.qingfeng.evaluation.score.Ranked;
import cn.qingfeng.organization.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Results, for the rooms in which something follows from them; asks nobody's rights. */
@Component
@Transactional(readOnly = true)
public class ResultsRead {

    private final ResultBook book;

    ResultsRead(ResultBook book) {
        this.book = book;
    }

    /** @throws Refusal not found */
    public ResultRound round(String round) {
        return book.find(round).orElseThrow(() -> Refusal.notFound("result.unknown"));
    }

    /** The units of a round that have no place in it because they are not what they were when its quarter began. */
    public Map<String, Unit.Formed> fresh(String round) {
        return book.fresh(round);
    }

    public List<Ranked> scores(String round, int version) {
        return book.scores(round, version);
    }

    /** The newest scores of the round that was published before this one; none where there was none. */
    public List<Ranked> before(ResultRound round) {
        return book.before(round, 1).stream()
                .findFirst()
                .map(one -> book.scores(one.round(), book.versions(one.round()).size()))
                .orElse(List.of());
    }

    /** All that were published, the newest first. */
    public List<ResultRound> published() {
        return book.all(true, Integer.MAX_VALUE);
    }

    /** The published rounds that begin in a year, the oldest first. */
    public List<ResultRound> ofYear(int year) {
        return published().stream()
                .filter(round -> round.from().getYear() == year)
                .sorted(java.util.Comparator.comparing(ResultRound::from).thenComparing(ResultRound::round))
                .toList();
    }

    /** The newest scores of a published round; empty where there is none. */
    public Optional<List<Ranked>> newest(String round) {
        var versions = book.versions(round).size();
        return versions == 0 ? Optional.empty() : Optional.of(book.scores(round, versions));
    }
}
