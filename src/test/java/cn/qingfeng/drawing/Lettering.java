package cn.qingfeng.drawing;

import java.util.ArrayList;
import java.util.List;

/**
 * How much room a name takes, as the viewer sets it: Chinese letters are as wide as they are high, others a little more than
 * half, and a line breaks where the viewer breaks it.
 */
enum Lettering {
    /** Beside an event, a gateway or a line. */
    BESIDE(11, 90),
    /** In a task. */
    IN(12, 90);

    private static final double LINE = 1.2;

    private final double size;
    private final double widest;

    Lettering(double size, double widest) {
        this.size = size;
        this.widest = widest;
    }

    double width(String line) {
        return line.codePoints()
                .mapToDouble(letter -> letter < 0x2000 ? size * 0.6 : size)
                .sum();
    }

    List<String> lines(String name) {
        var lines = new ArrayList<String>();
        for (var paragraph : name.split("\n")) {
            var rest = paragraph;
            while (width(rest) > widest && rest.length() > 1) {
                var line = rest;
                while (width(line) > widest && line.length() > 1) {
                    // As the viewer shortens: to what would fit on average, less one.
                    line = line.substring(0, (int) Math.max(1, Math.round(line.length() * widest / width(line) - 1)));
                }
                lines.add(line);
                rest = rest.substring(line.length());
            }
            lines.add(rest);
        }
        return lines;
    }

    double width(List<String> lines) {
        return lines.stream().mapToDouble(this::width).max().orElse(0);
    }

    double height(List<String> lines) {
        return lines.size() * size * LINE;
    }
}
