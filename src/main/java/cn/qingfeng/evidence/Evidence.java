package cn.qingfeng.evidence;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.ClueConditions;
import cn.qingfeng.clue.access.Viewer;
import cn.qingfeng.clue.event.CluePassedUp;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.evidence.storage.FileContents;
import cn.qingfeng.evidence.virus.ScanResult;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Right;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The files of clues, under everybody's rights. Whoever may not see a clue sees none of its files. The offices see all of
 * them; a unit sees its own and those of the units that assist it, and what came from a reporter or an office only once an
 * office has released it: a photo may show who reported. A report against a person and its files are its desk's alone.
 */
@Component
@Transactional(readOnly = true)
public class Evidence {

    /** How many files the reporter, the offices, and each unit may put to one clue. */
    public static final int MOST = 10;

    private static final Set<ClueStatus> ENDED_WITHOUT_HANDLING =
            EnumSet.of(ClueStatus.NOT_ADMITTED, ClueStatus.MERGED, ClueStatus.CORRECTED, ClueStatus.WITHDRAWN);

    /** While it handles, and until the case is closed: proof may be missing at the end. */
    private static final Set<ClueStatus> AT_THE_UNIT = EnumSet.of(
            ClueStatus.DISPATCHED,
            ClueStatus.HANDLING,
            ClueStatus.UNDER_REVIEW,
            ClueStatus.CALLING_BACK,
            ClueStatus.CONCLUDING);

    private final EvidenceFiles shelf;
    private final FileContents contents;
    private final ClueLedger ledger;
    private final ClueAccess access;
    private final MessageSource messages;

    Evidence(EvidenceFiles shelf, FileContents contents, ClueLedger ledger, ClueAccess access, MessageSource messages) {
        this.shelf = shelf;
        this.contents = contents;
        this.ledger = ledger;
        this.access = access;
        this.messages = messages;
    }

    /** The files of the clue that this viewer sees, in the order in which they came. */
    public List<EvidenceFile> seenBy(Viewer viewer, Clue clue) {
        return access.maySee(viewer, clue)
                ? shelf.of(clue.number()).stream()
                        .filter(file -> maySee(viewer, clue, file))
                        .toList()
                : List.of();
    }

    /** The clues of which this viewer sees a file. */
    public Specification<Clue> withFiles(Viewer viewer) {
        var files = "select f.clue_number from evidence_file f join evidence_content c on c.id = f.content_id"
                + " where c.scan <> '" + ScanResult.WAITING + "'";
        if (viewer.has(Right.WORK_ON_CLUE)) {
            return ClueConditions.among(files, List.of());
        }
        var released = "f.origin <> '" + Origin.UNIT + "' and f.released_at is not null";
        if (viewer.duties().contains(Duty.COUNTY_LEADER)) {
            return ClueConditions.among(
                    files + " and (" + released + " or f.origin = '" + Origin.UNIT + "')", List.of());
        }
        if (viewer.units().isEmpty()) {
            return ClueConditions.among(files + " and " + released, List.of());
        }
        var units = viewer.units().stream().map(unit -> "?").collect(Collectors.joining(", "));
        // Of a unit's own clues also what those sent that assist it.
        return ClueConditions.among(
                files + " and (" + released + " or f.origin = '" + Origin.UNIT + "' and (f.unit_code in (" + units
                        + ") or exists (select 1 from clue led join clue_assist a on a.clue_number = led.clue_number"
                        + " where led.clue_number = f.clue_number and a.unit_code = f.unit_code and led.lead_unit in ("
                        + units + "))))",
                Stream.concat(viewer.units().stream(), viewer.units().stream()).toList());
    }

    private static boolean maySee(Viewer viewer, Clue clue, EvidenceFile file) {
        if (viewer.has(Right.WORK_ON_CLUE)) {
            return true;
        }
        if (file.origin() != Origin.UNIT) {
            return file.isReleased();
        }
        return viewer.duties().contains(Duty.COUNTY_LEADER)
                || viewer.units().contains(file.unit())
                || clue.assistUnits().contains(file.unit())
                        && clue.leadUnit().filter(viewer.units()::contains).isPresent();
    }

    /** Whether this viewer may add a file now. */
    public boolean mayAdd(Viewer viewer, Clue clue) {
        return access.maySee(viewer, clue)
                && isOpen(clue)
                && (viewer.has(Right.WORK_ON_CLUE) || unitOf(viewer, clue).isPresent());
    }

    /** Whether anything can still be added: not to a clue that ended without handling. */
    public boolean isOpen(Clue clue) {
        return !ENDED_WITHOUT_HANDLING.contains(clue.status());
    }

    /** The unit for which the viewer adds proof now: the lead unit before an assisting one. */
    private static Optional<String> unitOf(Viewer viewer, Clue clue) {
        return AT_THE_UNIT.contains(clue.status())
                ? clue.leadUnit()
                        .filter(viewer.units()::contains)
                        .or(() -> clue.assistUnits().stream()
                                .filter(viewer.units()::contains)
                                .sorted()
                                .findFirst())
                : Optional.empty();
    }

    /** Whether this viewer may let the units see a reporter's or an office's file. */
    public boolean mayRelease(Viewer viewer, Clue clue) {
        return clue.content().kind() != ClueKind.REPORT
                && access.maySee(viewer, clue)
                && viewer.has(Right.WORK_ON_CLUE);
    }

    /**
     * One file that this person sees.
     *
     * @throws Refusal not found, when there is no such file or it is none of the person's
     */
    EvidenceFile get(String username, ClueNumber number, String id) {
        var viewer = access.viewer(username);
        var clue = ledger.get(number);
        access.requireSight(viewer, clue);
        return shelf.find(number, id)
                .filter(file -> maySee(viewer, clue, file))
                .orElseThrow(() -> Refusal.notFound("file.unknown"));
    }

    /** The reporter's own files, for whoever holds the receipt. */
    public List<EvidenceFile> ofReporter(ClueNumber number) {
        return shelf.of(number).stream()
                .filter(file -> file.origin() == Origin.REPORTER)
                .toList();
    }

    /**
     * What is in the file; closed by the caller.
     *
     * @throws Refusal conflict, when a virus was found in it
     */
    public InputStream open(EvidenceFile file) throws IOException {
        if (file.infected()) {
            throw Refusal.conflict("file.infected");
        }
        return contents.open(file.contentId());
    }

    /** Refuses whoever may not add a file to this clue now; asked before anything is read. */
    public void requireMayAdd(String username, ClueNumber number) {
        var viewer = access.viewer(username);
        var clue = ledger.get(number);
        access.requireSight(viewer, clue);
        if (!isOpen(clue)) {
            throw Refusal.conflict("clue.status.wrong", number, Refusal.word("clue.status." + clue.status()));
        }
        if (!mayAdd(viewer, clue)) {
            throw Refusal.forbidden("file.not-yours");
        }
        requireRoom(number, side(viewer, clue), unitOf(viewer, clue).orElse(null), 1);
    }

    private static Origin side(Viewer viewer, Clue clue) {
        return unitOf(viewer, clue).isPresent() ? Origin.UNIT : Origin.OFFICE;
    }

    private void requireRoom(ClueNumber number, Origin origin, String unit, int more) {
        if (shelf.count(number, origin, unit) + more > MOST) {
            throw Refusal.conflict("file.count", MOST);
        }
    }

    /** Puts what was taken in to the clue, as this person's. */
    @Transactional
    public EvidenceFile put(String username, ClueNumber number, String name, Received received) {
        shelf.lock(number);
        requireMayAdd(username, number);
        var viewer = access.viewer(username);
        var clue = ledger.get(number);
        tell(number, username, TimelineAction.FILE_ADDED, received.type(), received.bytes(), received.sha256());
        var id = shelf.put(
                number,
                received.contentId(),
                side(viewer, clue),
                unitOf(viewer, clue).orElse(null),
                username,
                FileNames.clean(name, received.type()));
        tellIfInfected(number, received);
        return shelf.find(number, id).orElse(null);
    }

    /** Puts what a reporter sent to the clue. Its own name is not kept: it may say who sent it, and from where. */
    @Transactional
    public void putFromReporter(ClueNumber number, Collection<Received> all, String by) {
        requireRoom(number, Origin.REPORTER, null, all.size());
        putUnnamed(number, all, by, Origin.REPORTER);
    }

    /**
     * Puts what the reporter of one clue sent also to the clue in which that one is handled: offices see it there, the
     * units once it is released, that clue's own reporter never. Where there is no room it lies with its own clue alone.
     */
    @Transactional
    public void putFromAnothersReporter(ClueNumber number, Collection<Received> all, String by) {
        if (shelf.count(number, Origin.OFFICE, null) + all.size() <= MOST) {
            putUnnamed(number, all, by, Origin.OFFICE);
        }
    }

    private void putUnnamed(ClueNumber number, Collection<Received> all, String by, Origin origin) {
        for (var received : all) {
            var group = received.type().group();
            var name = messages.getMessage("file.group." + group, null, Locale.CHINA)
                    + (shelf.count(number, group) + 1)
                    + "."
                    + received.type().ending();
            tell(number, by, TimelineAction.FILE_ADDED, received.type(), received.bytes(), received.sha256());
            shelf.put(number, received.contentId(), origin, null, by, name);
            tellIfInfected(number, received);
        }
    }

    /**
     * Lets the units see a file, after somebody of an office has looked whether it shows who reported.
     *
     * @throws Refusal not found, or forbidden for units; conflict for a unit's own file, which needs no release
     */
    @Transactional
    public void release(String username, ClueNumber number, String id) {
        var viewer = access.viewer(username);
        var clue = ledger.get(number);
        var file = get(username, number, id);
        if (!mayRelease(viewer, clue)) {
            throw Refusal.forbidden("file.release.offices-only");
        }
        if (file.origin() == Origin.UNIT) {
            throw Refusal.conflict("file.release.own");
        }
        if (file.infected()) {
            throw Refusal.conflict("file.infected");
        }
        if (shelf.release(id, username)) {
            tell(number, username, TimelineAction.FILE_RELEASED, file.type(), file.bytes(), file.sha256());
        }
    }

    /** A virus was found in what hangs on this clue. */
    public void quarantined(ClueNumber number, String contentId) {
        shelf.of(number).stream()
                .filter(file -> file.contentId().equals(contentId))
                .findFirst()
                .ifPresent(file -> tell(
                        number,
                        Timeline.SYSTEM,
                        TimelineAction.FILE_QUARANTINED,
                        file.type(),
                        file.bytes(),
                        file.sha256()));
    }

    /** The scanner may have been faster than the form. */
    private void tellIfInfected(ClueNumber number, Received received) {
        if (shelf.isInfected(received.contentId())) {
            quarantined(number, received.contentId());
        }
    }

    private void tell(ClueNumber number, String by, TimelineAction act, FileType type, long bytes, String sha256) {
        ledger.file(
                number,
                by,
                act,
                type,
                messages.getMessage("file.on-timeline", new Object[] {bytes, sha256}, Locale.CHINA));
    }

    /** Whether the clue needs proof from its units and has none. */
    public boolean lacksProof(Clue clue) {
        var units = new HashSet<>(clue.assistUnits());
        clue.leadUnit().ifPresent(units::add);
        return clue.card().filter(card -> card != Card.BLUE).isPresent() && !shelf.hasProof(clue.number(), units);
    }

    /**
     * No proof, no close (county plan): a yellow or red clue goes on only with a file from the unit that handles it.
     *
     * @throws Refusal conflict, when there is none
     */
    public void requireProof(Clue clue) {
        if (lacksProof(clue)) {
            throw Refusal.conflict(
                    "file.proof-missing",
                    clue.number(),
                    Refusal.word("card." + clue.card().orElseThrow()));
        }
    }

    /** Which of these clues have files. */
    public List<ClueNumber> keptBeside(Collection<ClueNumber> numbers) {
        var kept = Set.copyOf(shelf.cluesWithFiles());
        return numbers.stream().filter(number -> kept.contains(number.value())).toList();
    }

    /** Erases the files of these clues for good. */
    @Transactional
    public void erase(Collection<ClueNumber> numbers) {
        shelf.erase(numbers);
    }

    /** Whatever shows what a report says goes with it to the higher body. */
    @EventListener
    void on(CluePassedUp passed) {
        shelf.erase(List.of(passed.number()));
    }
}
