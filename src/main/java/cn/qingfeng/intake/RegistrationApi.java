package cn.qingfeng.intake;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.evidence.upload.PendingUploads;
import cn.qingfeng.intake.ratelimit.ProofOfWork;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Registers clues that come as JSON, from the public and from clerks. */
@RestController
class RegistrationApi {

    private final Registration registration;
    /** A receipt, and what was not taken from this sender. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Registered(@JsonUnwrapped Receipt receipt, List<Claims.Ignored> ignored) {}

    /** For which post a puzzle is wanted. */
    record PuzzleWish(
            @Schema(description = "The Idempotency-Key that the report will be sent with")
            String idempotencyKey) {}

    /** A number whose SHA-256 behind the challenge and a colon begins with so many zero bits is the work. */
    record Posed(String challenge, int bits) {}

    private final Claims claims;
    private final ProofOfWork puzzle;
    private final PendingUploads waiting;
    private final ObjectMapper json;

    RegistrationApi(
            Registration registration, Claims claims, ProofOfWork puzzle, PendingUploads waiting, ObjectMapper json) {
        this.waiting = waiting;
        this.json = json;
        this.claims = claims;
        this.puzzle = puzzle;
        this.registration = registration;
    }

    @PostMapping(path = "/api/public/clues", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Tag(name = "public", description = "Reports and receipts, without an account")
    @Operation(
            summary = "Registers a clue from outside",
            description =
                    "For the hotline's import, a mini-program and other channels. The ticket number at the place it"
                            + " came from goes into externalNumber; point takes a plaque's code as it was scanned. An appeal with"
                            + " misconduct becomes two cases under one receipt. A channel names itself by its key in the"
                            + " header X-Channel-Key; without one the report is a reporter's own: X-Puzzle and X-Puzzle-Work"
                            + " carry the work that POST /api/public/puzzle asked for, few come through without it, and what"
                            + " only insiders can state is left out and listed under ignored.")
    @ApiResponse(responseCode = "201", description = "Registered; the receipt is told only now")
    @ApiResponse(responseCode = "400", description = "Something is wrong; faults name the fields")
    @ApiResponse(responseCode = "403", description = "The channel's key is none, or does not allow what is stated")
    @ApiResponse(responseCode = "409", description = "The key was used for another content")
    @ApiResponse(responseCode = "413", description = "Larger than any report")
    @ApiResponse(responseCode = "429", description = "Too many from this address; Retry-After says when to try again")
    Registered report(
            @RequestBody NewClue clue,
            @Parameter(description = "1 to 200 characters; a repeated post answers as the first did")
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    String idempotencyKey,
            HttpServletRequest request,
            Locale reader) {
        var ignored = claims.judge(clue, idempotencyKey, request, reader);
        return new Registered(register(clue, Timeline.PUBLIC, idempotencyKey), ignored);
    }

    @PostMapping("/api/public/puzzle")
    @Tag(name = "public", description = "Reports and receipts, without an account")
    @Operation(
            summary = "Poses the puzzle for a report",
            description = "For senders without a channel's key, before each report; it holds for twelve hours.")
    Posed pose(@RequestBody PuzzleWish wish) {
        if (wish.idempotencyKey() == null || wish.idempotencyKey().isBlank()) {
            throw Refusal.invalid("channel-key.puzzle-for-what");
        }
        return new Posed(puzzle.pose(wish.idempotencyKey()), puzzle.bits());
    }

    @PostMapping("/api/clues")
    @ResponseStatus(HttpStatus.CREATED)
    Receipt register(
            @RequestBody NewClue clue,
            Principal clerk,
            @RequestHeader(name = "Idempotency-Key", required = false) String idempotencyKey) {
        if (clue.channel == null) {
            clue.channel = "WINDOW";
        }
        return register(clue, clerk.getName(), idempotencyKey);
    }

    @PostMapping(path = "/api/public/clues", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Tag(name = "public", description = "Reports and receipts, without an account")
    @Operation(
            summary = "Registers a clue from outside, with files",
            description = "A part clue with the JSON of the other form of this call, and up to ten parts files, 20 MB"
                    + " each: pictures (JPEG, PNG, GIF, WebP), PDF, OFD, Office documents, recordings and videos. What a"
                    + " file is, its content says; pictures lose what they say beside the picture. Names of files are not"
                    + " kept.")
    @ApiResponse(responseCode = "201", description = "Registered; the receipt is told only now")
    @ApiResponse(
            responseCode = "400",
            description = "Something is wrong, or a file is not taken; nothing is registered")
    @ApiResponse(responseCode = "409", description = "Too many files, or the key was used for another content")
    @ApiResponse(responseCode = "411", description = "The request does not say how long it is")
    @ApiResponse(responseCode = "413", description = "Larger than what is taken")
    @ApiResponse(responseCode = "429", description = "Too many from this address; Retry-After says when to try again")
    Registered report(
            @Parameter(description = "As in the JSON form") @RequestPart("clue") String clue,
            @RequestPart(name = "files", required = false) List<MultipartFile> files,
            @Parameter(description = "1 to 200 characters; a repeated post answers as the first did")
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    String idempotencyKey,
            HttpServletRequest request,
            Locale reader)
            throws IOException {
        var told = read(clue);
        var ignored = claims.judge(told, idempotencyKey, request, reader);
        var key = UUID.randomUUID().toString();
        try {
            for (var file : files == null ? List.<MultipartFile>of() : files) {
                try (var content = file.getInputStream()) {
                    waiting.add(key, content);
                }
            }
            return new Registered(
                    IdempotencyKeys.once(
                            () -> registration.registerWithFiles(told, Timeline.PUBLIC, idempotencyKey, key)),
                    ignored);
        } finally {
            // Nothing, once the clue has them.
            waiting.forget(key);
        }
    }

    /** Some senders cannot say that a part is JSON. */
    private NewClue read(String clue) {
        try {
            return json.readValue(clue, NewClue.class);
        } catch (JsonProcessingException unreadable) {
            throw Refusal.invalid("refusal.unreadable");
        }
    }

    private Receipt register(NewClue clue, String by, String idempotencyKey) {
        return idempotencyKey == null
                ? registration.register(clue, by)
                : IdempotencyKeys.once(() -> registration.register(clue, by, idempotencyKey));
    }
}
