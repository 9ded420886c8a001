package cn.qingfeng.intake.plaque;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a scanned code turned out to be.
 *
 * @param code the place's code as the organization knows it; null when there is no such place
 * @param text the code as it was scanned, to be handed on to the next page
 */
public record Scan(PlaqueKind kind, String code, Standing standing, String text) {

    /** Whether a code can be believed. */
    public enum Standing {
        /** Signed by this installation, and the plaque's present code. */
        VALID,
        /** Once signed for this place, but the plaque was rotated since. */
        ROTATED,
        /** Not signed by this installation. */
        UNVERIFIED
    }

    /** The place, when the code was ever signed for it. */
    public Optional<String> place() {
        return standing == Standing.UNVERIFIED ? Optional.empty() : Optional.ofNullable(code);
    }

    /** As it stands in an address: {@code point=WY-001.1.…}. */
    public String query() {
        return kind.parameter() + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** As a page hands it on in its form: {@code point:WY-001.1.…}. */
    public String handOn() {
        return kind.parameter() + ":" + text;
    }
}
