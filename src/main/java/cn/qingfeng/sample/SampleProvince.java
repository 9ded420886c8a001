package cn.qingfeng.sample;

import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.province.Province;
import cn.qingfeng.province.ProvinceReturns;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The provincial platform beside the demo county: most clues are entered there within the day, some late, a few by nobody, and a
 * list comes back that knows more than the county and once something else.
 */
@Component
class SampleProvince {

    private static final String OFFICE = "grader";
    private static final String DESK = "discipline";

    /** Their word for a case that is looked into, and for one that is done. */
    private static final String RUNNING = "3";

    private static final String DONE = "5";

    private final Province province;
    private final ProvinceReturns returns;
    private final ClueLedger ledger;
    private final WorkingCalendar calendar;
    private final EntityManager entities;
    private final MessageSource messages;
    private final Clock clock;

    SampleProvince(
            Province province,
            ProvinceReturns returns,
            ClueLedger ledger,
            WorkingCalendar calendar,
            EntityManager entities,
            MessageSource messages,
            Clock clock) {
        this.province = province;
        this.returns = returns;
        this.ledger = ledger;
        this.calendar = calendar;
        this.entities = entities;
        this.messages = messages;
        this.clock = clock;
    }

    /** When somebody sees to it that a clue is entered. */
    Instant when(SampleClue clue, Instant registered) {
        var late = clue.atProvince() == SampleClue.AtProvince.LATE;
        return calendar.plusWorkingHours(registered, Duration.ofHours(late ? 22 : 3))
                .dueAt();
    }

    void enter(SampleClue clue, ClueNumber number) {
        var kind = ledger.get(number).content().kind();
        var person = kind == ClueKind.REPORT ? DESK : OFFICE;
        if (kind == ClueKind.SUGGESTION
                || clue.atProvince() == SampleClue.AtProvince.MISSING
                || !province.mayEnter(ledger.get(number), person)) {
            return;
        }
        if (clue.atProvince() == SampleClue.AtProvince.EXEMPT) {
            province.exempt(number, text("sample.province.exempt"), person);
        } else {
            province.enter(number, theirs(LocalDate.now(clock), number.value().hashCode()), person);
        }
    }

    /** Numbers as the platform gives them: the day, a word, six digits. */
    private String theirs(LocalDate day, int seed) {
        return day.format(DateTimeFormatter.BASIC_ISO_DATE)
                + text("sample.province.word")
                + (100_000 + Math.floorMod(seed, 900_000));
    }

    /** The platform's list comes back: where the cases stand, one that it still takes for open, one that nobody here knows. */
    void answers() {
        var rows = entities
                .createQuery("select c from Clue c where c.content.kind = :appeal order by c.number", Clue.class)
                .setParameter("appeal", ClueKind.APPEAL)
                .getResultList()
                .stream()
                .filter(clue -> province.numberOf(clue.number()).isPresent())
                .map(clue -> province.numberOf(clue.number()).get() + ","
                        + (clue.status().isEnd() ? DONE : RUNNING))
                .collect(Collectors.toList());
        if (rows.isEmpty()) {
            return;
        }
        entities
                .createQuery(
                        "select c.number from Clue c where c.status = :closed order by c.number desc", String.class)
                .setParameter("closed", ClueStatus.CLOSED)
                .getResultList()
                .stream()
                .flatMap(number -> province.numberOf(ClueNumber.of(number)).stream())
                .findFirst()
                .ifPresent(
                        number -> rows.replaceAll(row -> row.startsWith(number + ",") ? number + "," + RUNNING : row));
        rows.add(theirs(LocalDate.now(clock).minusDays(4), 1) + "," + RUNNING);
        rows.add(0, header("NUMBER") + "," + header("STATUS"));
        try {
            var file = Files.createTempFile("province", ".csv");
            try {
                Files.write(file, rows);
                returns.take(file, OFFICE);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String header(String column) {
        return text("province.header." + column).split("\\|")[0];
    }

    private String text(String key) {
        return messages.getMessage(key, null, Locale.SIMPLIFIED_CHINESE);
    }
}
