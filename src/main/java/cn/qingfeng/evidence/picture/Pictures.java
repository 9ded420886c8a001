package cn.qingfeng.evidence.picture;

import cn.qingfeng.evidence.FileType;
import cn.qingfeng.evidence.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Copies pictures without what they say beside the picture: place, time, camera, author, comments, thumbnails, and whatever
 * hangs behind their end. The picture itself is copied as it is, without loss. What is kept is a list of what a viewer
 * needs, so that an unknown block is dropped too.
 */
public final class Pictures {

    private Pictures() {}

    /** Copies the picture. */
    public static void copy(FileType type, Path file, OutputStream out) throws IOException {
        if (type == FileType.WEBP) {
            Webp.copy(file, out);
            return;
        }
        try (var in = Files.newInputStream(file)) {
            var source = new Source(in);
            switch (type) {
                case JPEG -> Jpeg.copy(source, out);
                case PNG -> Png.copy(source, out);
                case GIF -> Gif.copy(source, out);
                default -> throw new IllegalArgumentException(type + " is no picture");
            }
        }
    }
}
