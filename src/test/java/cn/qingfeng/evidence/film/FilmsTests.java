package cn.qingfeng.evidence.film;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.evidence.FileType;
import cn.qingfeng.evidence.Inspection;
import cn.qingfeng.testing.SomeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Recordings and videos tell nothing beside sound and picture, and lose nothing of these. */
class FilmsTests {

    @TempDir
    Path folder;

    static Stream<Arguments> films() {
        return Stream.of(
                Arguments.of(FileType.MP4, SomeFiles.film("isom")),
                Arguments.of(FileType.MOV, SomeFiles.film("qt  ")),
                Arguments.of(FileType.THREE_GP, SomeFiles.film("3gp4")),
                Arguments.of(FileType.M4A, SomeFiles.film("M4A ")),
                Arguments.of(FileType.WAV, SomeFiles.wav()),
                Arguments.of(FileType.MP3, SomeFiles.mp3()),
                Arguments.of(FileType.WEBM, SomeFiles.matroska("webm", false)),
                Arguments.of(FileType.WEBM, SomeFiles.matroska("webm", true)),
                Arguments.of(FileType.MKV, SomeFiles.matroska("matroska", false)),
                Arguments.of(FileType.WMV, SomeFiles.wmv()),
                Arguments.of(FileType.FLV, SomeFiles.flv()),
                Arguments.of(FileType.OGG, SomeFiles.ogg()));
    }

    @ParameterizedTest
    @MethodSource("films")
    void keepsSoundAndPictureWhereTheyAreAndNothingElse(FileType type, byte[] content) throws IOException {
        var file = Files.write(folder.resolve("film"), content);
        assertThat(new String(content, StandardCharsets.ISO_8859_1)).contains(SomeFiles.SECRET);
        assertThat(Inspection.of(file)).isEqualTo(type);

        Films.clean(type, file);

        var before = new String(content, StandardCharsets.ISO_8859_1);
        var after = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(after).hasSameSizeAs(before).doesNotContain(SomeFiles.SECRET, SomeFiles.MOMENT);
        assertThat(after.indexOf(SomeFiles.PICTURE)).isPositive().isEqualTo(before.indexOf(SomeFiles.PICTURE));
        assertThat(Inspection.of(file)).isEqualTo(type);
    }

    @ParameterizedTest
    @MethodSource("films")
    void whateverItsTablesSayItEnds(FileType type, byte[] whole) throws IOException {
        var random = new Random(20261127);
        for (var n = 0; n < 200; n++) {
            var content = whole.clone();
            for (var hits = 0; hits < 6; hits++) {
                content[random.nextInt(content.length)] = (byte) random.nextInt(256);
            }
            var file = Files.write(folder.resolve("broken"), content);
            try {
                Films.clean(type, file);
            } catch (cn.qingfeng.Refusal broken) {
                assertThat(broken.key()).isEqualTo("file.broken");
            }
            assertThat(Files.size(file)).isEqualTo(content.length);
        }
    }
}
