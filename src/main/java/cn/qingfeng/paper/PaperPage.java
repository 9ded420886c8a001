package cn.qingfeng.paper;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.paper.pdf.PdfDrawing;
import cn.qingfeng.paper.word.WordLayout;
import cn.qingfeng.web.Attachment;
import cn.qingfeng.web.PageNumber;
import cn.qingfeng.web.Redraw;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Writing, issuing and reading papers, and their register. */
@Controller
@RequestMapping("/papers")
class PaperPage {

    static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /** As of every page of ours; the preview's boxes carry the lengths and fonts of the Word file. */
    static final String POLICY = "default-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:;"
            + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    private static final int SIZE = 50;
    private static final int MOST_AT_ONCE = 200;

    private final Papers papers;
    private final PaperLines lines;
    private final PaperBook book;
    private final PdfDrawing pdf;
    private final LedgerWords words;
    private final Redraw redraw;
    private final Clock clock;

    PaperPage(
            Papers papers,
            PaperLines lines,
            PaperBook book,
            PdfDrawing pdf,
            LedgerWords words,
            Redraw redraw,
            Clock clock) {
        this.papers = papers;
        this.lines = lines;
        this.book = book;
        this.pdf = pdf;
        this.words = words;
        this.redraw = redraw;
        this.clock = clock;
    }

    @GetMapping
    String register(
            Principal reader,
            Locale locale,
            @RequestParam(required = false) String series,
            @RequestParam(required = false) Integer year,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var all = lines.series(reader.getName(), locale);
        if (all.isEmpty()) {
            throw Refusal.forbidden("paper.register.forbidden");
        }
        var chosen = series == null ? all.keySet().iterator().next() : series;
        if (!all.containsKey(chosen)) {
            throw Refusal.notFound("paper.unknown");
        }
        var thisYear = clock.instant().atZone(CountyClock.ZONE).getYear();
        var of = year == null ? thisYear : year;
        var at = PageNumber.check(page, SIZE);
        model.addAttribute("all", all);
        model.addAttribute("mayKeep", lines.mayKeepTemplates(reader.getName()));
        model.addAttribute("series", chosen);
        model.addAttribute("year", of);
        var years = new java.util.TreeSet<>(book.years());
        years.add(thisYear);
        model.addAttribute("years", years.descendingSet());
        model.addAttribute("page", at);
        model.addAttribute("more", book.last(chosen, of) > (at + 1L) * SIZE);
        model.addAttribute("lines", lines.register(reader.getName(), chosen, of, at, SIZE, locale));
        return "paper/register";
    }

    /** What is written, by the address and by what was typed. */
    private Papers.Wish wish(PaperKind kind, String clue, String subject, String corrects, Map<Place, String> typed) {
        return new Papers.Wish(
                kind,
                kind.about() == PaperKind.About.PACK ? null : ClueNumber.of(clue),
                subject == null ? "" : subject,
                typed,
                corrects == null || corrects.isBlank() ? null : corrects);
    }

    @GetMapping("/write")
    String begin(
            Principal writer,
            Locale locale,
            @RequestParam PaperKind kind,
            @RequestParam(required = false) String clue,
            @RequestParam(required = false) String subject,
            @RequestParam(required = false) String corrects,
            Model model,
            HttpServletResponse response) {
        var typed = new EnumMap<Place, String>(Place.class);
        if (kind.reader() == PaperKind.Reader.REPORTER) {
            typed.put(Place.ADDRESSEE, words.text("paper.addressee.REPORTER", Locale.CHINA));
        } else if (kind == PaperKind.TRANSFER) {
            typed.put(Place.ADDRESSEE, words.text("paper.addressee.TRANSFER", Locale.CHINA));
        }
        return drawn(
                writer,
                wish(kind, clue, subject, corrects, typed),
                UUID.randomUUID().toString(),
                locale,
                model,
                response);
    }

    @PostMapping("/write")
    String write(
            Principal writer,
            Locale locale,
            @RequestParam PaperKind kind,
            @RequestParam(required = false) String clue,
            @RequestParam(required = false) String subject,
            @RequestParam(required = false) String corrects,
            @RequestParam(defaultValue = "") String addressee,
            @RequestParam(defaultValue = "") String copies,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(name = "_once") String once,
            @RequestParam(defaultValue = "preview") String act,
            Model model,
            HttpServletResponse response) {
        var typed = new EnumMap<Place, String>(Place.class);
        typed.put(Place.ADDRESSEE, addressee);
        typed.put(Place.COPIES, copies);
        typed.put(Place.TEXT, text);
        var wish = wish(kind, clue, subject, corrects, typed);
        if (act.equals("issue")) {
            try {
                return "redirect:/papers/"
                        + papers.issue(writer.getName(), wish, once(once)).id();
            } catch (Refusal refused) {
                if (refused.kind() == Refusal.Kind.NOT_FOUND || refused.kind() == Refusal.Kind.FORBIDDEN) {
                    throw refused;
                }
                redraw.with(refused, model);
            }
        }
        return drawn(writer, wish, once, locale, model, response);
    }

    private static String once(String key) {
        if (!key.matches("[0-9a-f-]{36}")) {
            throw Refusal.invalid("paper.moved");
        }
        return key;
    }

    private String drawn(
            Principal writer, Papers.Wish wish, String once, Locale locale, Model model, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
        model.addAttribute("wish", wish);
        model.addAttribute("once", once);
        for (var place : papers.typedInto(wish.kind())) {
            model.addAttribute("asked" + place, wish.typed().getOrDefault(place, ""));
        }
        model.addAttribute("longest", Papers.LONGEST);
        model.addAttribute("name", words.code("paper.kind", wish.kind(), locale));
        model.addAttribute("pdfPossible", pdf.isPossible());
        try {
            model.addAttribute("sheet", WordLayout.of(papers.preview(writer.getName(), wish)));
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.NOT_FOUND || refused.kind() == Refusal.Kind.FORBIDDEN) {
                throw refused;
            }
            redraw.with(refused, model);
        }
        return "paper/write";
    }

    @GetMapping("/{id}")
    String show(Principal reader, Locale locale, @PathVariable String id, Model model, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
        var paper = papers.get(reader.getName(), id);
        model.addAttribute("paper", paper);
        model.addAttribute("line", lines.line(paper, locale));
        model.addAttribute("words", words);
        model.addAttribute("locale", locale);
        model.addAttribute("mayChange", papers.mayChange(reader.getName(), paper));
        model.addAttribute("pdfPossible", pdf.isPossible());
        model.addAttribute("whyVoid", papers.whyVoid(paper).orElse(null));
        for (var other : Map.of(
                        "corrects", paper.corrects() == null ? "" : paper.corrects(),
                        "correctedBy", paper.correctedBy() == null ? "" : paper.correctedBy())
                .entrySet()) {
            if (!other.getValue().isEmpty()) {
                model.addAttribute(other.getKey(), book.get(other.getValue()));
            }
        }
        if (paper.contentId() != null) {
            model.addAttribute("sheet", WordLayout.of(papers.file(paper)));
        }
        return "paper/paper";
    }

    @GetMapping("/{id}/word")
    void word(Principal reader, @PathVariable String id, HttpServletResponse response) throws IOException {
        var paper = papers.get(reader.getName(), id);
        send(response, WORD, paper.number() + ".docx", papers.bytes(paper));
    }

    @GetMapping("/{id}/pdf")
    void pdf(Principal reader, @PathVariable String id, HttpServletResponse response) throws IOException {
        var paper = papers.get(reader.getName(), id);
        send(response, "application/pdf", paper.number() + ".pdf", pdf.of(papers.file(paper), paper.number()));
    }

    /** Several at once, packed; those that were erased are not among them. */
    @PostMapping("/zip")
    void zip(
            Principal reader,
            Locale locale,
            @RequestParam(required = false) List<String> id,
            @RequestParam As as,
            HttpServletResponse response)
            throws IOException {
        if (id == null || id.isEmpty() || id.size() > MOST_AT_ONCE) {
            throw Refusal.invalid("paper.zip.choose", MOST_AT_ONCE);
        }
        if (as == As.PDF && !pdf.isPossible()) {
            throw Refusal.conflict("paper.pdf.no-font");
        }
        var all = id.stream()
                .distinct()
                .map(one -> papers.get(reader.getName(), one))
                .filter(paper -> paper.contentId() != null)
                .toList();
        if (all.isEmpty()) {
            throw Refusal.conflict("paper.erased");
        }
        headers(response, "application/zip", words.text("paper.zip.file", locale) + ".zip");
        try (var zip = new ZipOutputStream(response.getOutputStream(), StandardCharsets.UTF_8)) {
            for (var paper : all) {
                zip.putNextEntry(new ZipEntry(
                        (paper.number() + (as == As.PDF ? ".pdf" : ".docx")).replaceAll("[/\\\\:*?\"<>|]", "-")));
                zip.write(as == As.PDF ? pdf.of(papers.file(paper), paper.number()) : papers.bytes(paper));
            }
        }
    }

    /** As what papers are taken out. */
    enum As {
        WORD,
        PDF
    }

    static void send(HttpServletResponse response, String type, String name, byte[] content) throws IOException {
        headers(response, type, name);
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    private static void headers(HttpServletResponse response, String type, String name) {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, Attachment.named(name));
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    @PostMapping("/{id}/mark")
    String mark(Principal by, @PathVariable String id, @RequestParam PaperBook.Step step, RedirectAttributes told) {
        return done(id, told, () -> papers.mark(by.getName(), id, step));
    }

    @PostMapping("/{id}/void")
    String makeVoid(
            Principal by,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes told) {
        return done(id, told, () -> papers.makeVoid(by.getName(), id, reason));
    }

    @PostMapping("/{id}/scan")
    String scan(
            Principal by, @PathVariable String id, @RequestParam("file") MultipartFile file, RedirectAttributes told)
            throws IOException {
        if (file.isEmpty()) {
            return done(id, told, () -> {
                throw Refusal.invalid("file.add.choose-first");
            });
        }
        try (var sheet = file.getInputStream()) {
            return done(id, told, () -> {
                try {
                    papers.scanned(by.getName(), id, sheet);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
        }
    }

    private String done(String id, RedirectAttributes told, Runnable wish) {
        try {
            wish.run();
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.NOT_FOUND || refused.kind() == Refusal.Kind.FORBIDDEN) {
                throw refused;
            }
            told.addFlashAttribute("refused", redraw.text(refused));
        }
        return "redirect:/papers/" + id;
    }
}
