package cn.qingfeng.reporter.retention;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What is kept of people beside a clue and must not be kept for ever (个人信息保护法 19). The clue and its timeline stay. */
public interface Erasing {

    /** A clue or a matter that ended, and when. */
    record Candidate(String clueNumber, Instant endedAt) {}

    /**
     * Clues that ended before this moment and beside which a reporter's identity is kept, and matters beside which files are;
     * never reports against a person.
     */
    List<Candidate> candidates(Instant endedBefore);

    /** Erases the identities beside these clues, and the files of these clues and matters. */
    void erase(Collection<String> clueNumbers);
}
