package cn.qingfeng.intake;

import cn.qingfeng.clue.Timeline;
import cn.qingfeng.intake.door.Gate;
import cn.qingfeng.intake.door.Throttle;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Registers clues that come as JSON, from the public and from clerks. */
@RestController
class RegistrationApi {

    private final Registration registration;
    private final Throttle throttle;

    RegistrationApi(Registration registration, Throttle throttle) {
        this.throttle = throttle;
        this.registration = registration;
    }

    /** JSON only; files will come as parts of their own beside a part {@code clue}. */
    @PostMapping(path = "/api/public/clues", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Tag(name = "public", description = "Reports and receipts, without an account")
    @Operation(
            summary = "Registers a clue from outside",
            description =
                    "For the hotline's import, a mini-program and other channels. The ticket number at the place it"
                            + " came from goes into externalNumber; point takes a plaque's code as it was scanned. An appeal with"
                            + " misconduct becomes two cases under one receipt.")
    @ApiResponse(responseCode = "201", description = "Registered; the receipt is told only now")
    @ApiResponse(responseCode = "400", description = "Something is wrong; faults name the fields")
    @ApiResponse(responseCode = "409", description = "The key was used for another content")
    @ApiResponse(responseCode = "413", description = "Larger than any report")
    @ApiResponse(responseCode = "429", description = "Too many from this address; Retry-After says when to try again")
    Receipt report(
            @RequestBody NewClue clue,
            @Parameter(description = "1 to 200 characters; a repeated post answers as the first did")
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    String idempotencyKey,
            HttpServletRequest request) {
        throttle.pass(Gate.CHANNEL_REPORT, request.getRemoteAddr());
        if (clue.channel == null) {
            clue.channel = "WEB";
        }
        return register(clue, Timeline.PUBLIC, idempotencyKey);
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

    private Receipt register(NewClue clue, String by, String idempotencyKey) {
        return idempotencyKey == null
                ? registration.register(clue, by)
                : registration.register(clue, by, idempotencyKey);
    }
}
