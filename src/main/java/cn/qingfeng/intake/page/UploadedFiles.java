package cn.qingfeng.intake.page;

import cn.qingfeng.Refusal;
import cn.qingfeng.Refusal.Fault;
import cn.qingfeng.evidence.upload.PendingUploads;
import cn.qingfeng.evidence.upload.PendingUploads.Waiting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** The files of a page whose form is still being filled in: those that it sent ahead, and those that come with the form. */
@Component
public class UploadedFiles {

    /** The form's field for files, for browsers without script. */
    static final String FIELD = "files";

    /** The button that takes one of them away again. */
    public static final String DROP = "_drop";

    /** One as the page shows it. */
    record Line(int place, String name) {}

    private final PendingUploads waiting;
    private final MessageSource messages;

    UploadedFiles(PendingUploads waiting, MessageSource messages) {
        this.waiting = waiting;
        this.messages = messages;
    }

    /** Takes in what came with the form; what is not taken is named by its place among them, and the others stay. */
    public List<Fault> take(String once, MultipartHttpServletRequest post) throws IOException {
        var faults = new ArrayList<Fault>();
        var nth = 0;
        for (var file : post.getFiles(FIELD)) {
            nth++;
            try {
                if (!file.isEmpty()) {
                    add(once, file);
                }
            } catch (Refusal refused) {
                faults.add(new Fault(
                        "",
                        "file.nth",
                        nth,
                        new DefaultMessageSourceResolvable(
                                new String[] {refused.key()}, refused.args().toArray(), refused.key())));
            }
        }
        return faults;
    }

    private void add(String once, MultipartFile file) throws IOException {
        try (var content = file.getInputStream()) {
            waiting.add(once, content);
        }
    }

    public void drop(String once, String place) {
        if (place != null && place.matches("\\d{1,2}")) {
            waiting.drop(once, Integer.parseInt(place));
        }
    }

    /** Takes away all that the page sent. */
    void forget(String once) {
        waiting.forget(once);
    }

    /** A new key for a page whose own is used up; what it sent since then goes along. */
    String underNewKey(String once) {
        var fresh = UUID.randomUUID().toString();
        waiting.move(once, fresh);
        return fresh;
    }

    public void show(String once, Locale reader, Model model) {
        model.addAttribute("mostBytes", PendingUploads.mostBytes());
        model.addAttribute("mostMegabytes", PendingUploads.mostMegabytes());
        model.addAttribute("sent", lines(once, reader));
    }

    /** What the page has sent ahead. */
    List<Line> lines(String once, Locale reader) {
        return waiting.of(once).stream().map(one -> line(one, reader)).toList();
    }

    /** Kind, place and length, in words: the name that the file has on its phone is not kept. */
    Line line(Waiting one, Locale reader) {
        var kind = messages.getMessage("file.group." + one.type().group(), null, reader);
        var size = one.bytes() < 1 << 20
                ? messages.getMessage("file.kilobytes", new Object[] {Math.max(1, one.bytes() >> 10)}, reader)
                : messages.getMessage(
                        "file.megabytes", new Object[] {Math.round(one.bytes() / 104857.6) / 10.0}, reader);
        return new Line(
                one.place(), messages.getMessage("file.about", new Object[] {kind + " " + one.place(), size}, reader));
    }
}
