package cn.qingfeng.sample;

import cn.qingfeng.clue.Clue;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** A drawn picture that stands for the photo of a signed document, another one for each clue, the same at every start. */
final class ProofPicture {

    private static final int WIDTH = 480;
    private static final int HEIGHT = 640;

    private ProofPicture() {}

    /** What the handler calls it. */
    static String name(Clue clue) {
        return clue.number() + ".png";
    }

    static byte[] of(Clue clue) {
        return of(clue.content().title());
    }

    /** The same for the same words. */
    static byte[] of(String words) {
        var chance = new Random(words.hashCode());
        var picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var brush = picture.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        brush.setColor(new Color(0xFDFCF7));
        brush.fillRect(0, 0, WIDTH, HEIGHT);
        brush.setColor(new Color(0x3A3F47));
        brush.fillRect(140, 56, 200, 14);
        for (var line = 0; line < 11; line++) {
            brush.fillRect(60, 120 + line * 32, 180 + chance.nextInt(180), 6);
        }
        // The seal, a little askew.
        brush.setColor(new Color(0xC8, 0x2A, 0x2A, 190));
        brush.setStroke(new BasicStroke(6));
        brush.rotate(chance.nextDouble() - 0.5, 340, 520);
        brush.drawOval(280, 460, 120, 120);
        var star = new Polygon();
        for (var point = 0; point < 10; point++) {
            var reach = point % 2 == 0 ? 34 : 13;
            var turn = Math.PI * point / 5 - Math.PI / 2;
            star.addPoint((int) (340 + reach * Math.cos(turn)), (int) (520 + reach * Math.sin(turn)));
        }
        brush.fillPolygon(star);
        brush.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
