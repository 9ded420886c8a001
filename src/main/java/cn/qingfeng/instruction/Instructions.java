package cn.qingfeng.instruction;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.form.FormOptions;
import cn.qingfeng.form.Option;
import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterEvents;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.matter.clues.MatterClues;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The rules of leaders' instructions: a clue is graded red by one that is registered and still pursued, of the county's main
 * leaders or from above (domain.md, red ground ④); one is reported carried out when every clue of it has come to an end.
 */
@Component
public class Instructions implements FormOptions {

    /** The kind of matter ({@code processes/matter-instruction.bpmn}). */
    public static final String KIND = "matter-instruction";

    /** The sources that are a ground for a red card: the county's main leaders, a higher level. */
    private static final Set<String> GROUNDS = Set.of("MAIN", "SUPERIOR");

    private final JdbcTemplate jdbc;
    private final Matters matters;
    private final MatterClues clues;
    private final ClueLedger ledger;
    private final Clock clock;

    Instructions(JdbcTemplate jdbc, Matters matters, MatterClues clues, ClueLedger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.matters = matters;
        this.clues = clues;
        this.ledger = ledger;
        this.clock = clock;
    }

    @EventListener
    void on(MatterEvents.Answered answered) {
        if (!answered.kind().equals(KIND)) {
            return;
        }
        var outcome = answered.said("outcome");
        switch (answered.step()) {
            case "userTask_register" -> registered(answered);
            case "userTask_carryOut" -> {
                if (outcome.equals("TIME")) {
                    requireAhead(answered.said("wanted"));
                }
            }
            case "userTask_extend" -> {
                if (outcome.equals("GRANTED")) {
                    requireAhead(answered.said("finish"));
                }
            }
            case "userTask_check" -> {
                if (outcome.equals("DONE")) {
                    requireSettled(answered.number());
                }
            }
            case "userTask_read" -> {
                if (outcome.equals("AGREED")) {
                    requireSettled(answered.number());
                } else {
                    requireAhead(answered.said("finish"));
                }
            }
            default -> {
                // A step that an owner added has no rule of its own.
            }
        }
    }

    private void registered(MatterEvents.Answered answered) {
        var given = day(answered.said("givenOn"));
        if (given.isEmpty() || given.get().isAfter(today())) {
            throw Refusal.invalid("instruction.given");
        }
        requireAhead(answered.said("finish"));
        jdbc.update(
                "insert into instruction (number, source) values (?, ?)", answered.number(), answered.said("source"));
    }

    private void requireAhead(String day) {
        if (day(day).filter(one -> !one.isBefore(today())).isEmpty()) {
            throw Refusal.invalid("instruction.finish");
        }
    }

    /** What is not a day says none. */
    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CountyClock.ZONE);
    }

    private void requireSettled(String number) {
        var about = clues.of(number);
        if (about.isEmpty()) {
            throw Refusal.conflict("instruction.no-clue");
        }
        // What was joined to another clue goes on there.
        var open = about.stream()
                .map(ledger::goesOnIn)
                .filter(clue -> !clue.status().isEnd())
                .map(Clue::number)
                .map(ClueNumber::value)
                .distinct()
                .collect(Collectors.joining(", "));
        if (!open.isEmpty()) {
            throw Refusal.conflict("instruction.open", open);
        }
    }

    /**
     * The instruction by which a clue is graded; the clue belongs to it from then on.
     *
     * @param named its number; null or blank where the clue was named when an instruction was registered
     * @throws Refusal where there is none that is still pursued, or it is of a leader whose instruction grades nothing
     */
    public void gradedBy(ClueNumber clue, String named, String by) {
        var numbers = named == null || named.isBlank() ? grounds(clues.about(clue)) : List.of(named.strip());
        if (numbers.isEmpty()) {
            throw Refusal.invalid("instruction.missing");
        }
        for (var number : numbers) {
            requirePursued(number);
            if (grounds(List.of(number)).isEmpty()) {
                throw Refusal.invalid("instruction.other-leader", number);
            }
            clues.decidedBy(number, clue, by);
        }
    }

    /**
     * The instruction, of whichever leader, by which a clue is pressed for; the clue belongs to it from then on.
     *
     * @param named as for {@link #gradedBy}
     * @throws Refusal where there is none that is still pursued
     */
    public void pressedBy(ClueNumber clue, String named, String by) {
        var numbers = named == null || named.isBlank()
                ? clues.about(clue).stream()
                        .filter(number -> pursued(number).isPresent())
                        .toList()
                : List.of(named.strip());
        if (numbers.isEmpty()) {
            throw Refusal.invalid("instruction.press.missing");
        }
        for (var number : numbers) {
            requirePursued(number);
            clues.decidedBy(number, clue, by);
        }
    }

    private void requirePursued(String number) {
        if (pursued(number).isEmpty()) {
            throw Refusal.invalid("instruction.unknown", number);
        }
    }

    private Optional<Matter> pursued(String number) {
        return matters.find(number)
                .filter(matter -> matter.kind().equals(KIND) && !matter.state().ended())
                .filter(matter -> source(number).isPresent());
    }

    /** Those of these matters that are instructions which grade. */
    private List<String> grounds(List<String> numbers) {
        return numbers.stream()
                .filter(number -> source(number).filter(GROUNDS::contains).isPresent())
                .filter(number -> pursued(number).isPresent())
                .toList();
    }

    private Optional<String> source(String number) {
        return jdbc.queryForList("select source from instruction where number = ?", String.class, number).stream()
                .findFirst();
    }

    /** The instructions by which a grader may grade, and those by which a unit may be pressed. */
    @Override
    public Optional<List<Option>> named(String valuesKey) {
        return switch (valuesKey) {
            case INSTRUCTIONS -> Optional.of(options(GROUNDS::contains));
            case PURSUED -> Optional.of(options(source -> true));
            default -> Optional.empty();
        };
    }

    private List<Option> options(Predicate<String> of) {
        return matters.running(KIND).stream()
                .filter(matter -> source(matter.number()).filter(of).isPresent())
                .map(matter -> new Option(matter.number() + " " + matter.title(), matter.number()))
                .toList();
    }
}
