package cn.qingfeng.docs;

import cn.qingfeng.paper.PaperKind;
import cn.qingfeng.paper.word.WordFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openxmlformats.schemas.officeDocument.x2006.sharedTypes.STOnOff1;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyles;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STBorder;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STDocGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STFldCharType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STLineSpacingRule;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STPageOrientation;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

/**
 * Draws the product's own templates ({@code mvn -Dgroups=docs test}): A4, margins, lines and signs of GB/T 9704-2012, with a
 * red head for what the office sends under its own name. An office changes its copy in Word and puts it in on the page of
 * templates; what is drawn here is never written over that.
 */
@Tag("docs")
class TemplatesDocument {

    private static final Path FOLDER = Path.of("src/main/resources/paper");

    private static final String TEXT = "仿宋_GB2312";
    private static final String HEADING = "黑体";
    private static final String TITLE = "方正小标宋简体";
    private static final String RED = "FF0000";
    private static final String OFFICE = "舞川县优化营商环境工作领导小组办公室";

    /** 3号, 2号 and 小四, in half points. */
    private static final int THREE = 16;

    private static final int TWO = 22;
    private static final int SMALL = 12;

    /** Exactly 22 lines on a page, in twips. */
    private static final int LINE = 580;

    private XWPFDocument paper;

    @Test
    void drawsAll() throws IOException {
        Files.createDirectories(FOLDER);
        for (var kind : PaperKind.values()) {
            begin(kind == PaperKind.WEEKLY || kind == PaperKind.MONTHLY);
            switch (kind) {
                case DISPATCH -> dispatch();
                case SUPERVISION -> order("督办单");
                case LISTED -> order("挂牌督办单");
                case TRANSFER -> transfer();
                case EXTENSION -> extension();
                case ADMITTED ->
                    letter(
                            "受理告知书",
                            "您于${登记日期}反映的“${问题标题}”（线索编号：${线索编号}）已收悉。经审查，属于营商环境问题受理范围，已于${受理日期}受理。",
                            "承诺办结时限：${办结时限}。办理期间可凭登记回执上的查询码查询进度、补充材料。",
                            "${正文}");
                case NOT_ADMITTED ->
                    letter(
                            "不予受理告知书",
                            "您于${登记日期}反映的“${问题标题}”（线索编号：${线索编号}）已收悉。经审查，因${不予受理原因}，决定不予受理。",
                            "说明：${不予受理说明}",
                            "${正文}",
                            "对不予受理有异议的，可持本告知书向本办公室申请复核。");
                case SUPPLEMENT ->
                    letter(
                            "补正告知书",
                            "您于${登记日期}反映的“${问题标题}”（线索编号：${线索编号}）已收悉。为便于核实办理，请补充以下材料或者说明：",
                            "${正文}",
                            "补充材料可凭查询码在网上提交，也可交到原登记窗口。");
                case SUSPENDED ->
                    letter(
                            "中止告知书",
                            "您反映的“${问题标题}”（线索编号：${线索编号}）自${中止日期}起中止办理，中止期间不计入办理时限。",
                            "${正文}",
                            "中止的情形消除后，即恢复办理并计算时限。");
                case ENDED -> letter("终止告知书", "您于${登记日期}反映的“${问题标题}”（线索编号：${线索编号}）已终止办理，现状态为：${状态}。", "${正文}");
                case CLOSED ->
                    letter(
                            "办结告知书",
                            "您于${登记日期}反映的“${问题标题}”（线索编号：${线索编号}）由${主办单位}办理，现已办结。办理结果：${办理结果}。",
                            "${答复内容}",
                            "${正文}",
                            "感谢您对优化营商环境工作的支持。");
                case RECEIPT -> receipt();
                case WEEKLY -> weekly();
                case MONTHLY -> monthly();
                case MINUTES -> minutes();
                case RESULT_LETTER -> result();
                case CERTIFICATE -> certificate();
                case TALK_LETTER ->
                    call(
                            "约谈通知书",
                            "根据${评议名称}评议结果，经研究，决定对你单位予以${措施}（事项编号：${事项编号}）。",
                            "请单位主要负责人按以下时间、地点参加约谈，并书面说明问题和整改打算：");
                case RECTIFY_LETTER ->
                    call("限期整改通知书", "根据${评议名称}评议结果，经研究，决定对你单位予以${措施}（事项编号：${事项编号}）。", "请按以下要求整改，整改后在系统内报送凭据，经核对后解除：");
                case BALLOT_FORM -> ballot();
                default -> throw new IllegalStateException(kind + " has no template");
            }
            var bytes = new ByteArrayOutputStream();
            paper.write(bytes);
            // Without the moment of drawing, so that what is drawn again is the same file.
            Drawn.packed(
                    FOLDER.resolve(kind.name().toLowerCase(Locale.ROOT) + ".docx"),
                    WordFile.own(bytes.toByteArray()).bytes());
        }
    }

    private void begin(boolean across) {
        paper = new XWPFDocument();
        // Only what the product itself puts in: no name, no moment.
        paper.getProperties().getCoreProperties().setCreated(java.util.Optional.of(new java.util.Date(0)));
        // The grid of 28 signs on a line counts from the size of the usual text.
        var styles = CTStyles.Factory.newInstance();
        var usual = styles.addNewDocDefaults().addNewRPrDefault().addNewRPr();
        usual.addNewRFonts().setEastAsia(TEXT);
        usual.addNewSz().setVal(BigInteger.valueOf(2 * THREE));
        var normal = styles.addNewStyle();
        normal.setType(STStyleType.PARAGRAPH);
        normal.setStyleId("Normal");
        normal.setDefault(STOnOff1.ON);
        normal.addNewName().setVal("Normal");
        normal.addNewRPr().addNewSz().setVal(BigInteger.valueOf(2 * THREE));
        paper.createStyles().setStyles(styles);
        var section = paper.getDocument().getBody().addNewSectPr();
        var size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(across ? 16838 : 11906));
        size.setH(BigInteger.valueOf(across ? 11906 : 16838));
        if (across) {
            size.setOrient(STPageOrientation.LANDSCAPE);
        }
        var margins = section.addNewPgMar();
        margins.setTop(BigInteger.valueOf(across ? 1587 : 2098));
        margins.setBottom(BigInteger.valueOf(across ? 1474 : 1984));
        margins.setLeft(BigInteger.valueOf(across ? 1984 : 1587));
        margins.setRight(BigInteger.valueOf(across ? 2098 : 1474));
        margins.setHeader(BigInteger.valueOf(851));
        margins.setFooter(BigInteger.valueOf(1400));
        margins.setGutter(BigInteger.ZERO);
        var grid = section.addNewDocGrid();
        grid.setType(STDocGrid.LINES_AND_CHARS);
        grid.setLinePitch(BigInteger.valueOf(LINE));
        grid.setCharSpace(BigInteger.valueOf(-848));
        foot();
    }

    /** — 1 — in 4号宋体. */
    private void foot() {
        var foot = paper.createFooter(HeaderFooterType.DEFAULT);
        var line = foot.createParagraph();
        line.setAlignment(ParagraphAlignment.CENTER);
        run(line, "— ", "宋体", 14, false, null);
        var field = run(line, "", "宋体", 14, false, null);
        field.getCTR().addNewFldChar().setFldCharType(STFldCharType.BEGIN);
        field.getCTR().addNewInstrText().setStringValue("PAGE");
        field.getCTR().addNewFldChar().setFldCharType(STFldCharType.END);
        run(line, " —", "宋体", 14, false, null);
    }

    private XWPFRun run(XWPFParagraph line, String text, String font, int points, boolean bold, String colour) {
        var run = line.createRun();
        run.setText(text);
        run.setFontFamily(font, XWPFRun.FontCharRange.eastAsia);
        run.setFontFamily(font, XWPFRun.FontCharRange.ascii);
        run.setFontFamily(font, XWPFRun.FontCharRange.hAnsi);
        run.setFontSize(points);
        if (points == THREE) {
            // 28 signs of 16 points on 156 mm.
            run.setCharacterSpacing(-4);
        }
        run.setBold(bold);
        if (colour != null) {
            run.setColor(colour);
        }
        return run;
    }

    private XWPFParagraph line(String text, String font, int points, ParagraphAlignment to) {
        return line(text, font, points, to, null);
    }

    private XWPFParagraph line(String text, String font, int points, ParagraphAlignment to, String colour) {
        var line = paper.createParagraph();
        line.setAlignment(to);
        exact(line, Math.max(LINE, points * 26));
        // The grid is there for what the office adds; other programs than Word would give each sign two of its cells.
        line.getCTP().getPPr().addNewSnapToGrid().setVal(STOnOff1.OFF);
        run(line, text, font, points, false, colour);
        return line;
    }

    private static void exact(XWPFParagraph line, int twips) {
        var properties = line.getCTP().isSetPPr()
                ? line.getCTP().getPPr()
                : line.getCTP().addNewPPr();
        var spacing = properties.isSetSpacing() ? properties.getSpacing() : properties.addNewSpacing();
        spacing.setLine(BigInteger.valueOf(twips));
        spacing.setLineRule(STLineSpacingRule.EXACT);
    }

    /** A paragraph of the text, its first line two signs in. */
    private void text(String text) {
        var line = line(text, TEXT, THREE, ParagraphAlignment.BOTH);
        line.setIndentationFirstLine(THREE * 2 * 20);
        line.getCTP().getPPr().getInd().setFirstLineChars(BigInteger.valueOf(200));
    }

    private void heading(String text) {
        var line = line(text, HEADING, THREE, ParagraphAlignment.BOTH);
        line.setIndentationFirstLine(THREE * 2 * 20);
        line.getCTP().getPPr().getInd().setFirstLineChars(BigInteger.valueOf(200));
    }

    private void gap() {
        line("", TEXT, THREE, ParagraphAlignment.BOTH);
    }

    /** The red head, the number under it, and the red line. */
    private void redHead() {
        // The mark stands 35 mm under the upper edge of the text.
        line(OFFICE, TITLE, 24, ParagraphAlignment.CENTER, RED).setSpacingBefore(700);
        gap();
        var number = line("${文号}", TEXT, THREE, ParagraphAlignment.CENTER);
        var border = number.getCTP().getPPr().addNewPBdr().addNewBottom();
        border.setVal(STBorder.SINGLE);
        border.setColor(RED);
        border.setSz(BigInteger.valueOf(16));
        border.setSpace(BigInteger.valueOf(11));
        gap();
    }

    private void title(String text) {
        line(text, TITLE, TWO, ParagraphAlignment.CENTER);
        gap();
    }

    /** Name and date at the right, four signs in, with room for the seal over them. */
    private void signed(String who) {
        gap();
        line(who + "（盖章）", TEXT, THREE, ParagraphAlignment.RIGHT).setIndentationRight(2 * THREE * 20);
        line("${签发日期}", TEXT, THREE, ParagraphAlignment.RIGHT).setIndentationRight(4 * THREE * 20);
    }

    /** The lines at the end: who gets a copy, who printed it. */
    private void record() {
        gap();
        var copies = line("抄送：${抄送}", TEXT, 14, ParagraphAlignment.LEFT);
        rule(copies, true, 6);
        rule(copies, false, 4);
        var printed = line(OFFICE + "　${签发日期}印发", TEXT, 14, ParagraphAlignment.LEFT);
        rule(printed, false, 6);
    }

    private static void rule(XWPFParagraph line, boolean above, int eighths) {
        var properties = line.getCTP().getPPr();
        var borders = properties.isSetPBdr() ? properties.getPBdr() : properties.addNewPBdr();
        var rule = above ? borders.addNewTop() : borders.addNewBottom();
        rule.setVal(STBorder.SINGLE);
        rule.setSz(BigInteger.valueOf(eighths));
        rule.setSpace(BigInteger.valueOf(4));
        rule.setColor("000000");
    }

    private void table(List<Integer> widths, List<String> head, List<String> row) {
        var table = paper.createTable(2, widths.size());
        prepare(table, widths);
        for (var at = 0; at < widths.size(); at++) {
            cell(table, 0, at, head.get(at), HEADING);
            cell(table, 1, at, row.get(at), TEXT);
        }
        table.getRow(0).setRepeatHeader(true);
    }

    /** Labels at the left, what is filled in at the right. */
    private void form(List<List<String>> rows) {
        var table = paper.createTable(rows.size(), 4);
        prepare(table, List.of(1700, 2722, 1700, 2722));
        for (var at = 0; at < rows.size(); at++) {
            var row = rows.get(at);
            cell(table, at, 0, row.get(0), HEADING);
            if (row.size() == 2) {
                var wide = table.getRow(at).getCell(1);
                (wide.getCTTc().isSetTcPr()
                                ? wide.getCTTc().getTcPr()
                                : wide.getCTTc().addNewTcPr())
                        .addNewGridSpan()
                        .setVal(BigInteger.valueOf(3));
                table.getRow(at).removeCell(3);
                table.getRow(at).removeCell(2);
                cell(table, at, 1, row.get(1), TEXT);
            } else {
                cell(table, at, 1, row.get(1), TEXT);
                cell(table, at, 2, row.get(2), HEADING);
                cell(table, at, 3, row.get(3), TEXT);
            }
        }
    }

    /** Room for signatures and seals under the last row's words. */
    private void room(int twips) {
        var table = paper.getTables().get(paper.getTables().size() - 1);
        table.getRow(table.getNumberOfRows() - 1).setHeight(twips);
    }

    private static void prepare(XWPFTable table, List<Integer> widths) {
        var grid = table.getCTTbl().getTblGrid() == null
                ? table.getCTTbl().addNewTblGrid()
                : table.getCTTbl().getTblGrid();
        while (grid.sizeOfGridColArray() > 0) {
            grid.removeGridCol(0);
        }
        widths.forEach(width -> grid.addNewGridCol().setW(BigInteger.valueOf(width)));
        table.setWidth(widths.stream().mapToInt(Integer::intValue).sum());
        table.getRows().forEach(row -> {
            row.setCantSplitRow(true);
            for (var at = 0; at < widths.size(); at++) {
                row.getCell(at).setWidth(String.valueOf(widths.get(at)));
            }
        });
    }

    private void cell(XWPFTable table, int row, int column, String text, String font) {
        var cell = table.getRow(row).getCell(column);
        var line = cell.getParagraphs().get(0);
        line.setAlignment(font.equals(HEADING) ? ParagraphAlignment.CENTER : ParagraphAlignment.LEFT);
        line.getCTP().getPPr().addNewSnapToGrid().setVal(STOnOff1.OFF);
        run(line, text, font, SMALL, false, null);
        cell.setVerticalAlignment(org.apache.poi.xwpf.usermodel.XWPFTableCell.XWPFVertAlign.CENTER);
    }

    private void dispatch() {
        redHead();
        title("营商环境问题线索交办单");
        line("${主办单位}：", TEXT, THREE, ParagraphAlignment.LEFT);
        text("现将营商环境问题线索（线索编号：${线索编号}，${牌别}）交由你单位主办，协办单位：${协办单位}。请按以下要求办理，并在系统内签收、反馈。");
        heading("一、事项摘要");
        text("${事项摘要}");
        heading("二、办理要求");
        text("${办理要求}");
        text("${正文}");
        heading("三、时限");
        table(
                List.of(800, 2000, 2700, 3344),
                List.of("序号", "时限", "截止时间", "起算说明"),
                List.of("${序号}", "${时限名称}", "${截止时间}", "${时限说明}"));
        heading("四、保密要求");
        text("本件内容已作脱敏处理。不得打听、推测、泄露反映人身份，不得将本件交给与办理无关的人员。");
        gap();
        text("责任领导：${责任领导}　　签发人：${签发人}");
        text("承办单位签收：　　　　　　　　签收时间：");
        signed(OFFICE);
        record();
    }

    private void order(String name) {
        redHead();
        title(name);
        line("${责任单位}：", TEXT, THREE, ParagraphAlignment.LEFT);
        text("你单位承办的营商环境问题线索（线索编号：${线索编号}，${牌别}），因${督办原因}，现予${督办级别}（督办单号：${督办单号}，第${第几次}次）。");
        heading("一、存在问题");
        text("${存在问题}");
        heading("二、督办要求");
        text("${督办要求}");
        text("${正文}");
        heading("三、时限");
        text("请于${完成时限}前完成，并于${说明时限}前书面说明情况。");
        text("责任领导：${责任领导}　　签发人：${签发人}");
        if (name.startsWith("挂牌")) {
            text("批准人：${批准人}");
        }
        signed("舞川县人民政府督查机构");
        record();
    }

    private void transfer() {
        redHead();
        title("问题线索移交函");
        line("${主送}：", TEXT, THREE, ParagraphAlignment.LEFT);
        text("现将营商环境问题线索（线索编号：${线索编号}，${牌别}，承办单位：${主办单位}）有关情况移交你单位，移交函号：${移交函号}。");
        heading("一、移交理由");
        text("${移交理由}");
        heading("二、说明");
        text("办理不因移交而停止。本函不载明反映人身份。");
        text("${正文}");
        gap();
        form(List.of(
                List.of("移交单位", OFFICE, "接收单位", "${主送}"),
                List.of("移交人", "${移交人}", "接收人", "${接收人}"),
                List.of("移交日期", "${移交日期}", "接收日期", "${接收日期}"),
                List.of("接收登记号", "${接收登记号}"),
                List.of("移交单位签章", "", "接收单位签章", "")));
        room(1700);
        record();
    }

    private void extension() {
        title("办理时限延期审批表");
        line("${文号}", TEXT, SMALL, ParagraphAlignment.RIGHT);
        form(List.of(
                List.of("申请单号", "${申请单号}", "线索编号", "${线索编号}"),
                List.of("交办事项", "${问题标题}"),
                List.of("申请单位", "${申请单位}", "申请人", "${申请人}"),
                List.of("申请时间", "${申请时间}", "第几次申请", "${申请次数}"),
                List.of("原时限", "${原时限}", "申请天数", "${申请天数}"),
                List.of("理由", "${申请理由}"),
                List.of("拟延至", "${新时限}", "批准天数", "${批准天数}"),
                List.of("单位负责人", "${单位负责人}　　　　签字："),
                List.of("审批意见", "${审批意见}　${审批理由}　　审批人：${审批人}　${审批时间}　　签字："),
                List.of("备注", "${正文}")));
        signed(OFFICE);
    }

    private void letter(String name, String... said) {
        title(name);
        line("${文号}", TEXT, THREE, ParagraphAlignment.CENTER);
        gap();
        line("${主送}：", TEXT, THREE, ParagraphAlignment.LEFT);
        for (var one : said) {
            text(one);
        }
        signed(OFFICE);
    }

    private void receipt() {
        title("问题线索登记回执");
        line("${文号}", TEXT, SMALL, ParagraphAlignment.RIGHT);
        form(List.of(
                List.of("线索编号", "${线索编号}", "登记日期", "${登记日期}"),
                List.of("类别", "${类别}", "来源", "${来源}"),
                List.of("问题标题", "${问题标题}"),
                List.of("说明", "办理进度可凭登记时领取的查询码查询。查询码只在登记时给出一次，请妥善保管，不要告诉他人。"),
                List.of("备注", "${正文}"),
                List.of("经办人", "${签发人}", "日期", "${签发日期}")));
        signed(OFFICE);
    }

    private void weekly() {
        title("营商环境问题线索周交办清单");
        line("${文号}　　　　${期次}　　　　生成时间：${生成时间}", TEXT, SMALL, ParagraphAlignment.CENTER);
        text("本期共${件数}件，其中红牌${红牌件数}件、本周新交办${新交办件数}件、五个工作日内到期${即将到期件数}件、已逾期${逾期件数}件。");
        table(
                List.of(700, 1900, 1200, 1900, 3100, 800, 1200, 1156, 800 + 0),
                List.of("序号", "承办单位", "责任领导", "线索编号", "问题标题", "牌别", "状态", "时限", "督办"),
                List.of("${序号}", "${单位}", "${单位责任领导}", "${编号}", "${标题}", "${颜色}", "${办理状态}", "${到期时间}", "${督办情况}"));
        text("${图表}");
        text("${正文}");
        signed(OFFICE);
    }

    private void minutes() {
        redHead();
        title("${会议名称}纪要");
        text("${会议时间}，县优化营商环境工作领导小组办公室在${会议地点}召开联席会商，研究${件数}件问题线索。");
        heading("一、会商情况");
        text("${会商情况}");
        heading("二、议定事项");
        table(
                List.of(650, 1750, 1900, 1900, 1100, 800, 744),
                List.of("序号", "线索编号", "问题标题", "议定事项", "责任单位", "责任人", "时限"),
                List.of("${序号}", "${编号}", "${标题}", "${议定事项}", "${单位}", "${责任人}", "${到期时间}"));
        text("${正文}");
        signed(OFFICE);
        record();
    }

    private void result() {
        redHead();
        title("评议结果告知函");
        line("${单位名称}：", TEXT, THREE, ParagraphAlignment.LEFT);
        text("${评议名称}评议（${评议期间}）结果已公布。你单位（组别：${评议组别}）得${评议总分}分，${评议名次}，${评议等次}。各项得分如下：");
        table(
                List.of(3044, 1600, 2400, 1800),
                List.of("项目", "权重", "样本", "得分"),
                List.of("${项目}", "${权重}", "${样本}", "${得分}"));
        text("每一项怎么算、计入哪些线索，可在系统内查看。公布后有线索查不属实的，将剔除重算并另行公布。");
        text("${正文}");
        signed(OFFICE);
        record();
    }

    private void certificate() {
        gap();
        gap();
        line("荣誉证书", TITLE, 36, ParagraphAlignment.CENTER, RED);
        gap();
        line("${文号}", TEXT, THREE, ParagraphAlignment.CENTER);
        gap();
        line("${单位名称}：", TEXT, THREE, ParagraphAlignment.LEFT);
        text("在${评议名称}营商环境评议中，你单位得${评议总分}分，被评为“${评议等次}”单位。特发此证，以资鼓励。");
        text("${正文}");
        gap();
        signed(OFFICE);
    }

    private void call(String name, String ground, String wish) {
        redHead();
        title(name);
        line("${单位名称}：", TEXT, THREE, ParagraphAlignment.LEFT);
        text(ground);
        heading("一、依据");
        text("${依据}");
        heading("二、要求");
        text(wish);
        text("${正文}");
        text("签发人：${签发人}");
        signed(OFFICE);
        record();
    }

    /** No number of the paper and no firm: every copy is like every other. */
    private void ballot() {
        title("${评议名称}企业评议票");
        line("纸票编号（照抄评议码纸条上的编号）：＿＿＿＿＿＿", TEXT, SMALL, ParagraphAlignment.LEFT);
        line("请给打过交道的单位打分，5 分最好，1 分最差；不了解的空着。不要写企业名称和姓名。", TEXT, SMALL, ParagraphAlignment.LEFT);
        table(
                List.of(644, 3700, 900, 900, 900, 900, 900),
                List.of("序号", "单位", "效率", "主动服务", "公开", "执法公正", "总体"),
                List.of("${序号}", "${单位}", "", "", "", "", ""));
        line("填好后装进信封封好，交回送票的人或者直接交营商环境办公室。已经扫码评过的不用再填。", TEXT, SMALL, ParagraphAlignment.LEFT);
    }

    private void monthly() {
        line(OFFICE, TITLE, 24, ParagraphAlignment.CENTER, RED);
        line("${文号}", TEXT, THREE, ParagraphAlignment.CENTER);
        title("营商环境月讲评简报（${期次}）");
        text("本月办结${件数}件，讲评时各单位仍有逾期${逾期件数}件。排名按按期签收率、按期办结率、解决率、满意率和未重办率的平均值计算，样本不足的单位不参加排名。");
        table(
                List.of(800, 2400, 1200, 900, 900, 1100, 1100, 1000, 1000, 1000, 1000),
                List.of("名次", "单位", "责任领导", "办结", "逾期", "按期签收", "按期办结", "解决", "满意", "重办", "得分"),
                List.of(
                        "${名次}",
                        "${单位}",
                        "${单位责任领导}",
                        "${办结数}",
                        "${逾期数}",
                        "${按期签收率}",
                        "${按期办结率}",
                        "${解决率}",
                        "${满意率}",
                        "${重办率}",
                        "${得分}"));
        text("${图表}");
        heading("点名件");
        text("${点名件}");
        heading("各类事项");
        text("${各类事项}");
        text("${正文}");
        signed(OFFICE);
        record();
    }
}
