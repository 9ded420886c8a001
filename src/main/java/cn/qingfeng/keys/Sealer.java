package cn.qingfeng.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Seals what the database must not show: AES-GCM under the newest data key, bound to its purpose and place, so that a text
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
        return prefix(id)
                + Envelope.close(dataKeys.key(id), bound(purpose, place), text.getBytes(StandardCharsets.UTF_8));
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
                    ? Envelope.open(
                            dataKeys.key(Integer.parseInt(parts.group(1))), bound(purpose, place), parts.group(2))
                    : Envelope.open(new SecretKeySpec(keys.forPurpose(purpose), "AES"), place, sealed);
            return new String(content, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    purpose + " of " + place + " does not open with this installation's keys", e);
        }
    }

    static String prefix(int id) {
        return "k" + id + ":";
    }

    private static String bound(String purpose, String place) {
        return purpose + "\n" + place;
    }
}
