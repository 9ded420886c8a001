package cn.qingfeng.evaluation.survey;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.evaluation.ballot.Slip;
import cn.qingfeng.evaluation.ballot.Urn;
import cn.qingfeng.evaluation.draw.Lot;
import cn.qingfeng.evaluation.draw.Lot.Ticket;
import cn.qingfeng.evaluation.survey.Survey.Stage;
import cn.qingfeng.keys.SealedColumn;
import cn.qingfeng.keys.Sealer;
import cn.qingfeng.redaction.PersonalDataFinder;
import cn.qingfeng.visit.Firm;
import cn.qingfeng.visit.Firms;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Questionnaires (M4): made by the office, answered by firms that were drawn and were asked by no other in the quarter, closed into
 * sums. Which firm answered, and what, is known nowhere (ADR 153).
 */
@Service
@Transactional
public class Surveys {

    /** From so many answers on a question has sums, and words are kept. */
    public static final int FEWEST = 5;

    static final int LONGEST_TITLE = 60;
    /** So many days at most it may be open: links lie about no longer. */
    static final int LONGEST_OPEN = 60;

    private static final String WORDS = "survey-words";
    private static final Pattern A_COUNT = Pattern.compile("[1-9]\\d{0,3}");

    /**
     * How one question was answered.
     *
     * @param counts by the mark, 0 for 不了解; null where fewer than {@link #FEWEST} rated
     */
    public record Sum(Ask ask, Map<Integer, Integer> counts) {

        /** How many gave a mark. */
        public int rated() {
            return counts.entrySet().stream()
                    .filter(one -> one.getKey() > 0)
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }

        /** The mean of the marks that were given, to a tenth. */
        public String mean() {
            var points = counts.entrySet().stream()
                    .mapToInt(one -> one.getKey() * one.getValue())
                    .sum();
            return String.valueOf(Math.round(10.0 * points / rated()) / 10.0);
        }
    }

    /** Words that somebody wrote, as they are covered so far. */
    public record Words(String id, String text, boolean shown) {}

    private final Urn urn;
    private final Firms firms;
    private final Sealer sealer;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Surveys(Urn urn, Firms firms, Sealer sealer, JdbcTemplate jdbc, Clock clock) {
        this.urn = urn;
        this.firms = firms;
        this.sealer = sealer;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<Survey> all() {
        return jdbc.query("select * from survey order by number desc", (row, n) -> survey(row));
    }

    /** @throws Refusal not found */
    @Transactional(readOnly = true)
    public Survey get(String number) {
        return find(number, "").orElseThrow(() -> Refusal.notFound("survey.unknown"));
    }

    private Optional<Survey> find(String number, String lock) {
        return jdbc.query("select * from survey where number = ?" + lock, (row, n) -> survey(row), number).stream()
                .findFirst();
    }

    private Survey open(String number) {
        var survey = find(number, " for update").orElseThrow(() -> Refusal.notFound("survey.unknown"));
        if (survey.stage() != Stage.OPEN) {
            throw Refusal.conflict("survey.ended");
        }
        return survey;
    }

    private static Survey survey(ResultSet row) throws SQLException {
        return new Survey(
                row.getString("number"),
                row.getString("title"),
                Arrays.stream(row.getString("asks").split(","))
                        .map(Ask::valueOf)
                        .toList(),
                row.getBoolean("words"),
                row.getString("asked_quarter"),
                row.getInt("size"),
                row.getString("seed"),
                row.getString("made_by"),
                Utc.of(row, "made_at"),
                LocalDate.parse(row.getString("closes_on")),
                Stage.valueOf(row.getString("stage")),
                row.getInt("slips"),
                (Integer) row.getObject("rights"),
                (Integer) row.getObject("used"),
                Utc.of(row, "ended_at"));
    }

    /**
     * Makes one and draws its firms, among those that no other asked in the quarter.
     *
     * @param asks by their names, as they were chosen
     * @param size how many firms, as it was typed
     * @param closesOn the last day, as it was typed
     * @return its number
     * @throws Refusal invalid for what is filled in wrongly; conflict when fewer firms are free
     */
    public String make(String by, String title, List<String> asks, boolean words, String size, String closesOn) {
        var name = title.strip();
        if (name.isEmpty() || name.length() > LONGEST_TITLE) {
            throw Refusal.invalid("survey.title.length", LONGEST_TITLE);
        }
        var chosen = Arrays.stream(Ask.values())
                .filter(ask -> asks.contains(ask.name()))
                .toList();
        if (chosen.isEmpty()) {
            throw Refusal.invalid("survey.asks.none");
        }
        if (!A_COUNT.matcher(size).matches() || Integer.parseInt(size) < FEWEST) {
            throw Refusal.invalid("survey.size", FEWEST);
        }
        var wanted = Integer.parseInt(size);
        var last = day(closesOn);
        var quarter = today().getYear() + "-Q" + (today().getMonthValue() + 2) / 3;
        var tickets = free(quarter);
        if (tickets.size() < wanted) {
            throw Refusal.conflict("survey.few", tickets.size(), wanted);
        }
        var seed = HexFormat.of().formatHex(SecureRandom.getSeed(16));
        var drawn = new HashSet<>(Lot.draw(tickets, wanted, seed));
        try {
            var number = next();
            jdbc.update(
                    "insert into survey (number, title, asks, words, asked_quarter, size, seed, made_by, made_at, closes_on,"
                            + " stage, slips) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                    number,
                    name,
                    String.join(",", chosen.stream().map(Ask::name).toList()),
                    words,
                    quarter,
                    wanted,
                    seed,
                    by,
                    Utc.of(clock.instant()),
                    last.toString(),
                    Stage.OPEN.name());
            jdbc.batchUpdate(
                    "insert into survey_frame (survey, credit_code, town, key_firm, dealt, drawn_for) values (?, ?, ?, ?, ?, ?)",
                    tickets.stream()
                            .map(ticket -> new Object[] {
                                number,
                                ticket.creditCode(),
                                ticket.town(),
                                ticket.key(),
                                ticket.dealt(),
                                drawn.contains(ticket.creditCode()) ? quarter : null
                            })
                            .toList());
            return number;
        } catch (DuplicateKeyException madeMeanwhile) {
            throw Refusal.conflict("refusal.overtaken");
        }
    }

    private LocalDate day(String typed) {
        try {
            var day = LocalDate.parse(typed);
            if (!day.isBefore(today()) && !day.isAfter(today().plusDays(LONGEST_OPEN))) {
                return day;
            }
        } catch (DateTimeParseException unreadable) {
            // Refused below, as a day out of reach is.
        }
        throw Refusal.invalid("survey.closesOn.wrong", LONGEST_OPEN);
    }

    /** The firms of the register that nobody asks in the quarter. */
    private List<Ticket> free(String quarter) {
        var asked = new HashSet<>(
                jdbc.queryForList("select credit_code from survey_frame where drawn_for = ?", String.class, quarter));
        var dealt = firms.dealtBetween(today().minusYears(1).plusDays(1), today());
        return firms.all().stream()
                .filter(firm -> !asked.contains(firm.creditCode()))
                .map(firm -> new Ticket(firm.creditCode(), firm.town(), firm.key(), dealt.contains(firm.creditCode())))
                .toList();
    }

    private String next() {
        var beginning = "WJ" + today().getYear() + "-";
        var last = jdbc.queryForObject(
                "select max(number) from survey where number like ?", String.class, beginning + "%");
        return beginning
                + String.format("%03d", last == null ? 1 : Integer.parseInt(last.substring(beginning.length())) + 1);
    }

    /** How many firms could still be drawn in this quarter. */
    @Transactional(readOnly = true)
    public int free() {
        return free(today().getYear() + "-Q" + (today().getMonthValue() + 2) / 3)
                .size();
    }

    /** The firms that were drawn: all that may be reminded, because nobody knows which of them answered. */
    @Transactional(readOnly = true)
    public List<Firm> drawn(Survey survey) {
        return codes(survey).stream()
                .flatMap(code -> firms.find(code).stream())
                .sorted(Comparator.comparing(Firm::name))
                .toList();
    }

    private List<String> codes(Survey survey) {
        return jdbc.queryForList(
                "select credit_code from survey_frame where survey = ? and drawn_for is not null order by credit_code",
                String.class,
                survey.number());
    }

    /** Whether the draw, done anew with its seed from what was drawn from, gives the same firms. */
    @Transactional(readOnly = true)
    public boolean isDrawnAgain(Survey survey) {
        var frame = jdbc.query(
                "select * from survey_frame where survey = ?",
                (row, n) -> new Ticket(
                        row.getString("credit_code"),
                        row.getString("town"),
                        row.getBoolean("key_firm"),
                        row.getBoolean("dealt")),
                survey.number());
        return frame.size() >= survey.size()
                && Lot.draw(frame, survey.size(), survey.seed()).equals(codes(survey));
    }

    /**
     * The links to print, once; made again, those before open nothing any more, as long as none was used.
     *
     * @param before how often they were made already, so that no reloaded page makes them once more
     */
    public List<Slip> slips(String number, int before) {
        var survey = open(number);
        if (survey.slips() != before || urn.used(number).used() > 0) {
            throw Refusal.conflict("ballot.slips.made");
        }
        jdbc.update("update survey set slips = slips + 1 where number = ?", number);
        return urn.fill(number, survey.size());
    }

    /** How many links there are and were used, while it is open. */
    @Transactional(readOnly = true)
    public Urn.Used used(String number) {
        return urn.used(number);
    }

    boolean isTaken(Survey survey) {
        return survey.stage() == Stage.OPEN && !today().isAfter(survey.closesOn());
    }

    private Urn.Held held(String code) {
        return urn.held(code)
                .filter(held -> find(held.urn(), "").isPresent())
                .orElseThrow(() -> Refusal.invalid("survey.code"));
    }

    /**
     * The questionnaire of whoever has a link's secret; nothing is written by opening it.
     *
     * @throws Refusal invalid for what no link is; conflict when it was used, or answers are not taken
     */
    @Transactional(readOnly = true)
    public Survey asked(String code) {
        var held = held(code);
        var survey = get(held.urn());
        if (!isTaken(survey)) {
            throw Refusal.conflict("survey.closed");
        }
        if (urn.isUsed(held)) {
            throw Refusal.conflict("ballot.used");
        }
        return survey;
    }

    /** Takes an answer, once. */
    public void answer(String code, Map<String, String> post) {
        var survey = asked(code);
        var sheet = Sheet.of(survey, post);
        if (sheet.isEmpty()) {
            throw Refusal.invalid("survey.empty");
        }
        if (sheet.words().length() > Sheet.LONGEST_WORDS) {
            throw Refusal.invalid("survey.words.long", Sheet.LONGEST_WORDS);
        }
        urn.cast(held(code), sheet.written());
    }

    /** Opens all answers at once, writes sums and covered words, and destroys what could tell whose they were. */
    public void close(String number) {
        var survey = open(number);
        var rights = urn.stop(number);
        var sheets = rights.rights() == 0
                ? List.<Sheet>of()
                : urn.sheets(number).stream()
                        .map(written -> Sheet.read(survey, written))
                        .toList();
        for (var at = 0; at < survey.asks().size(); at++) {
            var place = at;
            var marks = sheets.stream().map(sheet -> sheet.marks().get(place)).toList();
            if (marks.stream().filter(mark -> mark > 0).count() >= FEWEST) {
                for (var mark = 0; mark <= 5; mark++) {
                    var given = mark;
                    jdbc.update(
                            "insert into survey_sum (survey, asked, mark, answers) values (?, ?, ?, ?)",
                            number,
                            survey.asks().get(at).name(),
                            mark,
                            (int) marks.stream().filter(one -> one == given).count());
                }
            }
        }
        if (sheets.size() >= FEWEST) {
            sheets.stream().map(Sheet::words).filter(words -> !words.isEmpty()).forEach(words -> keep(number, words));
        }
        urn.destroy(number);
        end(number, Stage.CLOSED, rights);
    }

    /** What looks like a number of somebody is covered, and every firm of the register: nobody need read them to cover them. */
    private void keep(String number, String words) {
        var text = PersonalDataFinder.covered(words);
        for (var firm : firms.all()) {
            text = text.replace(firm.name(), PersonalDataFinder.COVER);
        }
        var id = UUID.randomUUID().toString();
        jdbc.update(
                "insert into survey_words (id, survey, sealed_words, shown) values (?, ?, ?, ?)",
                id,
                number,
                sealer.seal(WORDS, id, text),
                false);
    }

    /** Gives it up: what was answered is destroyed. Firms that were not given a link may be drawn again in the quarter. */
    public void giveUp(String number) {
        var survey = open(number);
        var rights = urn.stop(number);
        urn.destroy(number);
        if (survey.slips() == 0) {
            jdbc.update("update survey_frame set drawn_for = null where survey = ?", number);
        }
        end(number, Stage.VOID, rights);
    }

    private void end(String number, Stage stage, Urn.Used rights) {
        jdbc.update(
                "update survey set stage = ?, rights = ?, used = ?, ended_at = ? where number = ?",
                stage.name(),
                rights.rights(),
                rights.used(),
                Utc.of(clock.instant()),
                number);
    }

    /** A sum for each question that has one; of a questionnaire that was closed. */
    @Transactional(readOnly = true)
    public Map<Ask, Sum> sums(String number) {
        var sums = new EnumMap<Ask, Sum>(Ask.class);
        jdbc.query(
                "select asked, mark, answers from survey_sum where survey = ? order by asked, mark desc",
                row -> {
                    sums.computeIfAbsent(
                                    Ask.valueOf(row.getString(1)), ask -> new Sum(ask, new java.util.LinkedHashMap<>()))
                            .counts()
                            .put(row.getInt(2), row.getInt(3));
                },
                number);
        return sums;
    }

    /** What was written. */
    @Transactional(readOnly = true)
    public List<Words> words(String number) {
        return jdbc.query(
                "select id, sealed_words, shown from survey_words where survey = ? order by id",
                (row, n) -> new Words(
                        row.getString(1), sealer.open(WORDS, row.getString(1), row.getString(2)), row.getBoolean(3)),
                number);
    }

    /**
     * Covers more of what was written, then lets leaders read it, or strikes it out for good.
     *
     * @param cover what else is to be covered, a line each; every place of it
     */
    public void decide(String number, String id, String cover, boolean show) {
        var words = words(number).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("survey.unknown"));
        if (!show) {
            jdbc.update("delete from survey_words where id = ?", id);
            return;
        }
        var text = words.text();
        for (var line : cover.split("\\R")) {
            if (!line.isBlank()) {
                if (!text.contains(line.strip())) {
                    throw Refusal.invalid("survey.cover.missing", line.strip());
                }
                text = text.replace(line.strip(), PersonalDataFinder.COVER);
            }
        }
        jdbc.update(
                "update survey_words set sealed_words = ?, shown = ? where id = ?",
                sealer.seal(WORDS, id, text),
                true,
                id);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CountyClock.ZONE);
    }

    @Configuration(proxyBeanMethods = false)
    static class Sealed {

        @Bean
        SealedColumn sealedWordsOfSurveys() {
            return new SealedColumn(WORDS, "survey_words", List.of("id"), "sealed_words", List.of("id"), "");
        }
    }
}
