package cn.qingfeng.intake.page;

import cn.qingfeng.Refusal;
import cn.qingfeng.draft.Drafts;
import cn.qingfeng.draft.Saved;
import cn.qingfeng.draft.Seen;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Drafts of the pages with which clues are registered: the counter's under its clerk's name, the public page's under the
 * key of chance that the page was given out with. The latter never holds who reports, and lies for two hours.
 *
 * <p>When the page has been sent, its words are gone from here and only its key stays for some minutes: whoever's answer
 * was lost on the way is told that the first one arrived, and gets its receipt.
 */
@Component
public class PageDrafts {

    /** How long a page that was sent is remembered. */
    static final Duration ARRIVED = Duration.ofMinutes(30);

    /** More than a county writes in two hours. */
    private static final int MOST_FROM_THE_STREET = 1000;

    private static final String ABOUT_THE_REPORTER = "reporter";

    /** The mark of a page that was sent. */
    private static final String SENT = "_sent";

    /**
     * What was typed.
     *
     * @param fields as the page posts them; none once it has been sent
     * @param once the key of the page
     * @param version by which a window sees that another has saved meanwhile
     */
    record Kept(MultiValueMap<String, String> fields, String once, Instant at, long version) {}

    private final Drafts drafts;
    private final Clock clock;

    PageDrafts(Drafts drafts, Clock clock) {
        this.drafts = drafts;
        this.clock = clock;
    }

    /** What the clerk typed last at the counter. */
    Optional<Kept> ofClerk(String clerk) {
        return kept(clerk, Drafts.REGISTER);
    }

    /** As {@link #saveOfPage}; the mark of a page that was sent is no draft that another window could miss. */
    Saved saveOfClerk(String clerk, MultiValueMap<String, String> post, Seen seen) {
        var arrived = drafts.of(clerk, Drafts.REGISTER)
                .filter(draft -> draft.answers().containsKey(SENT))
                .isPresent();
        return save(clerk, Drafts.REGISTER, post, arrived ? new Seen(seen.tab(), null) : seen);
    }

    void dropOfClerk(String clerk) {
        drafts.drop(clerk, Drafts.REGISTER);
    }

    /** What was typed into the public page of that key. */
    Optional<Kept> ofPage(String once) {
        return kept(nobody(once), Drafts.REPORT);
    }

    /**
     * Keeps what somebody types into the public page.
     *
     * @throws Refusal when so many lie there that somebody must be filling the store
     */
    Saved saveOfPage(String once, MultiValueMap<String, String> post) {
        if (drafts.countAt(Drafts.REPORT) >= MOST_FROM_THE_STREET
                && ofPage(once).isEmpty()) {
            throw Refusal.tooOften("door.often", Drafts.STREET);
        }
        var told = new LinkedMultiValueMap<String, String>();
        post.forEach((name, values) -> {
            if (!name.startsWith(ABOUT_THE_REPORTER)) {
                told.put(name, values);
            }
        });
        return save(nobody(once), Drafts.REPORT, told, Seen.ANYTHING);
    }

    void dropOfPage(String once) {
        drafts.drop(nobody(once), Drafts.REPORT);
    }

    /** In the transaction that registers: the words go, the key stays. */
    public void sentByClerk(String clerk, String once) {
        sent(clerk, Drafts.REGISTER, once);
    }

    /** As {@link #sentByClerk}, of the public page. */
    public void sentByPage(String once) {
        sent(nobody(once), Drafts.REPORT, once);
    }

    private void sent(String person, String place, String once) {
        drafts.save(person, place, Map.of(RegisterPage.ONCE, List.of(once), SENT, List.of("true")));
    }

    private Saved save(String person, String place, MultiValueMap<String, String> post, Seen seen) {
        var fields = new HashMap<String, Object>();
        post.forEach((name, values) -> {
            if (name.equals(RegisterPage.ONCE) || !name.startsWith("_")) {
                fields.put(name, values);
            }
        });
        return drafts.save(person, place, fields, seen);
    }

    private Optional<Kept> kept(String person, String place) {
        return drafts.of(person, place)
                .map(draft -> {
                    var fields = new LinkedMultiValueMap<String, String>();
                    draft.answers().forEach((name, values) -> {
                        if (values instanceof List<?> each) {
                            each.forEach(value -> fields.add(name, String.valueOf(value)));
                        }
                    });
                    return new Kept(fields, fields.getFirst(RegisterPage.ONCE), draft.savedAt(), draft.version());
                })
                .filter(kept -> kept.once() != null)
                .filter(kept -> !kept.fields().containsKey(SENT)
                        || kept.at().plus(ARRIVED).isAfter(clock.instant()));
    }

    /** Whoever has the key has the draft; the database does not have the key. */
    private static String nobody(String once) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(once.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
