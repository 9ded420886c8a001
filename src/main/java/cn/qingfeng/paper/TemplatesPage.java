package cn.qingfeng.paper;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.paper.pdf.PdfDrawing;
import cn.qingfeng.paper.word.WordLayout;
import cn.qingfeng.web.Redraw;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The office's templates: taken down, changed in Word, looked at on a clue, put in from a day, taken back. */
@Controller
@RequestMapping("/papers/templates")
@PreAuthorize("@rights.has(authentication, 'KEEP_TEMPLATES')")
class TemplatesPage {

    /** One kind on the list; {@code shippedChanged}: the product's own is another one than when the office put in its own. */
    record Line(
            PaperKind kind,
            String name,
            String inForce,
            String next,
            boolean shippedChanged,
            String series,
            String pattern) {}

    /** A place that a template may name, and whether the one in force does. */
    record Offered(String word, boolean used, boolean ofRows) {}

    private final PaperTemplates templates;
    private final PaperNumbers numbers;
    private final PaperFacts facts;
    private final Papers papers;
    private final ClueLedger ledger;
    private final PdfDrawing pdf;
    private final LedgerWords words;
    private final Redraw redraw;
    private final Clock clock;

    TemplatesPage(
            PaperTemplates templates,
            PaperNumbers numbers,
            PaperFacts facts,
            Papers papers,
            ClueLedger ledger,
            PdfDrawing pdf,
            LedgerWords words,
            Redraw redraw,
            Clock clock) {
        this.templates = templates;
        this.numbers = numbers;
        this.facts = facts;
        this.papers = papers;
        this.ledger = ledger;
        this.pdf = pdf;
        this.words = words;
        this.redraw = redraw;
        this.clock = clock;
    }

    @GetMapping
    String list(Locale locale, Model model) {
        var versions = templates.versions();
        var patterns = numbers.patterns();
        var lines = Arrays.stream(PaperKind.values())
                .map(kind -> line(kind, versions.getOrDefault(kind, List.of()), patterns.get(kind.name()), locale))
                .toList();
        model.addAttribute("lines", lines);
        model.addAttribute("sealedPattern", patterns.get(PaperNumbers.SEALED));
        model.addAttribute("pdfPossible", pdf.isPossible());
        return "paper/templates";
    }

    private Line line(PaperKind kind, List<PaperTemplates.Version> versions, String pattern, Locale locale) {
        var current = templates.current(versions);
        var next = versions.stream()
                .filter(version ->
                        version.takenBackAt() == null && version.holdsFrom().isAfter(LocalDate.now(clock)))
                .findFirst();
        return new Line(
                kind,
                words.code("paper.kind", kind, locale),
                current.map(version -> words.text("paper.template.own", locale, String.valueOf(version.number())))
                        .orElseGet(() -> words.text("paper.template.product", locale)),
                next.map(version -> words.text(
                                "paper.template.next",
                                locale,
                                String.valueOf(version.number()),
                                version.holdsFrom().toString()))
                        .orElse(""),
                current.filter(version -> !version.shippedBefore().equals(PaperTemplates.hash(templates.shipped(kind))))
                        .isPresent(),
                kind.name(),
                pattern);
    }

    @PostMapping("/pattern")
    @Transactional
    public String pattern(
            Principal office, @RequestParam String series, @RequestParam String pattern, RedirectAttributes told) {
        if (PaperNumbers.series().noneMatch(series::equals)) {
            throw Refusal.notFound("paper.unknown");
        }
        try {
            numbers.write(series, pattern, office.getName());
            told.addFlashAttribute("done", true);
        } catch (Refusal refused) {
            told.addFlashAttribute("refused", redraw.text(refused));
        }
        return "redirect:/papers/templates";
    }

    @GetMapping("/{kind}")
    String show(@PathVariable PaperKind kind, Locale locale, Model model, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", PaperPage.POLICY);
        var used = templates.inForce(kind).used();
        model.addAttribute("kind", kind);
        var versions = templates.versions(kind);
        model.addAttribute("line", line(kind, versions, numbers.pattern(kind.name()), locale));
        model.addAttribute("versions", versions);
        model.addAttribute(
                "current",
                templates.current(versions).map(PaperTemplates.Version::id).orElse(null));
        model.addAttribute(
                "places",
                Stream.concat(
                                kind.places().stream()
                                        .map(place -> new Offered(templates.name(place), used.contains(place), false)),
                                kind.ofRows().stream()
                                        .map(place -> new Offered(templates.name(place), used.contains(place), true)))
                        .toList());
        model.addAttribute("words", words);
        model.addAttribute("locale", locale);
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("ofClues", kind.about() != PaperKind.About.PACK);
        return "paper/template";
    }

    @GetMapping("/{kind}/word")
    void download(
            @PathVariable PaperKind kind, @RequestParam(defaultValue = "") String version, HttpServletResponse response)
            throws IOException {
        var content = version.equals("shipped")
                ? templates.shipped(kind)
                : version.isEmpty() ? templates.inForce(kind).file().bytes() : templates.content(version);
        PaperPage.send(response, PaperPage.WORD, words.code("paper.kind", kind, Locale.CHINA) + ".docx", content);
    }

    /** Looks at what is handed in, on a clue if one is named; keeps it only when that is asked for. */
    @PostMapping("/{kind}")
    String handIn(
            Principal office,
            @PathVariable PaperKind kind,
            @RequestParam("file") MultipartFile file,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String clue,
            @RequestParam(defaultValue = "check") String act,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes told)
            throws IOException {
        try {
            if (file.isEmpty()) {
                throw Refusal.invalid("file.add.choose-first");
            }
            try (var in = file.getInputStream()) {
                var content = in.readNBytes((cn.qingfeng.paper.word.WordFile.MOST_MEGABYTES << 20) + 1);
                var template = templates.checked(kind, content);
                if (act.equals("put")) {
                    templates.put(kind, content, day(from), office.getName());
                    told.addFlashAttribute("done", true);
                    return "redirect:/papers/templates/" + kind;
                }
                compare(kind, template, model);
                if (!clue.isBlank()) {
                    model.addAttribute("sheet", preview(office, kind, ClueNumber.of(clue), content));
                }
            }
        } catch (Refusal refused) {
            redraw.with(refused, model);
        }
        model.addAttribute("typedClue", clue);
        model.addAttribute("typedFrom", from);
        return show(kind, locale, model, response);
    }

    private WordLayout.Sheet preview(Principal office, PaperKind kind, ClueNumber number, byte[] content) {
        // Before the clue is looked at: whether it is the person's to see is asked with the preview.
        var wish = new Papers.Wish(kind, number, "", Map.of(), null);
        papers.requireSight(office.getName(), number);
        var subject = facts.subjects(kind, ledger.get(number)).stream().findFirst();
        return WordLayout.of(papers.preview(
                office.getName(), new Papers.Wish(kind, wish.clue(), subject.orElse(""), Map.of(), null), content));
    }

    private void compare(PaperKind kind, PaperTemplates.Template fresh, Model model) {
        var before = templates.inForce(kind).used();
        var added = new TreeSet<>(fresh.used());
        added.removeAll(before);
        var gone = new TreeSet<>(before);
        gone.removeAll(fresh.used());
        model.addAttribute("checked", true);
        model.addAttribute("added", named(added));
        model.addAttribute("gone", named(gone));
        model.addAttribute("withoutNumber", !fresh.used().contains(Place.NUMBER));
        model.addAttribute("fonts", pdf.standInsFor(fresh.file()));
        model.addAttribute("strange", String.join("\u3001", WordLayout.strangeFonts(fresh.file())));
        model.addAttribute("pdfPossible", pdf.isPossible());
    }

    private String named(TreeSet<Place> places) {
        return places.stream().map(place -> "${" + templates.name(place) + "}").collect(Collectors.joining(" "));
    }

    private LocalDate day(String typed) {
        try {
            return typed.isBlank() ? LocalDate.now(clock) : LocalDate.parse(typed);
        } catch (DateTimeParseException wrong) {
            throw Refusal.invalid("paper.template.day");
        }
    }

    @PostMapping("/{kind}/back")
    String takeBack(Principal office, @PathVariable PaperKind kind, @RequestParam String id, RedirectAttributes told) {
        try {
            templates.takeBack(kind, id, office.getName());
        } catch (Refusal refused) {
            told.addFlashAttribute("refused", redraw.text(refused));
        }
        return "redirect:/papers/templates/" + kind;
    }
}
