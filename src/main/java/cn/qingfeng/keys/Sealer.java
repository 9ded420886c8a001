package cn.qingfeng.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Seals what the database must not show: an AEAD of Google Tink under the newest data key, bound to its purpose and place, so that a text
 * copied to another row does not open. Sealed texts begin with their key's number; those without one are from before there
 * were data keys and open under a key derived for their purpose, until {@link KeyRotation} seals them anew.
 */
@Component
public class Sealer {

    private static final Pattern SEALED = Pattern.compile("k(\\d{1,9}):(.*)", Pattern.DOTALL);

    private final DataKeys dataKeys;
    private final Keys keys;

    Sealer(DataKeys dataKeys, Keys keys) {
        this.dataKeys = dataKeys;
        this.keys = keys;
    }

    /**
     * The text as the database may hold it.
     *
     * @param purpose what kind of text it is, the same for all rows of a column
     * @param place the row and column that it belongs to
     */
    public String seal(String purpose, String place, String text) {
        var id = dataKeys.newest();
        try {
            var sealed = dataKeys.key(id).encrypt(text.getBytes(StandardCharsets.UTF_8), bound(purpose, place));
            return prefix(id) + Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The text that was sealed for this purpose and place.
     *
     * @throws IllegalStateException when it was sealed for another, was changed, or its key is gone
     */
    public String open(String purpose, String place, String sealed) {
        try {
            var parts = SEALED.matcher(sealed);
            var content = parts.matches()
                    ? dataKeys.key(Integer.parseInt(parts.group(1)))
                            .decrypt(Base64.getDecoder().decode(parts.group(2)), bound(purpose, place))
                    : Wrapping.aead(Wrapping.keyset(keys.forPurpose(purpose)))
                            .decrypt(Base64.getDecoder().decode(sealed), place.getBytes(StandardCharsets.UTF_8));
            return new String(content, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    purpose + " of " + place + " does not open with this installation's keys", e);
        }
    }

    static String prefix(int id) {
        return "k" + id + ":";
    }

    private static byte[] bound(String purpose, String place) {
        return (purpose + "\n" + place).getBytes(StandardCharsets.UTF_8);
    }
}
