package cn.qingfeng.evidence;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.evidence.upload.Uploads;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** A clue's files for staff, under the rights of whoever asks. */
@RestController
@RequestMapping("/api/clues/{number}/files")
class EvidenceApi {

    private final Evidence evidence;
    private final Uploads uploads;
    private final ClueLedger ledger;
    private final ClueAccess access;

    EvidenceApi(Evidence evidence, Uploads uploads, ClueLedger ledger, ClueAccess access) {
        this.evidence = evidence;
        this.uploads = uploads;
        this.ledger = ledger;
        this.access = access;
    }

    @GetMapping
    @Transactional(readOnly = true)
    @Operation(
            summary = "The files of a clue",
            description = "Those that the caller may see. A file that waits for a virus scan is not among them.")
    public List<EvidenceFile> list(@PathVariable String number, Principal reader) {
        var viewer = access.viewer(reader.getName());
        var clue = ledger.get(ClueNumber.of(number));
        access.requireSight(viewer, clue);
        return evidence.seenBy(viewer, clue);
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Adds a file",
            description = "One part named file, 20 MB at most; pictures lose what they say beside the picture (place,"
                    + " time, camera).")
    @ApiResponse(responseCode = "201", description = "Added")
    @ApiResponse(responseCode = "202", description = "Added; it shows when it has been scanned")
    @ApiResponse(responseCode = "400", description = "Not a kind of file that is taken")
    @ApiResponse(responseCode = "403", description = "Not the caller's to add")
    @ApiResponse(responseCode = "409", description = "There are enough, or the clue has ended")
    @ApiResponse(responseCode = "413", description = "Too large")
    ResponseEntity<EvidenceFile> add(@PathVariable String number, @RequestPart MultipartFile file, Principal adder)
            throws IOException {
        try (var content = file.getInputStream()) {
            return uploads.add(adder.getName(), ClueNumber.of(number), file.getOriginalFilename(), content)
                    .map(added -> ResponseEntity.status(HttpStatus.CREATED).body(added))
                    .orElseGet(() -> ResponseEntity.accepted().build());
        }
    }

    @GetMapping("/{id}")
    @Operation(summary = "Hands out a file", description = "With show=true a picture is to be shown, not saved.")
    void download(
            @PathVariable String number,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean show,
            Principal reader,
            HttpServletResponse response)
            throws IOException {
        var file = evidence.get(reader.getName(), ClueNumber.of(number), id);
        try (var content = evidence.open(file)) {
            Download.send(file, content, show, response);
        }
    }

    @PostMapping("/{id}/release")
    @Operation(
            summary = "Lets the units see a file",
            description = "After somebody of an office has looked whether it shows who reported.")
    @ApiResponse(responseCode = "200", description = "The clue's files as they stand then")
    List<EvidenceFile> release(@PathVariable String number, @PathVariable String id, Principal office) {
        evidence.release(office.getName(), ClueNumber.of(number), id);
        return list(number, office);
    }
}
