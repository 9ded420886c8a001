package cn.qingfeng.exposure;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.Result;
import cn.qingfeng.exposure.Exposure.Side;
import cn.qingfeng.exposure.Exposure.Step;
import cn.qingfeng.matter.MatterEvents.Answered;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.matter.clues.MatterClues;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.redaction.Redaction;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The rules of exposure (modules.md, M8): from a verified clue or an inspection alone, no step skipped however the kind is drawn,
 * the reporter asked, nobody named; what is shown is changed with a reason that is shown too.
 */
@Component
class Exposures {

    static final String KIND = "matter-exposure";
    static final String CHANGE = "matter-exposure-change";

    /** A clue with these results was found true; one that nobody could do anything about is no example. */
    private static final Set<Result> TRUE = EnumSet.of(Result.RESOLVED, Result.PARTLY);

    private final ExposureBook book;
    private final Matters matters;
    private final MatterClues clues;
    private final Organization organization;
    private final Redaction redaction;
    private final Clock clock;

    Exposures(
            ExposureBook book,
            Matters matters,
            MatterClues clues,
            Organization organization,
            Redaction redaction,
            Clock clock) {
        this.book = book;
        this.matters = matters;
        this.clues = clues;
        this.organization = organization;
        this.redaction = redaction;
        this.clock = clock;
    }

    @EventListener
    void on(Answered answered) {
        if (answered.kind().equals(KIND)) {
            take(answered, answered.said("outcome"));
        } else if (answered.kind().equals(CHANGE)) {
            change(answered, answered.said("outcome"));
        }
    }

    private void take(Answered it, String outcome) {
        switch (it.step()) {
            case "userTask_nominate" -> nominated(it, outcome);
            case "userTask_verify" -> {
                // Whoever proposes a case does not find it true as well.
                if (book.nominatedBy(it.number()).filter(it.by()::equals).isPresent()) {
                    throw Refusal.forbidden("exposure.own-nomination");
                }
                goOn(it, outcome.equals("TRUE"), Step.NOMINATED, Step.VERIFIED);
            }
            case "userTask_redact" -> redacted(it, outcome);
            case "userTask_legal" -> goOn(it, outcome.equals("PASS"), Step.REDACTED, Step.LAWFUL);
            case "userTask_discipline" -> goOn(it, outcome.equals("PASS"), Step.LAWFUL, Step.FIT);
            case "userTask_decide" -> approved(it, outcome);
            case "userTask_goPublic" -> published(it);
            case "userTask_check" -> {
                if (outcome.equals("SETTLED")) {
                    requireClean(it.number(), it.said("publicResult"));
                    book.settled(it.number(), it.said("publicResult"));
                }
            }
            default -> {
                // The other steps have no rule of their own.
            }
        }
    }

    private void nominated(Answered it, String side) {
        var about = clues.of(it.number());
        if (it.said("origin").equals("CLUE")) {
            if (about.size() != 1) {
                throw Refusal.invalid("exposure.one-clue");
            }
            requireTrue(about.get(0), it.number());
        } else if (it.said("inspection").isEmpty()) {
            throw Refusal.invalid("exposure.inspection");
        }
        book.nominate(it.number(), Side.valueOf(side), it.unit(), it.by());
    }

    private void requireTrue(Clue clue, String number) {
        var isTrue = clue.content().kind() != ClueKind.REPORT
                && clue.status() == ClueStatus.CLOSED
                && clue.result().filter(TRUE::contains).isPresent();
        if (!isTrue) {
            throw Refusal.conflict("exposure.not-true", clue.number());
        }
        var others = clues.about(clue.number()).stream()
                .filter(other -> !other.equals(number))
                .filter(other -> matters.find(other)
                        .filter(matter -> matter.kind().equals(KIND))
                        .filter(matter -> !matter.state().ended()
                                || book.find(other)
                                        .filter(one -> one.publishedAt() != null)
                                        .isPresent())
                        .isPresent())
                .toList();
        book.standing(others).ifPresent(other -> {
            throw Refusal.conflict("exposure.twice", clue.number(), other.number());
        });
    }

    /** No step is skipped, also where an owner drew the kind anew. */
    private void goOn(Answered it, boolean passed, Step before, Step reached) {
        require(it.number(), before);
        book.reached(it.number(), passed ? reached : Step.VERIFIED.compareTo(before) <= 0 ? Step.VERIFIED : before);
    }

    private void require(String number, Step step) {
        if (book.find(number).filter(one -> one.step() == step).isEmpty()) {
            throw Refusal.conflict("exposure.skipped");
        }
    }

    private void redacted(Answered it, String consent) {
        require(it.number(), Step.VERIFIED);
        var about = clues.of(it.number());
        var reporter = about.isEmpty()
                ? Set.of("NONE")
                : about.get(0).content().anonymous() ? Set.of("ANONYMOUS") : Set.of("AGREED", "REFUSED");
        if (!reporter.contains(consent)) {
            throw Refusal.invalid(
                    "exposure.consent." + reporter.stream().sorted().findFirst().orElseThrow());
        }
        if (consent.equals("REFUSED")) {
            return;
        }
        if (consent.equals("AGREED") && it.said("consentHow").isEmpty()) {
            throw Refusal.invalid("exposure.consent.how");
        }
        requireText(it.said("publicTitle"), it.said("publicText"));
        requireClean(it.number(), it.said("publicTitle"), it.said("publicText"));
        book.reached(it.number(), Step.REDACTED);
    }

    private static void requireText(String title, String text) {
        if (title.isEmpty() || text.isEmpty()) {
            throw Refusal.invalid("exposure.text");
        }
    }

    /** What anybody reads names nobody: no reporter, nothing that was covered in the clue, nobody of the county's people. */
    private void requireClean(String number, String... texts) {
        redaction.requirePublic(clues.of(number).stream().map(Clue::number).toList(), texts);
        var named = organization.everybody().stream()
                .map(Person::name)
                .filter(name -> name.length() > 1)
                .anyMatch(name -> List.of(texts).stream().anyMatch(text -> text.contains(name)));
        if (named) {
            throw Refusal.invalid("exposure.person");
        }
    }

    private void approved(Answered it, String outcome) {
        require(it.number(), Step.FIT);
        if (!outcome.equals("APPROVED")) {
            book.reached(it.number(), Step.VERIFIED);
            return;
        }
        if (book.find(it.number()).orElseThrow().side() == Side.EXPOSURE) {
            book.due(it.number(), ahead(it.said("finish")).toString());
        }
        book.reached(it.number(), Step.APPROVED);
    }

    private LocalDate ahead(String day) {
        try {
            var due = LocalDate.parse(day);
            if (!due.isBefore(LocalDate.ofInstant(clock.instant(), CountyClock.ZONE))) {
                return due;
            }
        } catch (DateTimeParseException none) {
            // Without a day nobody knows when it is put right.
        }
        throw Refusal.invalid("exposure.finish");
    }

    private void published(Answered it) {
        require(it.number(), Step.APPROVED);
        requireClean(it.number(), it.said("film"));
        var answers = matters.find(it.number()).orElseThrow().answers();
        var title = answers.getOrDefault("publicTitle", "").strip();
        var text = answers.getOrDefault("publicText", "").strip();
        requireText(title, text);
        book.publish(it.number(), it.said("film"), title, text);
    }

    private void change(Answered it, String outcome) {
        if (it.step().equals("userTask_apply")) {
            var shown = shown(it.said("exposure"));
            requireClean(shown.number(), it.said("publicReason"), it.said("newTitle"), it.said("newText"));
            if (outcome.equals("CORRECT")) {
                requireText(it.said("newTitle"), it.said("newText"));
            }
            if (it.said("publicReason").isEmpty()) {
                throw Refusal.invalid("exposure.reason");
            }
            book.ask(it.number(), shown.number(), outcome.equals("TAKE_DOWN"));
        } else if (it.step().equals("userTask_review")) {
            book.reviewed(it.number(), outcome.equals("PASS"));
        } else if (it.step().equals("userTask_decide") && outcome.equals("APPROVED")) {
            var asked = book.asked(it.number())
                    .filter(ExposureBook.Asked::lawful)
                    .orElseThrow(() -> Refusal.conflict("exposure.skipped"));
            shown(asked.exposure());
            var said = matters.find(it.number()).orElseThrow().answers();
            if (asked.takeDown()) {
                book.takeDown(asked.exposure(), said.get("publicReason"), it.number());
            } else {
                book.correct(
                        asked.exposure(),
                        said.get("newTitle"),
                        said.get("newText"),
                        said.get("publicReason"),
                        it.number());
            }
        }
    }

    private Exposure shown(String number) {
        return book.lock(number)
                .filter(one -> one.publishedAt() != null && one.takenDownAt() == null)
                .orElseThrow(() -> Refusal.conflict("exposure.not-shown", number));
    }
}
