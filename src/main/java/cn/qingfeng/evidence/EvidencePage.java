package cn.qingfeng.evidence;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.evidence.upload.Uploads;
import cn.qingfeng.web.Redraw;
import java.io.IOException;
import java.security.Principal;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The forms on a clue's page by which files are added and released. With script the page asks the API instead. */
@Controller
class EvidencePage {

    private final Evidence evidence;
    private final Uploads uploads;
    private final MessageSource messages;

    private final Redraw redraw;

    EvidencePage(Evidence evidence, Uploads uploads, MessageSource messages, Redraw redraw) {
        this.redraw = redraw;
        this.evidence = evidence;
        this.uploads = uploads;
        this.messages = messages;
    }

    @PostMapping("/clues/{number}/files")
    String add(
            @PathVariable String number,
            MultipartHttpServletRequest post,
            Principal adder,
            Locale reader,
            RedirectAttributes told)
            throws IOException {
        var clue = ClueNumber.of(number);
        try {
            var chosen = post.getFiles("file").stream()
                    .filter(file -> !file.isEmpty())
                    .toList();
            if (chosen.isEmpty()) {
                throw Refusal.invalid("file.add.choose-first");
            }
            for (var file : chosen) {
                add(clue, file, adder.getName());
            }
            told.addFlashAttribute("fileDone", messages.getMessage("file.added", null, reader));
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.NOT_FOUND) {
                throw refused;
            }
            told.addFlashAttribute("fileRefused", redraw.text(refused));
        }
        return "redirect:/clues/" + clue + "#files";
    }

    private void add(ClueNumber clue, MultipartFile file, String adder) throws IOException {
        try (var content = file.getInputStream()) {
            uploads.add(adder, clue, file.getOriginalFilename(), content);
        }
    }

    @PostMapping("/clues/{number}/files/release")
    String release(@PathVariable String number, @RequestParam String id, Principal office) {
        var clue = ClueNumber.of(number);
        evidence.release(office.getName(), clue, id);
        return "redirect:/clues/" + clue + "#files";
    }
}
