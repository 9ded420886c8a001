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

/** What a store holds opens only whole, in order, and under its own name. */
class SealedFramesTests {

    private static final int FRAME = SealedFrames.FRAME;
    private static final int SEALED = FRAME + 16;

    private final byte[] key = new byte[32];

    @ParameterizedTest
    @ValueSource(ints = {0, 1, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME + 7})
    void openToWhatWasSealed(int length) throws IOException {
        var content = content(length);
        assertThat(opened("a", sealed("a", content))).isEqualTo(content);
    }

    @Test
    void doNotOpenUnderAnotherName() throws IOException {
        var sealed = sealed("a", content(10));
        assertThatThrownBy(() -> opened("b", sealed)).isInstanceOf(IOException.class);
    }

    @Test
    void doNotOpenWhenTheEndIsCutOffAtAFrame() throws IOException {
        var sealed = sealed("a", content(3 * FRAME));
        for (var frames = 1; frames <= 2; frames++) {
            var cut = Arrays.copyOf(sealed, frames * SEALED);
            assertThatThrownBy(() -> opened("a", cut)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void doNotOpenWhenTwoFramesChangedPlaces() throws IOException {
        var sealed = sealed("a", content(3 * FRAME));
        var first = Arrays.copyOf(sealed, SEALED);
        System.arraycopy(sealed, SEALED, sealed, 0, SEALED);
        System.arraycopy(first, 0, sealed, SEALED, SEALED);
        assertThatThrownBy(() -> opened("a", sealed)).isInstanceOf(IOException.class);
    }

    @Test
    void doNotOpenWhenOneBitChanged() throws IOException {
        var sealed = sealed("a", content(100));
        sealed[50] ^= 1;
        assertThatThrownBy(() -> opened("a", sealed)).isInstanceOf(IOException.class);
    }

    private byte[] sealed(String name, byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var sealing = SealedFrames.sealing(key, name, out)) {
            sealing.write(content);
        }
        return out.toByteArray();
    }

    private byte[] opened(String name, byte[] sealed) throws IOException {
        try (var opening = SealedFrames.opening(key, name, new ByteArrayInputStream(sealed))) {
            return opening.readAllBytes();
        }
    }

    private static byte[] content(int length) {
        var content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }
}
