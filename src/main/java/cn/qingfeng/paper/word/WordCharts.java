package cn.qingfeng.paper.word;

import cn.qingfeng.paper.PaperValues.Bar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.xddf.usermodel.XDDFColor;
import org.apache.poi.xddf.usermodel.XDDFSolidFillProperties;
import org.apache.poi.xddf.usermodel.chart.AxisCrossBetween;
import org.apache.poi.xddf.usermodel.chart.AxisCrosses;
import org.apache.poi.xddf.usermodel.chart.AxisPosition;
import org.apache.poi.xddf.usermodel.chart.BarDirection;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.XDDFBarChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;

/** Puts a chart of Word's own into a paper, which an official can change in Word like any other. */
public final class WordCharts {

    /** What stands in the chart's place until it is drawn; nobody types it. */
    public static final String PLACE = "\uE000\uE001";

    private static final double WIDTH = 14.5;
    private static final double LEAST = 4;
    private static final double TALLEST = 18;

    private static final byte[] BLUE = {0x2f, 0x5d, (byte) 0x8a};

    private WordCharts() {}

    /**
     * The file with bars in the place of {@link #PLACE}; as it is where there is no such place, without the place where there is
     * nothing to draw.
     *
     * @param series what the bars measure
     */
    public static WordFile drawn(WordFile file, String series, List<Bar> bars) {
        try (var document = new XWPFDocument(new ByteArrayInputStream(file.bytes()))) {
            var place = document.getParagraphs().stream()
                    .filter(paragraph -> paragraph.getText().contains(PLACE))
                    .findFirst();
            if (place.isEmpty()) {
                return file;
            }
            clear(place.get());
            if (!bars.isEmpty()) {
                draw(document, place.get(), series, bars);
            }
            var out = new ByteArrayOutputStream();
            document.write(out);
            return WordFile.own(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void clear(XWPFParagraph place) {
        while (!place.getRuns().isEmpty()) {
            place.removeRun(0);
        }
        place.setIndentationFirstLine(0);
        if (place.getCTP().isSetPPr() && place.getCTP().getPPr().isSetSpacing()) {
            // A line of a fixed height would cut the chart off.
            place.getCTP().getPPr().unsetSpacing();
        }
        if (place.getCTP().isSetPPr() && place.getCTP().getPPr().isSetInd()) {
            place.getCTP().getPPr().unsetInd();
        }
    }

    private static void draw(XWPFDocument document, XWPFParagraph place, String series, List<Bar> bars)
            throws IOException, InvalidFormatException {
        var height = Math.min(TALLEST, LEAST + 0.6 * bars.size());
        var chart = document.createChart(place.createRun(), (int) Math.round(WIDTH * Units.EMU_PER_CENTIMETER), (int)
                Math.round(height * Units.EMU_PER_CENTIMETER));
        var names = chart.createCategoryAxis(AxisPosition.LEFT);
        var amounts = chart.createValueAxis(AxisPosition.BOTTOM);
        amounts.setCrosses(AxisCrosses.AUTO_ZERO);
        amounts.setCrossBetween(AxisCrossBetween.BETWEEN);
        amounts.setMinimum(0);
        var data = (XDDFBarChartData) chart.createData(ChartTypes.BAR, names, amounts);
        data.setBarDirection(BarDirection.BAR);
        data.setVaryColors(false);
        var line = data.addSeries(
                XDDFDataSourcesFactory.fromArray(bars.stream().map(Bar::name).toArray(String[]::new)),
                XDDFDataSourcesFactory.fromArray(bars.stream().map(Bar::value).toArray(Double[]::new)));
        line.setTitle(series, null);
        line.setFillProperties(new XDDFSolidFillProperties(XDDFColor.from(BLUE)));
        chart.plot(data);
        chart.setTitleText(series);
        chart.setTitleOverlay(false);
    }
}
