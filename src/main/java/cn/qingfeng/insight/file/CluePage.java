package cn.qingfeng.insight.file;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.CameFrom;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.ending.Endings;
import cn.qingfeng.evidence.upload.PendingUploads;
import cn.qingfeng.insight.following.Following;
import cn.qingfeng.paper.PaperLines;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One clue's file as a page. */
@Controller
class CluePage {

    /** As of every page of ours, and the style attributes that the diagram's viewer sets on its own marks. */
    private static final String POLICY =
            "default-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:;"
                    + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    private final ClueDossiers files;
    private final Endings endings;
    private final PaperLines papers;
    private final LedgerWords words;
    private final Following following;
    private final List<CameFrom> origins;

    CluePage(
            ClueDossiers files,
            Endings endings,
            PaperLines papers,
            LedgerWords words,
            Following following,
            List<CameFrom> origins) {
        this.origins = origins;
        this.papers = papers;
        this.files = files;
        this.endings = endings;
        this.words = words;
        this.following = following;
    }

    @GetMapping("/clues/{number}")
    @Transactional(readOnly = true)
    public String show(
            Principal reader, Locale locale, @PathVariable String number, Model model, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
        model.addAttribute("clue", files.of(reader.getName(), number, locale));
        model.addAttribute("follows", following.follows(reader.getName(), ClueNumber.of(number)));
        model.addAttribute("mayEnd", endings.mayEnd(reader.getName(), number));
        model.addAttribute("papers", papers.of(reader.getName(), ClueNumber.of(number), locale));
        model.addAttribute(
                "origins",
                origins.stream()
                        .flatMap(room -> room.of(ClueNumber.of(number), reader.getName()).stream())
                        .toList());
        model.addAttribute("words", words);
        model.addAttribute("mostBytes", PendingUploads.mostBytes());
        model.addAttribute("mostMegabytes", PendingUploads.mostMegabytes());
        return "insight/clue";
    }
}
