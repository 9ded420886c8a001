package cn.qingfeng.insight.following;

import cn.qingfeng.Marks;
import cn.qingfeng.Utc;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.ClueConditions;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Clues that somebody follows: a star that tells nothing to anybody else, and ends with the right to see the clue. */
@Component
@Transactional
public class Following {

    private final JdbcTemplate jdbc;
    private final ClueLedger ledger;
    private final ClueAccess access;
    private final Clock clock;

    Following(JdbcTemplate jdbc, ClueLedger ledger, ClueAccess access, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.access = access;
        this.clock = clock;
    }

    /**
     * Sets the star or takes it away; asking twice does it once.
     *
     * @throws cn.qingfeng.Refusal not found, for whoever may not see the clue
     */
    public void follow(String username, ClueNumber number, boolean follows) {
        access.requireSight(access.viewer(username), ledger.get(number));
        jdbc.update("delete from followed_clue where username = ? and clue_number = ?", username, number.value());
        if (follows) {
            jdbc.update(
                    "insert into followed_clue (username, clue_number, since) values (?, ?, ?)",
                    username,
                    number.value(),
                    Utc.of(clock.instant()));
        }
        count(number);
    }

    /** In the clue's own row, so that nobody asks for followers of the many that have none. */
    private void count(ClueNumber number) {
        jdbc.update(
                "update clue set followers = (select count(*) from followed_clue f where f.clue_number = ?)"
                        + " where clue_number = ?",
                number.value(),
                number.value());
    }

    /** Whether the person follows this one. */
    @Transactional(readOnly = true)
    public boolean follows(String username, ClueNumber number) {
        return ledger.find(number).filter(Clue::isFollowed).isPresent()
                && !among(username, List.of(number.value())).isEmpty();
    }

    /** Which of these the person follows. */
    @Transactional(readOnly = true)
    public Set<String> among(String username, Collection<String> numbers) {
        if (numbers.isEmpty()) {
            return Set.of();
        }
        return new TreeSet<>(jdbc.queryForList(
                "select clue_number from followed_clue where username = ? and clue_number in (" + Marks.of(numbers)
                        + ")",
                String.class,
                Stream.concat(Stream.of(username), numbers.stream()).toArray()));
    }

    /** The clues that the person follows. */
    public static Specification<Clue> by(String username) {
        return ClueConditions.among(
                "select w.clue_number from followed_clue w where w.username = ?", List.of(username));
    }

    /** Who follows the clue and may still see it; the stars of others go out. */
    public Set<String> followers(Clue clue) {
        if (!clue.isFollowed()) {
            return Set.of();
        }
        var number = clue.number();
        var followers = new TreeSet<>(jdbc.queryForList(
                "select username from followed_clue where clue_number = ?", String.class, number.value()));
        var gone = followers.stream()
                .filter(each -> !access.maySee(access.viewer(each), clue))
                .toList();
        gone.forEach(each ->
                jdbc.update("delete from followed_clue where username = ? and clue_number = ?", each, number.value()));
        if (!gone.isEmpty()) {
            followers.removeAll(gone);
            count(number);
        }
        return followers;
    }
}
