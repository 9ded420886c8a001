package cn.qingfeng.paper.pdf;

import cn.qingfeng.Messages;
import cn.qingfeng.paper.word.WordFile;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** The drawing of PDFs without the rest of the product. */
public final class PdfDrawings {

    private final PdfDrawing drawing;

    public PdfDrawings() {
        var found = new ClassLoaderTemplateResolver();
        found.setPrefix("templates/");
        found.setSuffix(".html");
        found.setTemplateMode(TemplateMode.HTML);
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(found);
        engine.setTemplateEngineMessageSource(Messages.source());
        drawing = new PdfDrawing(new PdfFonts(""), engine, Messages.source());
    }

    public boolean arePossible() {
        return drawing.isPossible();
    }

    public byte[] of(WordFile paper, String title) {
        return drawing.of(paper, title);
    }
}
