package cn.qingfeng.evidence.upload;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.evidence.Evidence;
import cn.qingfeng.evidence.EvidenceFile;
import cn.qingfeng.evidence.Received;
import cn.qingfeng.evidence.storage.FileContents;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Takes files in from officials. Content first, then in one short transaction the file and the timeline's entry. */
@Component
public class Uploads {

    /** Two files that come for one clue at the same moment both go onto its timeline: the later one tries again. */
    private static final int TRIES = 8;

    private final FileContents contents;
    private final Evidence evidence;

    Uploads(FileContents contents, Evidence evidence) {
        this.contents = contents;
        this.evidence = evidence;
    }

    /**
     * Adds a file to a clue.
     *
     * @param name as the person calls it; it is cleaned
     * @return the file; empty while it waits for a scan and nobody may see it
     * @throws Refusal when the person may not, the clue has enough, or the content is not taken; nothing is kept then
     */
    public Optional<EvidenceFile> add(String username, ClueNumber number, String name, InputStream content)
            throws IOException {
        evidence.requireMayAdd(username, number);
        var received = contents.take(content);
        var kept = false;
        try {
            var file = put(username, number, name, received);
            kept = true;
            return Optional.ofNullable(file);
        } finally {
            if (!kept) {
                contents.discard(received.contentId());
            }
        }
    }

    private EvidenceFile put(String username, ClueNumber number, String name, Received received) {
        for (var left = TRIES; ; left--) {
            try {
                return evidence.put(username, number, name, received);
            } catch (ConcurrencyFailureException | DataIntegrityViolationException sameMoment) {
                if (left <= 1) {
                    throw Refusal.conflict("refusal.overtaken");
                }
            }
        }
    }
}
