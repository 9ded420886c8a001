package cn.qingfeng.process.deployment.shipped;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.process.deployment.shipped.FileDifference.Change;
import cn.qingfeng.process.deployment.shipped.ShippedDecisions.Choice;
import cn.qingfeng.process.deployment.shipped.ShippedFiles.Standing;
import cn.qingfeng.process.deployment.shipped.ShippedFiles.State;
import cn.qingfeng.process.deployment.shipped.ShippedRecord.Decision;
import cn.qingfeng.web.Attachment;
import cn.qingfeng.web.Redraw;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 随产品更新的文件: what the product ships otherwise than the county has it, and the owner's decision about it. */
@Controller
@RequestMapping("/shipped")
class ShippedPage {

    private static final String READERS = "@rights.has(authentication, 'READ_DEPLOYED')";
    private static final String DECIDERS = "@rights.has(authentication, 'DEPLOY')";

    /** One file; {@code choice} carries name and both contents' digests, as they are seen. */
    record Line(String file, State state, int changes, String version, String choice) {}

    /** One decision in words. */
    record Decided(String file, String verdict, String by, String at, String reason) {}

    private static final int MOST = 100;

    private final ShippedFiles files;
    private final ShippedDecisions decisions;
    private final ShippedRecord record;
    private final MessageSource messages;

    private final Redraw redraw;

    ShippedPage(
            ShippedFiles files,
            ShippedDecisions decisions,
            ShippedRecord record,
            MessageSource messages,
            Redraw redraw) {
        this.redraw = redraw;
        this.files = files;
        this.decisions = decisions;
        this.record = record;
        this.messages = messages;
    }

    @GetMapping
    @PreAuthorize(READERS)
    String list(Model model, Locale locale) {
        return draw(model, locale);
    }

    private String draw(Model model, Locale locale) {
        var standings = files.standings();
        model.addAttribute("waiting", lines(standings, locale, State.WAITING));
        model.addAttribute("held", lines(standings, locale, State.FOLLOWS));
        model.addAttribute("own", lines(standings, locale, State.OWN, State.DECLINED));
        model.addAttribute("older", lines(standings, locale, State.OLDER));
        model.addAttribute(
                "same",
                standings.stream()
                        .filter(standing -> standing.state() == State.SAME)
                        .count());
        model.addAttribute("missing", files.missingInForce());
        model.addAttribute(
                "decided",
                // An upgrade changes more files by itself than a page holds: what people decided is not pushed off by
                // it.
                Stream.of(newest(standings, false), newest(standings, true))
                        .flatMap(List::stream)
                        .sorted(Comparator.comparing(Decision::at).reversed())
                        .map(decision -> decided(decision, locale))
                        .toList());
        return "process/shipped";
    }

    /** The newest that people decided, or that the product did by itself. */
    private static List<Decision> newest(List<Standing> standings, boolean byItself) {
        return standings.stream()
                .flatMap(standing -> standing.decisions().stream())
                .filter(decision -> ShippedRecord.PRODUCT.equals(decision.by()) == byItself)
                .filter(decision -> !byItself || decision.seq() > 1)
                .sorted(Comparator.comparing(Decision::at).reversed())
                .limit(MOST)
                .toList();
    }

    private List<Line> lines(List<Standing> standings, Locale locale, State... states) {
        return standings.stream()
                .filter(standing -> List.of(states).contains(standing.state()))
                .map(standing -> new Line(
                        standing.file(),
                        standing.state(),
                        changes(standing, locale).size(),
                        standing.live()
                                .map(live -> String.valueOf(live.version()))
                                .orElse(""),
                        choice(standing)))
                .toList();
    }

    private Decided decided(Decision decision, Locale locale) {
        return new Decided(
                decision.file(),
                decision.verdict().name(),
                ShippedRecord.PRODUCT.equals(decision.by())
                        ? messages.getMessage("shipped.itself", null, locale)
                        : decision.by(),
                Moments.minute(decision.at()),
                decision.reason() == null ? "" : decision.reason());
    }

    private static String choice(Standing standing) {
        return standing.file() + "|" + standing.live().map(LiveFile::digest).orElse("") + "|"
                + standing.shipped().digest();
    }

    private List<Change> changes(Standing standing, Locale locale) {
        return FileDifference.between(
                outline(standing.file(), base(standing).orElse(null), locale),
                outline(standing.file(), standing.live().map(LiveFile::bytes).orElse(null), locale),
                outline(standing.file(), standing.shipped().bytes(), locale));
    }

    private Map<String, FileOutline.Part> outline(String file, byte[] bytes, Locale locale) {
        return bytes == null ? Map.of() : FileOutline.of(file, bytes, messages, locale);
    }

    private Optional<byte[]> base(Standing standing) {
        return Optional.ofNullable(standing.base())
                .flatMap(digest -> record.content(standing.file(), digest))
                .map(content -> content.getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping
    @PreAuthorize(DECIDERS)
    String decide(
            @RequestParam(defaultValue = "") List<String> file,
            @RequestParam String verdict,
            @RequestParam(defaultValue = "") String reason,
            Principal by,
            Locale locale,
            Model model) {
        try {
            decisions.decide(file.stream().map(ShippedPage::choice).toList(), accepts(verdict), by.getName(), reason);
        } catch (Refusal refused) {
            redraw.with(refused, model);
            model.addAttribute("reason", reason);
            model.addAttribute("chosen", file);
            return draw(model, locale);
        }
        return "redirect:/shipped?done=" + verdict;
    }

    private static boolean accepts(String verdict) {
        return switch (verdict) {
            case "accept" -> true;
            case "decline" -> false;
            default -> throw Refusal.invalid("shipped.unknown");
        };
    }

    private static Choice choice(String seen) {
        var parts = seen.split("\\|", -1);
        if (parts.length != 3) {
            throw Refusal.invalid("shipped.unknown");
        }
        return new Choice(parts[0], parts[1], parts[2]);
    }

    @GetMapping("/{file}")
    @PreAuthorize(READERS)
    String one(@PathVariable String file, Model model, Locale locale) {
        var standing = standing(file);
        model.addAttribute("file", file);
        model.addAttribute(
                "line", lines(List.of(standing), locale, State.values()).get(0));
        model.addAttribute("changes", changes(standing, locale));
        model.addAttribute(
                "liveText", standing.live().map(live -> text(live.bytes())).orElse(""));
        model.addAttribute("shippedText", text(standing.shipped().bytes()));
        model.addAttribute("based", base(standing).isPresent());
        model.addAttribute(
                "decided",
                standing.decisions().stream()
                        .sorted(Comparator.comparing(Decision::seq).reversed())
                        .map(decision -> decided(decision, locale))
                        .toList());
        return "process/shipped-file";
    }

    /** The file itself, to be merged by hand in the Modeler. */
    @GetMapping("/{file}/{which}")
    @PreAuthorize(READERS)
    ResponseEntity<byte[]> download(@PathVariable String file, @PathVariable String which) {
        var standing = standing(file);
        var content = switch (which) {
            case "live" -> standing.live().map(LiveFile::bytes);
            case "shipped" -> Optional.of(standing.shipped().bytes());
            case "base" -> base(standing);
            default -> Optional.<byte[]>empty();
        };
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, Attachment.named(which + "-" + standing.file()))
                .body(content.orElseThrow(() -> Refusal.notFound("shipped.unknown")));
    }

    private Standing standing(String file) {
        return files.standings().stream()
                .filter(each -> each.file().equals(file))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("shipped.unknown"));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
