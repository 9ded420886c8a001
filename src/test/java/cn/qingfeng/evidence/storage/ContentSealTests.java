package cn.qingfeng.evidence.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store holds opens only whole, in order, and under its own name; so does what was sealed before Tink. */
class ContentSealTests {

    private static final int PIECE = 1 << 18;
    private static final byte[] OLDER_KEY = new byte[32];

    private interface Sealed {
        byte[] of(String name, byte[] content) throws IOException;

        default ContentSeal seal() {
            return OlderFramesOut.seal(OLDER_KEY, "");
        }
    }

    private static final class Today implements Sealed {
        private final ContentSeal seal = ContentSeal.fresh();

        @Override
        public byte[] of(String name, byte[] content) throws IOException {
            var out = new ByteArrayOutputStream();
            try (var sealing = seal.sealing(name, out)) {
                sealing.write(content);
            }
            return out.toByteArray();
        }

        @Override
        public ContentSeal seal() {
            return ContentSeal.read(seal.written());
        }
    }

    private final Sealed today = new Today();
    private final Sealed before = (name, content) -> OlderFramesOut.sealed(OLDER_KEY, name, content);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PIECE - 57, PIECE - 56, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7})
    void opensToWhatWasSealed(int length) throws IOException {
        for (var way : new Sealed[] {today, before}) {
            var content = content(length);
            assertThat(opened(way, "a", way.of("a", content))).isEqualTo(content);
        }
    }

    @Test
    void tellsTheOlderOnesByTheirKeyAndKeepsTheHash() {
        assertThat(today.seal().isOlder()).isFalse();
        assertThat(before.seal().isOlder()).isTrue();
        assertThat(ContentSeal.read(ContentSeal.fresh().of("abc").written()).sha256())
                .isEqualTo("abc");
    }

    @Test
    void doesNotOpenUnderAnotherName() throws IOException {
        for (var way : new Sealed[] {today, before}) {
            var sealed = way.of("a", content(10));
            assertThatThrownBy(() -> opened(way, "b", sealed)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void doesNotOpenWhenTheEndIsCutOffBetweenTwoPieces() throws IOException {
        for (var pieces = 1; pieces <= 2; pieces++) {
            var cut = Arrays.copyOf(today.of("a", content(3 * PIECE)), pieces * PIECE);
            assertThatThrownBy(() -> opened(today, "a", cut)).isInstanceOf(IOException.class);
            var cutFrames = Arrays.copyOf(before.of("a", content(3 * PIECE)), pieces * (PIECE + 16));
            assertThatThrownBy(() -> opened(before, "a", cutFrames)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void doesNotOpenWhenTwoPiecesChangedPlaces() throws IOException {
        var sealed = exchanged(today.of("a", content(4 * PIECE)), PIECE);
        assertThatThrownBy(() -> opened(today, "a", sealed)).isInstanceOf(IOException.class);
        var frames = exchanged(before.of("a", content(4 * PIECE)), PIECE + 16);
        assertThatThrownBy(() -> opened(before, "a", frames)).isInstanceOf(IOException.class);
    }

    @Test
    void doesNotOpenWhenOneBitChanged() throws IOException {
        for (var way : new Sealed[] {today, before}) {
            var sealed = way.of("a", content(100));
            sealed[60] ^= 1;
            assertThatThrownBy(() -> opened(way, "a", sealed)).isInstanceOf(IOException.class);
        }
    }

    /** The second and the third piece of this length in each other's place. */
    private static byte[] exchanged(byte[] sealed, int piece) {
        var second = Arrays.copyOfRange(sealed, piece, 2 * piece);
        System.arraycopy(sealed, 2 * piece, sealed, piece, piece);
        System.arraycopy(second, 0, sealed, 2 * piece, piece);
        return sealed;
    }

    private static byte[] opened(Sealed way, String name, byte[] sealed) throws IOException {
        try (var opening = way.seal().opening(name, new ByteArrayInputStream(sealed))) {
            return opening.readAllBytes();
        }
    }

    private static byte[] content(int length) {
        var content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }
}
