package cn.qingfeng.matter.attachment;

import cn.qingfeng.Refusal;
import cn.qingfeng.evidence.Download;
import cn.qingfeng.web.Redraw;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form on a matter's page by which files are added, what a script asks instead of it, and the way out. */
@Controller
class MatterFilesPage {

    private final MatterFiles files;
    private final MessageSource messages;
    private final Redraw redraw;

    MatterFilesPage(MatterFiles files, MessageSource messages, Redraw redraw) {
        this.files = files;
        this.messages = messages;
        this.redraw = redraw;
    }

    @PostMapping("/matters/{number}/files")
    String add(
            @PathVariable String number,
            MultipartHttpServletRequest post,
            Principal adder,
            Locale reader,
            RedirectAttributes told)
            throws IOException {
        try {
            var chosen = post.getFiles("file").stream()
                    .filter(file -> !file.isEmpty())
                    .toList();
            if (chosen.isEmpty()) {
                throw Refusal.invalid("file.add.choose-first");
            }
            for (var file : chosen) {
                added(number, file, adder.getName());
            }
            told.addFlashAttribute("fileDone", messages.getMessage("file.added", null, reader));
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.NOT_FOUND) {
                throw refused;
            }
            told.addFlashAttribute("fileRefused", redraw.text(refused));
        }
        return "redirect:/matters/" + number + "#files";
    }

    private Optional<MatterFile> added(String number, MultipartFile file, String adder) throws IOException {
        try (var content = file.getInputStream()) {
            return files.add(adder, number, file.getOriginalFilename(), content);
        }
    }

    @PostMapping(value = "/api/matters/{number}/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseBody
    ResponseEntity<MatterFile> send(@PathVariable String number, @RequestPart MultipartFile file, Principal adder)
            throws IOException {
        return added(number, file, adder.getName())
                .map(added -> ResponseEntity.status(HttpStatus.CREATED).body(added))
                .orElseGet(() -> ResponseEntity.accepted().build());
    }

    @GetMapping("/api/matters/{number}/files/{id}")
    @ResponseBody
    void download(
            @PathVariable String number,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean show,
            Principal reader,
            HttpServletResponse response)
            throws IOException {
        var file = files.get(reader.getName(), number, id);
        try (var content = files.open(file)) {
            Download.send(file.name(), file.type(), file.bytes(), content, show, response);
        }
    }
}
