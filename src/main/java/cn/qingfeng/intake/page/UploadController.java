package cn.qingfeng.intake.page;

import cn.qingfeng.Refusal;
import cn.qingfeng.evidence.upload.PendingUploads;
import cn.qingfeng.intake.ratelimit.ProofOfWork;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.security.Principal;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * Where the scripts of our pages send files ahead of the form, one at a time. A page proves by its challenge that we gave
 * out its key; a clerk has signed in.
 */
@RestController
@Hidden
class UploadController {

    private final PendingUploads waiting;
    private final UploadedFiles sent;
    private final ProofOfWork puzzle;

    UploadController(PendingUploads waiting, UploadedFiles sent, ProofOfWork puzzle) {
        this.waiting = waiting;
        this.sent = sent;
        this.puzzle = puzzle;
    }

    @PostMapping(
            path = {"/report/files", "/track/files", "/register/files"},
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    UploadedFiles.Line add(
            @RequestParam(name = RegisterPage.ONCE, defaultValue = "") String once,
            @RequestParam(name = "_puzzle", defaultValue = "") String challenge,
            @RequestPart MultipartFile file,
            Principal clerk,
            Locale reader)
            throws IOException {
        require(once, challenge, clerk);
        try (var content = file.getInputStream()) {
            return sent.line(waiting.add(once, content), reader);
        }
    }

    @PostMapping({"/report/files/drop", "/track/files/drop", "/register/files/drop"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(
            @RequestParam(name = RegisterPage.ONCE, defaultValue = "") String once,
            @RequestParam(name = "_puzzle", defaultValue = "") String challenge,
            @RequestParam String place,
            Principal clerk) {
        require(once, challenge, clerk);
        sent.drop(once, place);
    }

    private void require(String once, String challenge, Principal clerk) {
        if (clerk == null && !puzzle.posed(once, challenge)) {
            throw Refusal.invalid("file.page-unknown");
        }
    }
}
