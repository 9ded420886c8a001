package cn.qingfeng.intake;

import cn.qingfeng.clue.Timeline;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Registers clues that come as JSON, from the public and from clerks. */
@RestController
class RegistrationApi {

    private final Registration registration;

    RegistrationApi(Registration registration) {
        this.registration = registration;
    }

    @PostMapping("/api/public/clues")
    @ResponseStatus(HttpStatus.CREATED)
    Receipt report(
            @RequestBody NewClue clue,
            @RequestHeader(name = "Idempotency-Key", required = false) String idempotencyKey) {
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
