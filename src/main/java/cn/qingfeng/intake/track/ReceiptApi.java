package cn.qingfeng.intake.track;

import cn.qingfeng.clue.CallBack;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.intake.Texts;
import cn.qingfeng.intake.rating.SelfRating;
import cn.qingfeng.intake.rating.SelfRatings;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a receipt opens, for a mini-program and other channels. The receipt stands in the body, never in an address. */
@RestController
@RequestMapping("/api/public/receipts")
@Tag(name = "public", description = "Reports and receipts, without an account")
class ReceiptApi {

    record Holder(
            @Schema(description = "16 digits; blanks do not matter", example = "1234567890123456")
            String receipt) {}

    record RatingPost(
            @Schema(description = "16 digits; blanks do not matter", example = "1234567890123456")
            String receipt,

            @Schema(description = "Whether the problem is solved; left out, it follows from the rating")
            CallBack.Solved solved,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            CallBack.Rating rating,

            @Schema(description = "Whether the unit got in touch; left out, as the ledger knows it")
            Boolean contacted,

            @Schema(
                    description = "Why dissatisfied: UNSOLVED, SLOW, ATTITUDE, SHIFTING, NO_CONTACT, DIFFERENT, OTHER;"
                            + " asked of whoever is")
            List<String> reasons,

            @Schema(description = "At most 500 characters") String remark) {}

    /** The case, and the report against a person that was told with it, if there is one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(@JsonUnwrapped Tracked tracked, Tracked report) {}

    private final Tracking tracking;
    private final SelfRatings ratings;
    private final ClueLedger ledger;
    private final Clock clock;

    ReceiptApi(Tracking tracking, SelfRatings ratings, ClueLedger ledger, Clock clock) {
        this.tracking = tracking;
        this.ratings = ratings;
        this.ledger = ledger;
        this.clock = clock;
    }

    @PostMapping("/status")
    @Operation(
            summary = "Where the case of a receipt stands",
            description = "State in plain words, who holds it, what is promised next and why, what was done.")
    @ApiResponse(responseCode = "200", description = "The case")
    @ApiResponse(responseCode = "404", description = "No such receipt")
    @ApiResponse(responseCode = "429", description = "Too many look-ups; Retry-After says when to try again")
    ResponseEntity<Answer> status(@RequestBody Holder holder, Locale reader, HttpServletRequest request) {
        return answer(tracking.open(holder.receipt(), request.getRemoteAddr()), reader);
    }

    @PostMapping("/rating")
    @Operation(
            summary = "Rates the outcome",
            description = "Once for each result that is told to the reporter. It counts as the call-back where the"
                    + " county's rules allow, and else stands before whoever calls.")
    @ApiResponse(responseCode = "200", description = "Taken; the case as it stands then")
    @ApiResponse(responseCode = "404", description = "No such receipt")
    @ApiResponse(responseCode = "409", description = "There is no result to rate, or it was rated")
    @ApiResponse(responseCode = "429", description = "Too many look-ups; Retry-After says when to try again")
    ResponseEntity<Answer> rate(@RequestBody RatingPost post, Locale reader, HttpServletRequest request) {
        var number = tracking.open(post.receipt(), request.getRemoteAddr());
        if (post.rating() == null) {
            throw Texts.fault("rating", "track.choose.rating");
        }
        var content = post.rating().ordinal() <= CallBack.Rating.BASICALLY.ordinal();
        var solved =
                post.solved() != null ? post.solved() : content ? CallBack.Solved.SOLVED : CallBack.Solved.UNSOLVED;
        var contacted = post.contacted() != null
                ? post.contacted()
                : ledger.get(number).contactedAt().isPresent();
        ratings.rate(
                number,
                new SelfRating(
                        clock.instant(),
                        contacted,
                        solved,
                        post.rating(),
                        post.reasons() == null ? List.of() : post.reasons(),
                        post.remark()));
        return answer(number, reader);
    }

    private ResponseEntity<Answer> answer(ClueNumber number, Locale reader) {
        var cases = tracking.look(number, reader);
        return ResponseEntity.ok().body(new Answer(cases.get(0), cases.size() > 1 ? cases.get(1) : null));
    }
}
