package cn.qingfeng.intake.page;

import cn.qingfeng.Refusal;
import cn.qingfeng.draft.Saved;
import cn.qingfeng.draft.Seen;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.intake.ratelimit.ProofOfWork;
import cn.qingfeng.intake.track.TrackDrafts;
import io.swagger.v3.oas.annotations.Hidden;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where the scripts of our pages keep what is being typed. A clerk has signed in; the public page proves by its challenge
 * that we gave out its key, and the page of a receipt that it was given out for the case.
 */
@RestController
@Hidden
class PageDraftApi {

    /** Longest draft from the street, in characters: the form's longest text and room to spare. */
    private static final int LONGEST = 40_000;

    /**
     * What a page that is opened anew finds.
     *
     * @param sent whether it was sent already, and there is a receipt to be had
     */
    record Found(Map<String, List<String>> fields, Instant savedAt, boolean sent, List<UploadedFiles.Line> files) {}

    private final PageDrafts drafts;
    private final Registration registration;
    private final UploadedFiles sent;
    private final ProofOfWork puzzle;
    private final TrackDrafts tracks;

    PageDraftApi(
            PageDrafts drafts, Registration registration, UploadedFiles sent, ProofOfWork puzzle, TrackDrafts tracks) {
        this.tracks = tracks;
        this.drafts = drafts;
        this.registration = registration;
        this.sent = sent;
        this.puzzle = puzzle;
    }

    /** Keeps what the clerk typed; nothing when that page has been sent meanwhile. */
    @PostMapping("/api/drafts/register")
    ResponseEntity<Saved> keep(
            @RequestParam MultiValueMap<String, String> post,
            @RequestParam(name = "_tab", required = false) String tab,
            @RequestParam(name = "_version", required = false) Long version,
            Principal clerk) {
        var once = post.getFirst(RegisterPage.ONCE);
        if (once == null || once.isBlank() || registration.taken(once).isPresent()) {
            return ResponseEntity.noContent().build();
        }
        return ResponseEntity.ok(drafts.saveOfClerk(clerk.getName(), post, new Seen(tab, version)));
    }

    @DeleteMapping("/api/drafts/register")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(Principal clerk) {
        drafts.dropOfClerk(clerk.getName());
    }

    /** Keeps what somebody types into the public page, without who it is. */
    @PostMapping("/api/public/drafts")
    ResponseEntity<Saved> keep(@RequestParam MultiValueMap<String, String> post) {
        var once = ours(post);
        if (registration.taken(once).isPresent()) {
            return ResponseEntity.noContent().build();
        }
        var length = post.values().stream()
                .flatMap(List::stream)
                .mapToInt(String::length)
                .sum();
        if (length > LONGEST) {
            throw new Refusal(Refusal.Kind.TOO_LARGE, "draft.long", List.of(), LONGEST);
        }
        return ResponseEntity.ok(drafts.saveOfPage(once, post));
    }

    @PostMapping("/api/public/drafts/open")
    ResponseEntity<Found> open(@RequestParam MultiValueMap<String, String> post, Locale reader) {
        var once = ours(post);
        return drafts.ofPage(once)
                .map(kept -> ResponseEntity.ok(new Found(
                        kept.fields(), kept.at(), registration.taken(once).isPresent(), sent.lines(once, reader))))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    /** Forgets what was typed and sent ahead; what has been registered stays registered. */
    @PostMapping("/api/public/drafts/drop")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(@RequestParam MultiValueMap<String, String> post) {
        var once = ours(post);
        drafts.dropOfPage(once);
        sent.forget(once);
    }

    /** Keeps what the holder of a receipt is writing. */
    @PostMapping("/api/public/drafts/track")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keepOfTrack(@RequestParam MultiValueMap<String, String> post) {
        tracks.save(post);
    }

    @PostMapping("/api/public/drafts/track/drop")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dropOfTrack(@RequestParam MultiValueMap<String, String> post) {
        tracks.drop(post);
    }

    private String ours(MultiValueMap<String, String> post) {
        var once = post.getFirst(RegisterPage.ONCE);
        if (!puzzle.posed(once, post.getFirst("_puzzle"))) {
            throw Refusal.invalid("file.page-unknown");
        }
        return once;
    }
}
