package cn.qingfeng.province;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.event.ClueRegistered;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.organization.Right;
import cn.qingfeng.text.Normal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every appeal and every report against a person belongs on the provincial platform within one working day (豫政办〔2024〕67号).
 * Appeals are entered by the office, reports by their desk; each sees the own only.
 */
@Component
@Transactional
public class Province {

    private static final int LONGEST_REASON = 300;
    private static final int AT_ONCE = 500;

    /** Their statuses after which nothing more happens there. */
    private static final Set<String> ENDED = Set.of("5", "6", "8", "10", "11", "14");

    /**
     * What does not fit together.
     *
     * @param ours status of ours, or null
     * @param theirs status of theirs as a code, or null
     */
    record Mismatch(Kind kind, ClueNumber clue, String number, String ours, String theirs, Instant since) {

        /** Words for readers: {@code province.mismatch.<NAME>}. */
        enum Kind {
            /** It should have been entered. */
            NOT_ENTERED,
            /** Theirs, unknown here. */
            UNKNOWN_HERE,
            /** Ended there and open here, or the other way round. */
            STATUS
        }
    }

    private final ProvinceBook book;
    private final ProvinceCodes codes;
    private final ClueLedger ledger;
    private final ClueAccess access;
    private final WorkingCalendar calendar;
    private final Clock clock;

    Province(
            ProvinceBook book,
            ProvinceCodes codes,
            ClueLedger ledger,
            ClueAccess access,
            WorkingCalendar calendar,
            Clock clock) {
        this.book = book;
        this.codes = codes;
        this.ledger = ledger;
        this.access = access;
        this.calendar = calendar;
        this.clock = clock;
    }

    @EventListener
    void on(ClueRegistered registered) {
        var clue = ledger.get(registered.number());
        if (clue.content().kind() != ClueKind.SUGGESTION) {
            book.add(clue.number(), dueAt(clue.registeredAt()));
        }
    }

    /** Clues that came before there was a list get their place on it. */
    int addMissing() {
        var missing = book.missing(AT_ONCE);
        missing.forEach(clue -> book.add(clue.clue(), dueAt(clue.registeredAt())));
        return missing.size();
    }

    private Instant dueAt(Instant registeredAt) {
        return calendar.plusWorkingDays(registeredAt, codes.days("ENTER", 1)).dueAt();
    }

    /** Until when the step that stands there must be done, by the province's own limits; null where none runs. */
    Instant nextDue(ProvinceCase one) {
        if (one.enteredAt() == null || one.status() != null && ENDED.contains(one.status())) {
            return null;
        }
        var status = one.status() == null ? "0" : one.status();
        var days = switch (status) {
            case "0", "1", "13", "21" -> codes.days("ACCEPT", 3);
            case "2" -> codes.days("CONFIRM", 5);
            default -> codes.days("FINISH", 45);
        };
        return days >= codes.days("FINISH", 45) && one.theirDue() != null
                ? one.theirDue()
                : calendar.plusWorkingDays(one.enteredAt(), days).dueAt();
    }

    /** @throws Refusal as if there were none, for whoever may not enter it */
    private Clue clue(ClueNumber number, String person) {
        var clue = ledger.find(number).orElseThrow(() -> Refusal.notFound("clue.unknown", number));
        var viewer = access.viewer(person);
        if (clue.content().kind() == ClueKind.SUGGESTION || !access.may(Right.ENTER_AT_PROVINCE, viewer, clue)) {
            throw Refusal.notFound("clue.unknown", number);
        }
        return clue;
    }

    /** Whether it is this person's to enter there. */
    @Transactional(readOnly = true)
    public boolean mayEnter(Clue clue, String person) {
        return access.may(Right.ENTER_AT_PROVINCE, access.viewer(person), clue);
    }

    /** Under which number a clue was entered there. */
    @Transactional(readOnly = true)
    public Optional<String> numberOf(ClueNumber number) {
        return book.find(number).map(ProvinceCase::number);
    }

    /**
     * Puts down under which number a clue was entered there.
     *
     * @throws Refusal invalid, when that is no number; not found, for whoever may not enter it
     */
    public void enter(ClueNumber number, String typed, String by) {
        var clue = clue(number, by);
        var theirs = numberOf(typed);
        if (book.find(number).isEmpty()) {
            book.add(number, dueAt(clue.registeredAt()));
        }
        var before = book.find(number).map(ProvinceCase::number).orElse(null);
        if (theirs.equals(before)) {
            return;
        }
        book.entered(number, theirs, clock.instant(), by);
        ledger.atProvince(number, by, TimelineAction.PROVINCE_ENTERED, before, theirs, null);
    }

    static String numberOf(String typed) {
        var number = Normal.of(typed == null ? "" : typed).text().replaceAll("\\s", "");
        if (!number.matches("[0-9\\p{IsHan}()\\[\\]\\-]{6,40}")
                || number.replaceAll("\\D", "").length() < 6) {
            throw Refusal.invalid("province.number.malformed");
        }
        return number;
    }

    /**
     * It need not be entered there, for a reason.
     *
     * @throws Refusal invalid, without a reason; conflict, when it was entered; not found, for whoever may not enter it
     */
    public void exempt(ClueNumber number, String why, String by) {
        clue(number, by);
        if (why == null || why.isBlank() || why.strip().length() > LONGEST_REASON) {
            throw Refusal.invalid("province.exempt.reason", LONGEST_REASON);
        }
        if (book.find(number).filter(ProvinceCase::isOwed).isEmpty()) {
            throw Refusal.conflict("province.exempt.entered");
        }
        book.exempt(number, why.strip());
        ledger.atProvince(number, by, TimelineAction.PROVINCE_EXEMPT, null, null, why.strip());
    }

    /** What does not fit together, for whoever enters these. */
    @Transactional(readOnly = true)
    public List<Mismatch> mismatches(boolean reports, int most) {
        var found = new ArrayList<Mismatch>();
        book.owedSince(clock.instant(), reports).stream()
                .limit(most)
                .forEach(one ->
                        found.add(new Mismatch(Mismatch.Kind.NOT_ENTERED, one.clue(), null, null, null, one.dueAt())));
        var entered = book.entered(reports, most).stream()
                .filter(one -> one.status() != null)
                .toList();
        var clues = ledger.all(entered.stream().map(ProvinceCase::clue).toList());
        for (var one : entered) {
            var clue = clues.get(one.clue());
            if (clue != null && clue.status().isEnd() != ENDED.contains(one.status())) {
                found.add(new Mismatch(
                        Mismatch.Kind.STATUS,
                        one.clue(),
                        one.number(),
                        clue.status().name(),
                        one.status(),
                        one.returnedAt()));
            }
        }
        if (!reports) {
            book.unknown(most)
                    .forEach(one -> found.add(new Mismatch(
                            Mismatch.Kind.UNKNOWN_HERE, null, one.number(), null, one.status(), one.seenAt())));
        }
        return found;
    }
}
