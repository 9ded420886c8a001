package cn.qingfeng.redaction;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.content.ClueTextField;
import cn.qingfeng.clue.content.Consent;
import cn.qingfeng.clue.content.RedactionMark;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.redaction.PersonalDataFinder.Kind;
import cn.qingfeng.reporter.Identity;
import cn.qingfeng.reporter.vault.IdentityVault;
import cn.qingfeng.text.Names;
import cn.qingfeng.text.Normal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 脱敏核对: before a clue goes to a unit its text is looked through for what tells who reported, and an office's person decides
 * about each place: covered, or left with a reason. It compares with the sealed identity in here; what comes out is a place in
 * the text, never what it was compared with.
 */
@Component
public class Redaction {

    /** The longest reason, and the longest words to be covered by hand. */
    public static final int LONGEST = 200;

    /**
     * A place in the text.
     *
     * @param words what stands there
     * @param kind what it looks like, as in {@code telltale.<kind>}
     * @param decided what was decided; null while that is owed
     */
    public record Place(ClueTextField part, int from, int to, String words, String kind, RedactionMark decided) {
        public boolean open() {
            return decided == null;
        }
    }

    private final ClueLedger ledger;
    private final ClueAccess access;
    private final IdentityVault vault;

    Redaction(ClueLedger ledger, ClueAccess access, IdentityVault vault) {
        this.ledger = ledger;
        this.access = access;
        this.vault = vault;
    }

    /** All places of the clue in the order of its text: found ones, and those that somebody covered by hand. */
    @Transactional(readOnly = true)
    public List<Place> places(Clue clue) {
        if (clue.content().kind() == ClueKind.REPORT) {
            return List.of();
        }
        var identity = vault.all(clue.number());
        var marks = clue.marks();
        var places = new ArrayList<Place>();
        for (var part : ClueTextField.values()) {
            var text = part.of(clue.content());
            for (var find : PersonalDataFinder.in(text, identity)) {
                // The reporter lets the unit know who it is: then nothing is given away by it.
                if (find.kind() != Kind.REPORTER || clue.content().consent() != Consent.UNIT_MAY_KNOW) {
                    places.add(place(
                            part, find.from(), find.to(), text, find.kind().name(), marks));
                }
            }
        }
        marks.stream()
                .filter(mark -> places.stream().noneMatch(place -> mark.equals(place.decided())))
                .map(mark ->
                        place(mark.part(), mark.from(), mark.to(), mark.part().of(clue.content()), "BY_HAND", marks))
                .forEach(places::add);
        places.sort(Comparator.comparing(Place::part).thenComparing(Place::from));
        return places;
    }

    /** How many places nobody has decided about yet. */
    @Transactional(readOnly = true)
    public long open(Clue clue) {
        return clue.dispatchedAt().isPresent()
                ? 0
                : places(clue).stream().filter(Place::open).count();
    }

    private static Place place(
            ClueTextField part, int from, int to, String text, String kind, List<RedactionMark> marks) {
        return new Place(
                part,
                from,
                to,
                text.substring(from, to),
                kind,
                marks.stream()
                        .filter(mark -> mark.part() == part)
                        .filter(mark -> mark.from() == from && mark.to() == to
                                || mark.covered() && mark.from() <= from && mark.to() >= to)
                        .findFirst()
                        .orElse(null));
    }

    /**
     * Asks before a dispatch that nothing is left to decide, and that what the dispatching person wrote has no number of a
     * person in it and does not name a reporter whom the unit may not know.
     *
     * @throws Refusal conflict, while places are open
     */
    @Transactional(readOnly = true)
    public void requireCleared(ClueNumber number, String... written) {
        var clue = ledger.get(number);
        var open = places(clue).stream().filter(Place::open).count();
        if (open > 0) {
            throw Refusal.conflict("screening.open", number, open);
        }
        requireClean(number, written);
    }

    /**
     * Asks of what an office writes about a clue that it has no number of a person in it and does not name a reporter whom the
     * unit may not know.
     *
     * @throws Refusal invalid, when it does
     */
    @Transactional(readOnly = true)
    public void requireClean(ClueNumber number, String... written) {
        var clue = ledger.get(number);
        if (PersonalDataFinder.hasNumberOfAPerson(written)) {
            throw Refusal.invalid("screening.number-written");
        }
        if (clue.content().consent() != Consent.UNIT_MAY_KNOW) {
            vault.all(number).ifPresent(who -> requireUnnamed(clue, who, written));
        }
    }

    /**
     * Asks of what anybody will read that nothing in it looks like somebody's number, address or account, that it names no
     * reporter of these clues, whatever the reporter agreed to, and has none of the words that were covered in them.
     *
     * @throws Refusal invalid, when it does; conflict, while something in a clue is still to be decided
     */
    @Transactional(readOnly = true)
    public void requirePublic(Collection<ClueNumber> about, String... written) {
        var texts = Arrays.stream(written)
                .filter(text -> text != null && !text.isBlank())
                .toList();
        if (texts.stream().anyMatch(text -> !PersonalDataFinder.covered(text).equals(text))) {
            throw Refusal.invalid("screening.public.number");
        }
        for (var number : about) {
            var clue = ledger.get(number);
            var open = places(clue).stream().filter(Place::open).count();
            if (open > 0) {
                throw Refusal.conflict("screening.open", number, open);
            }
            var named = vault.all(number).stream()
                    .anyMatch(who -> texts.stream()
                            .anyMatch(text ->
                                    !PersonalDataFinder.naming(who, text).isEmpty()));
            if (named) {
                throw Refusal.invalid("screening.public.reporter");
            }
            var covered = places(clue).stream()
                    .filter(place -> place.decided() != null && place.decided().covered())
                    .map(place -> Normal.key(place.words()))
                    .anyMatch(words ->
                            texts.stream().anyMatch(text -> Normal.key(text).contains(words)));
            if (covered) {
                throw Refusal.invalid("screening.public.covered");
            }
        }
    }

    /** What the office wrote names the reporter only by words that it decided to leave standing in the text. */
    private void requireUnnamed(Clue clue, Identity who, String... written) {
        var left = clue.marks().stream()
                .filter(mark -> !mark.covered())
                .map(mark -> Normal.key(mark.part().of(clue.content()).substring(mark.from(), mark.to())))
                .collect(Collectors.toSet());
        var told = Arrays.stream(written)
                .flatMap(text -> PersonalDataFinder.naming(who, text).stream())
                .anyMatch(words -> !left.contains(Normal.key(words)));
        if (told) {
            throw Refusal.invalid("screening.reporter-written");
        }
    }

    /**
     * Keeps what was decided, and enters it into the timeline.
     *
     * @param also words to be covered wherever the text has them; null or blank for none
     * @throws Refusal when the person may not, a place is none of the clue's, or a reason is missing
     */
    @Transactional
    public void decide(ClueNumber number, String by, Collection<RedactionMark> decided, String also) {
        var clue = ledger.get(number);
        var viewer = access.viewer(by);
        access.requireSight(viewer, clue);
        if (!access.mayScreen(viewer, clue)) {
            throw Refusal.forbidden("screening.forbidden");
        }
        var places = places(clue);
        var marks = new ArrayList<RedactionMark>();
        for (var mark : decided) {
            marks.add(checked(mark, places));
        }
        if (also != null && !also.isBlank()) {
            marks.addAll(everywhere(also.strip(), clue, marks));
        }
        marks.removeAll(clue.marks());
        if (!marks.isEmpty()) {
            ledger.screened(number, by, marks, reasons(marks));
        }
    }

    private static RedactionMark checked(RedactionMark mark, List<Place> places) {
        if (places.stream()
                .noneMatch(place ->
                        place.part() == mark.part() && place.from() == mark.from() && place.to() == mark.to())) {
            throw Refusal.conflict("screening.moved");
        }
        if (mark.covered()) {
            return new RedactionMark(mark.part(), mark.from(), mark.to(), true, null);
        }
        if (mark.reason() == null || mark.reason().isBlank()) {
            throw Refusal.invalid("screening.reason-missing");
        }
        if (mark.reason().length() > LONGEST) {
            throw Refusal.invalid("screening.reason-long", LONGEST);
        }
        return new RedactionMark(
                mark.part(), mark.from(), mark.to(), false, mark.reason().strip());
    }

    /** Every occurrence however it was typed, except where this very decision already says something. */
    private static List<RedactionMark> everywhere(String words, Clue clue, List<RedactionMark> decided) {
        var marks = Arrays.stream(ClueTextField.values())
                .flatMap(part -> {
                    var text = part.of(clue.content());
                    var normal = Normal.of(text);
                    return Names.letters(words, normal).stream()
                            .map(at -> normal.asTyped(at.from(), at.to()))
                            .map(at -> new RedactionMark(part, at.from(), at.to(), true, null));
                })
                .toList();
        if (marks.isEmpty()) {
            throw Refusal.invalid("screening.not-there");
        }
        return marks.stream()
                .filter(mark -> decided.stream().noneMatch(mark::meets))
                .toList();
    }

    private static String reasons(List<RedactionMark> marks) {
        var reasons = marks.stream()
                .map(RedactionMark::reason)
                .filter(reason -> reason != null)
                .distinct()
                .collect(Collectors.joining("；"));
        return reasons.isEmpty() ? null : reasons;
    }

    /**
     * The reporter takes back that the unit may know how to reach the person: from now on it does not read what names the
     * reporter either.
     */
    @Transactional
    public void withdrawConsent(ClueNumber number) {
        var clue = ledger.get(number);
        var atTheUnit = clue.content().kind() != ClueKind.REPORT
                && clue.content().consent() == Consent.UNIT_MAY_KNOW
                && !clue.status().isEnd()
                && clue.dispatchedAt().isPresent();
        ledger.withdrawConsent(number);
        if (!atTheUnit) {
            return;
        }
        var identity = vault.all(number);
        var marks = Arrays.stream(ClueTextField.values())
                .flatMap(part -> PersonalDataFinder.in(part.of(clue.content()), identity).stream()
                        .filter(find -> find.kind() == Kind.REPORTER)
                        .map(find -> new RedactionMark(part, find.from(), find.to(), true, null)))
                .toList();
        if (!marks.isEmpty()) {
            ledger.screened(number, Timeline.PUBLIC, marks, null);
        }
    }

    /** What the dispatched text went out with, for the file: nothing where there was nothing to decide. */
    public Optional<String> standing(Clue clue) {
        if (clue.content().kind() == ClueKind.REPORT) {
            return Optional.empty();
        }
        if (open(clue) > 0) {
            return Optional.of("screening.standing.open");
        }
        return Optional.of(clue.marks().isEmpty() ? "screening.standing.nothing" : "screening.standing.done");
    }
}
