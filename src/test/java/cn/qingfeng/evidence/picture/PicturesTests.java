package cn.qingfeng.evidence.picture;

import static cn.qingfeng.testing.SomeFiles.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.evidence.FileType;
import cn.qingfeng.testing.SomeFiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A picture says no more than what is to be seen on it. */
class PicturesTests {

    @TempDir
    Path folder;

    static Stream<Arguments> pictures() {
        return Stream.of(
                Arguments.of(FileType.JPEG, SomeFiles.photo()),
                Arguments.of(FileType.PNG, SomeFiles.png()),
                Arguments.of(FileType.GIF, SomeFiles.gif()),
                Arguments.of(FileType.WEBP, SomeFiles.webp()));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void loseTheirPlaceTheirNotesAndWhatHangsBehindThem(FileType type, byte[] content) throws IOException {
        assertThat(text(content)).contains(SECRET);
        assertThat(text(stripped(type, content)))
                .doesNotContain(SECRET)
                .doesNotContain("xmp")
                .doesNotContain("trailer");
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void stayTheSamePicture(FileType type, byte[] content) throws IOException {
        if (type == FileType.WEBP) {
            // The JDK reads no WebP: what draws it is compared byte by byte.
            assertThat(text(stripped(type, content)))
                    .contains(text(content).substring(30, text(content).indexOf("EXIF")));
            return;
        }
        var before = ImageIO.read(new ByteArrayInputStream(content));
        var after = ImageIO.read(new ByteArrayInputStream(stripped(type, content)));
        assertThat(pixels(after)).isEqualTo(pixels(before));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void areTheSameAfterASecondTime(FileType type, byte[] content) throws IOException {
        var once = stripped(type, content);
        assertThat(stripped(type, once)).isEqualTo(once);
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void areRefusedWhereverTheyWereCutOff(FileType type, byte[] content) throws IOException {
        var whole = stripped(type, content);
        for (var length = 1; length < whole.length; length += 1 + whole.length / 40) {
            var cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> stripped(type, cut))
                    .as("%s cut at %s of %s", type, cut.length, whole.length)
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo("file.broken"));
        }
    }

    @Test
    void keepWhichWayUpAPhotoIsHeld() throws IOException {
        var stripped = stripped(FileType.JPEG, SomeFiles.photo());
        var at = text(stripped).indexOf("Exif\0\0");
        assertThat(Orientation.in(Arrays.copyOfRange(stripped, at + 6, stripped.length)))
                .isEqualTo(6);
        assertThat(text(stripped(FileType.PNG, SomeFiles.png()))).contains("eXIf");
    }

    @Test
    void tellTheirOwnLengthAndNoMetadataInTheHeadOfAWebp() throws IOException {
        var stripped = stripped(FileType.WEBP, SomeFiles.webp());
        assertThat(stripped[4] & 0xFF).isEqualTo(stripped.length - 8);
        assertThat(stripped[20] & 0x0C).as("flags for EXIF and XMP").isZero();
    }

    private byte[] stripped(FileType type, byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        Pictures.copy(type, Files.write(folder.resolve("picture"), content), out);
        return out.toByteArray();
    }

    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }
}
