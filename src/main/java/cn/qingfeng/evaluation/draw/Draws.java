package cn.qingfeng.evaluation.draw;

import cn.qingfeng.Refusal;
import cn.qingfeng.evaluation.Round;
import cn.qingfeng.evaluation.Rounds;
import cn.qingfeng.evaluation.draw.Lot.Ticket;
import cn.qingfeng.visit.Firms;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Draws a round's firms from the register as it is that day, and keeps what they were drawn from. */
@Service
@Transactional
public class Draws {

    /** With fewer no unit could have the five ballots below which nothing is counted. */
    static final int FEWEST = 5;

    private static final Pattern A_COUNT = Pattern.compile("[1-9]\\d{0,3}");
    private static final int LONGEST_SEED = 64;

    private final Rounds rounds;
    private final Firms firms;
    private final JdbcTemplate jdbc;

    Draws(Rounds rounds, Firms firms, JdbcTemplate jdbc) {
        this.rounds = rounds;
        this.firms = firms;
        this.jdbc = jdbc;
    }

    /**
     * Draws and keeps.
     *
     * @param size how many firms, as it was typed
     * @param typed what the witnesses named as the seed; empty to have one made
     * @throws Refusal invalid for no number; conflict when the register has fewer firms
     */
    public void draw(String number, String size, String typed) {
        if (!A_COUNT.matcher(size).matches() || Integer.parseInt(size) < FEWEST) {
            throw Refusal.invalid("round.draw.size", FEWEST);
        }
        if (typed.length() > LONGEST_SEED) {
            throw Refusal.invalid("round.draw.seed", LONGEST_SEED);
        }
        var wanted = Integer.parseInt(size);
        var round = rounds.get(number);
        var seed = typed.isEmpty() ? made() : typed;
        var dealt = firms.dealtBetween(round.to().minusYears(1).plusDays(1), round.to());
        var tickets = firms.all().stream()
                .map(firm -> new Ticket(firm.creditCode(), firm.town(), firm.key(), dealt.contains(firm.creditCode())))
                .toList();
        if (tickets.size() < wanted) {
            throw Refusal.conflict("round.draw.few", tickets.size(), wanted);
        }
        var drawn = Lot.draw(tickets, wanted, seed);
        var chosen = new HashSet<>(drawn);
        jdbc.batchUpdate(
                "insert into evaluation_frame (round, credit_code, town, key_firm, dealt, drawn) values (?, ?, ?, ?, ?, ?)",
                tickets.stream()
                        .map(ticket -> new Object[] {
                            number,
                            ticket.creditCode(),
                            ticket.town(),
                            ticket.key(),
                            ticket.dealt(),
                            chosen.contains(ticket.creditCode())
                        })
                        .toList());
        rounds.drawn(number, seed, wanted);
    }

    private static String made() {
        var seed = new byte[16];
        new SecureRandom().nextBytes(seed);
        return HexFormat.of().formatHex(seed);
    }

    /** The firms that were drawn, by credit code. */
    @Transactional(readOnly = true)
    public List<String> drawn(String number) {
        return jdbc.queryForList(
                "select credit_code from evaluation_frame where round = ? and drawn = true order by credit_code",
                String.class,
                number);
    }

    /** What was drawn from, by credit code. */
    @Transactional(readOnly = true)
    public List<Ticket> frame(String number) {
        return jdbc.query(
                "select * from evaluation_frame where round = ? order by credit_code",
                (row, n) -> new Ticket(
                        row.getString("credit_code"),
                        row.getString("town"),
                        row.getBoolean("key_firm"),
                        row.getBoolean("dealt")),
                number);
    }

    /** The same draw, done anew with the seed from what was drawn from: equal to {@link #drawn} unless somebody changed rows. */
    @Transactional(readOnly = true)
    public List<String> again(Round round) {
        return Lot.draw(frame(round.number()), round.wanted(), round.seed());
    }
}
